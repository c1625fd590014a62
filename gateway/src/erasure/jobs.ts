import { z } from 'zod';
import type { JobDefinitions } from '../jobs/definition.ts';

export const ERASURE_JOBS = {
  'erase-expired': {
    data: z.object({}),
    queue: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
    slots: () => ({ all: 1 }),
    schedule: '7 * * * *',
  },
} as const satisfies JobDefinitions;
