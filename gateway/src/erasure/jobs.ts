import { z } from 'zod';
import type { JobDefinitions } from '../jobs/definition.ts';

export const ERASURE_JOBS = {
  'erase-expired': {
    data: z.object({}),
    queue: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
    slots: () => ({ all: 1 }),
    schedule: '7 * * * *',
  },
  /** Removes from the picture store what was erased from the database; failures are retried after a minute. */
  'remove-blobs': {
    data: z.object({}),
    queue: { retryLimit: 0, retryDelay: 0, expireInSeconds: 600 },
    slots: () => ({ all: 1 }),
    schedule: '* * * * *',
  },
  /** Lists the whole store. */
  'sweep-blobs': {
    data: z.object({}),
    queue: { retryLimit: 2, retryDelay: 600, expireInSeconds: 6 * 3600 },
    slots: () => ({ all: 1 }),
    schedule: '23 3 * * *',
  },
} as const satisfies JobDefinitions;
