/**
 * Background work as pg-boss queues on the gateway's own database. Owns: queue settings, what happens to a job whose
 * process died. Does not know: what the jobs do.
 */
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { OpenDatabase, Tx } from './postgres/database.ts';

export interface JobData {
  'process-submission': { readonly submissionId: string };
  /** What `process-submission` becomes when every try failed. */
  'give-up-submission': { readonly submissionId: string };
  'deliver-callback': { readonly deliveryId: string };
  'erase-expired': Record<string, never>;
  /** After the erasure of a user of the proxy: the same at its provider. */
  'forget-at-provider': { readonly userId: string };
}

export type JobName = keyof JobData;

export interface Jobs {
  /** Part of the caller's transaction: the job exists exactly when the change that asked for it does. */
  enqueue<N extends JobName>(
    tx: Tx,
    name: N,
    data: JobData[N],
    options?: { readonly startAfter?: Date },
  ): Promise<void>;
}

export type JobHandlers = {
  readonly [N in JobName]: (data: JobData[N], signal: AbortSignal) => Promise<void>;
};

export interface Queue extends Jobs {
  /** Creates the queues; jobs can be enqueued from then on. */
  start(): Promise<void>;
  work(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs finish for at most `timeoutMs`; what is not done by then is tried again at the next start. */
  stop(timeoutMs: number): Promise<void>;
}

const QUEUES = {
  'give-up-submission': { retryLimit: 100, retryDelay: 5, retryBackoff: true, retryDelayMax: 300 },
  'process-submission': {
    retryLimit: 3,
    retryDelay: 1,
    expireInSeconds: 60,
    // A process that died is noticed by its silence: 10 s is the shortest that pg-boss allows.
    heartbeatSeconds: 10,
    deadLetter: 'give-up-submission',
  },
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
  'deliver-callback',
  'erase-expired',
  'forget-at-provider',
] as const;

const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 } as const;

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

    async enqueue(tx, name, data, options = {}) {
      await boss.send(name, data, {
        db: fromKysely(tx),
        ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
      });
    },

    async work(handlers) {
      const on = async <N extends JobName>(
        name: N,
        handle: JobHandlers[N],
        localConcurrency: number,
      ): Promise<void> => {
        await boss.work<JobData[N]>(name, { ...POLLING, localConcurrency }, async (jobs) => {
          for (const job of jobs) {
            await attempt(name, job.id, () => handle(job.data, job.signal));
          }
        });
      };
      await on('process-submission', handlers['process-submission'], 2);
      await on('deliver-callback', handlers['deliver-callback'], 2);
      await on('give-up-submission', handlers['give-up-submission'], 1);
      await on('erase-expired', handlers['erase-expired'], 1);
      await on('forget-at-provider', handlers['forget-at-provider'], 1);
      await boss.schedule('erase-expired', '7 * * * *', {});
    },

    stop: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
};
