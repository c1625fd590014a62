import { z } from 'zod';
import type { JobDefinitions } from '../../jobs/definition.ts';

export const LCP_JOBS = {
  /** After the erasure of a user: erases them at the provider. */
  'forget-at-provider': {
    data: z.object({ userId: z.string() }),
    queue: { retryLimit: 1000, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 60 },
    slots: () => ({ all: 1 }),
  },
} as const satisfies JobDefinitions;
