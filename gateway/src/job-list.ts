/** Every kind of background work; each part names its own. Their handlers are in gateway.ts. */
import { ERASURE_JOBS } from './erasure/jobs.ts';
import { COE_JOBS } from './families/coe/jobs.ts';
import { LCP_JOBS } from './families/lcp/jobs.ts';

export const JOBS = { ...COE_JOBS, ...LCP_JOBS, ...ERASURE_JOBS };
