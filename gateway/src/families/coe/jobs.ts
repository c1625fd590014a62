import { z } from 'zod';
import type { JobDefinitions } from '../../jobs/definition.ts';

const submission = z.object({ submissionId: z.string() });

const FOR_LONG = { retryLimit: 100, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 } as const;

const SUBMISSIONS = {
  retryLimit: 3,
  retryDelay: 1,
  expireInSeconds: 60,
  // A crashed process is detected by missing heartbeats: 10 s is pg-boss's shortest interval.
  heartbeatSeconds: 10,
  deadLetter: 'give-up-submission',
} as const;

export const COE_JOBS = {
  /** The job that follows the next two when every try failed. */
  'give-up-submission': { data: submission, queue: FOR_LONG, slots: () => ({ all: 1 }) },
  'process-submission': {
    data: submission,
    queue: SUBMISSIONS,
    // One more than threads, whose pictures are read while the engine works. Twice that, because jobs may wait for a
    // partner's reference picture.
    slots: (threads) => ({ all: 2 * (threads + 1), perPartner: threads + 1 }),
  },
  /** A submission of a sandbox partner: no picture is judged. */
  'process-sandbox': { data: submission, queue: SUBMISSIONS, slots: () => ({ all: 2 }) },
  'deliver-callback': {
    data: z.object({ deliveryId: z.string() }),
    queue: { ...FOR_LONG, expireInSeconds: 60 },
    slots: () => ({ all: 8, perPartner: 4 }),
  },
} as const satisfies JobDefinitions;
