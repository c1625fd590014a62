/**
 * Background work as pg-boss queues on the gateway's own database. Owns: queue settings, how many jobs run at once, when
 * a worker looks for the next one, what happens to a job whose process died. Does not know: what the jobs do.
 */
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { OpenDatabase, Tx } from '../database/database.ts';

export interface JobData {
  'process-submission': { readonly submissionId: string };
  /** A submission of a sandbox partner: no picture is looked at. */
  'process-sandbox': { readonly submissionId: string };
  /** What both become when every try failed. */
  'give-up-submission': { readonly submissionId: string };
  'deliver-callback': { readonly deliveryId: string };
  'erase-expired': Record<string, never>;
  /** After the erasure of a user of the proxy: the same at its provider. */
  'forget-at-provider': { readonly userId: string };
}

export type JobName = keyof JobData;

export interface EnqueueOptions {
  readonly startAfter?: Date;
  /** Whose job it is, where one partner may hold only a part of the queue's slots. */
  readonly partner?: string;
}

export interface Jobs {
  /** Part of the caller's transaction: the job exists exactly when the change that asked for it does. */
  enqueue<N extends JobName>(tx: Tx, name: N, data: JobData[N], options?: EnqueueOptions): Promise<void>;
}

export type JobHandlers = {
  readonly [N in JobName]: (data: JobData[N], signal: AbortSignal) => Promise<void>;
};

export interface Queue extends Jobs {
  /** Creates the queues; jobs can be enqueued from then on. */
  start(): Promise<void>;
  /** `engineThreads`: verifications that the engine makes at once. */
  work(handlers: JobHandlers, engineThreads: number): Promise<void>;
  /** Lets running jobs finish for at most `timeoutMs`; what is not done by then is tried again at the next start. */
  stop(timeoutMs: number): Promise<void>;
}

const SUBMISSIONS = {
  retryLimit: 3,
  retryDelay: 1,
  expireInSeconds: 60,
  // A process that died is noticed by its silence: 10 s is the shortest that pg-boss allows.
  heartbeatSeconds: 10,
  deadLetter: 'give-up-submission',
} as const;

const QUEUES = {
  'give-up-submission': { retryLimit: 100, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 },
  'process-submission': SUBMISSIONS,
  'process-sandbox': SUBMISSIONS,
  'deliver-callback': { retryLimit: 100, retryDelay: 5, retryBackoff: true, retryDelayMax: 300, expireInSeconds: 60 },
  'erase-expired': { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  'forget-at-provider': {
    retryLimit: 1000,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 60,
  },
} as const;

const QUEUE_NAMES = [
  'give-up-submission',
  'process-submission',
  'process-sandbox',
  'deliver-callback',
  'erase-expired',
  'forget-at-provider',
] as const;

/** Finds what is announced by no notification: delayed jobs, repeats, jobs of a process that died. */
const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 } as const;

interface Slots {
  /** Jobs of the queue at once, in this process. */
  readonly all: number;
  /** How many of them one partner may hold; absent: all. */
  readonly perPartner?: number;
}

const slotsFor = (engineThreads: number): Readonly<Record<JobName, Slots>> => ({
  // One more than threads: its pictures are read while the engine works. As many again, for while a partner's reference
  // picture does not come.
  'process-submission': { all: 2 * (engineThreads + 1), perPartner: engineThreads + 1 },
  'process-sandbox': { all: 2 },
  'deliver-callback': { all: 8, perPartner: 4 },
  'give-up-submission': { all: 1 },
  'erase-expired': { all: 1 },
  'forget-at-provider': { all: 1 },
});

export const createQueue = (database: OpenDatabase, logger: Logger): Queue => {
  const boss = new PgBoss({
    ...database.queueConnection,
    schema: 'lifesign_jobs',
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    persistWarnings: false,
  });
  boss.on('error', (error) => logger.error({ err: error }, 'queue error'));
  boss.on('warning', ({ message }) => logger.warn({ queueWarning: message }, 'queue warning'));

  /** A rejection makes pg-boss try the job again; the reason is worth a line here, it would only be stored with the job. */
  const attempt = async (queue: JobName, job: string, run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      logger.error({ queue, job, err: error }, 'job failed');
      throw error;
    }
  };

  /**
   * Makes the workers that have a job look for the next one as soon as they are done. Left alone, each would wait for the
   * poll: the notification of a job that was sent while it was busy is spent. Idle ones have looked already.
   */
  const wakeAfterJob = (queue: JobName): void => {
    for (const { id, name, count } of boss.getWipData()) {
      if (name === queue && count > 0) {
        boss.notifyWorker(id);
      }
    }
  };

  /** An embedded database has one owner, so whatever is active at start belongs to a process that is gone. */
  const releaseOrphans = async (): Promise<void> => {
    for (const name of QUEUE_NAMES) {
      const jobs = await boss.findJobs(name);
      const orphans = jobs.filter(({ state }) => state === 'active').map(({ id }) => id);
      if (orphans.length > 0) {
        logger.warn({ queue: name, jobs: orphans.length }, 'resuming jobs of a process that died');
        await boss.fail(name, orphans, { message: 'the process died' });
      }
    }
  };

  return {
    async start() {
      await boss.start();
      for (const name of QUEUE_NAMES) {
        await boss.createQueue(name, { ...QUEUES[name], notify: true, deleteAfterSeconds: 86_400 });
        // Fills pg-boss's cache: `enqueue` must not read outside the caller's transaction on a one-connection database.
        await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
      }
      if (database.isExclusive) {
        await releaseOrphans();
      }
    },

    async enqueue(tx, name, data, { startAfter, partner } = {}) {
      await boss.send(name, data, {
        db: fromKysely(tx),
        ...(startAfter === undefined ? {} : { startAfter }),
        ...(partner === undefined ? {} : { group: { id: partner } }),
      });
    },

    async work(handlers, engineThreads) {
      const slots = slotsFor(engineThreads);
      const on = async <N extends JobName>(name: N): Promise<void> => {
        const { all, perPartner } = slots[name];
        const concurrency = {
          localConcurrency: all,
          ...(perPartner === undefined ? {} : { localGroupConcurrency: perPartner }),
        };
        await boss.work<JobData[N]>(name, { ...POLLING, ...concurrency }, async (jobs) => {
          try {
            for (const job of jobs) {
              await attempt(name, job.id, () => handlers[name](job.data, job.signal));
            }
          } finally {
            wakeAfterJob(name);
          }
        });
      };
      for (const name of QUEUE_NAMES) {
        await on(name);
      }
      await boss.schedule('erase-expired', '7 * * * *', {});
    },

    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
};
