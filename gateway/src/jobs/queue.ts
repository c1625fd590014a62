/**
 * Background work as pg-boss queues on the gateway's own database. Owns: when a worker looks for the next job, and what happens
 * to a job whose process crashed. Does not know: what the jobs do.
 */
import { type Db, fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.ts';
import { currentOrigin, originOf, withOrigin } from '../telemetry/origin.ts';
import { timed } from '../telemetry/timed.ts';
import { traced } from '../telemetry/trace.ts';
import type { OpenDatabase, Tx } from '../database/database.ts';
import type { JobData, JobDefinition, JobDefinitions, JobHandlers, JobName, Slots } from './definition.ts';
import { Dispatcher, type JobStore } from './dispatcher.ts';

export interface EnqueueOptions {
  readonly startAfter?: Date;
  /** The job's partner, where one partner may hold only a part of the queue's slots. */
  readonly partner?: string;
}

export interface Jobs<Definitions> {
  /** Part of the caller's transaction: the job exists exactly when the change that asked for it does. */
  enqueue<Name extends JobName<Definitions>>(
    tx: Tx,
    name: Name,
    data: JobData<Definitions, Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
}

export interface Queue<Definitions> extends Jobs<Definitions> {
  /** Creates the queues; jobs can be enqueued from then on. */
  start(): Promise<void>;
  work(handlers: JobHandlers<Definitions>, slots: SlotWish<Definitions>): Promise<void>;
  /** Lets running jobs finish for at most `timeoutMs`; what is not done by then is tried again at the next start. */
  stop(timeoutMs: number): Promise<void>;
}

/** How many jobs of each queue this process does at once. */
export interface SlotWish<Definitions> {
  /** Verifications that the engine makes at once: by them where nothing else is set. */
  readonly engineThreads: number;
  readonly set: Readonly<Partial<Record<JobName<Definitions>, Slots>>>;
}

/** How often each queue is read for what is announced by nothing: delayed jobs, retries, jobs of a crashed process. */
const POLL_MS = 2000;

export const createQueue = <Definitions extends JobDefinitions>(
  database: OpenDatabase,
  logger: Logger,
  definitions: Definitions,
  metrics: Metrics,
  /** False in a process that only enqueues: others keep the queues in order, and are told of new jobs. */
  doesJobs = true,
): Queue<Definitions> => {
  const jobs = Object.entries(definitions) as [JobName<Definitions>, JobDefinition][];

  const boss = new PgBoss({
    ...database.queueConnection,
    schema: 'lifesign_jobs',
    useListenNotify: doesJobs,
    supervise: doesJobs,
    schedule: doesJobs,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    persistWarnings: false,
  });
  const onError = (error: unknown): void => logger.error({ err: error }, 'queue error');
  boss.on('error', onError);
  boss.on('warning', ({ message }) => logger.warn({ queueWarning: message }, 'queue warning'));

  const dispatchers = new Map<string, Dispatcher>();
  if (doesJobs) {
    tellOfJobs(boss.getDb(), {
      of: (queue) => dispatchers.get(queue)?.wake(),
      unknown: () => dispatchers.forEach((each) => each.wake()),
    });
  }

  /** A rejection makes the dispatcher fail the job, which is then retried. pg-boss stores the reason only with the job, so it is logged here. */
  const attempt = async (queue: string, job: string, run: () => Promise<void>): Promise<void> => {
    try {
      await timed(
        () => traced(`job ${queue}`, {}, run),
        (isDone, seconds) => metrics.job(queue, isDone, seconds),
      );
    } catch (error) {
      logger.error({ queue, job, err: error }, 'job failed');
      throw error;
    }
  };

  /** An embedded database has one owner, so jobs that are active at start belong to a process that has ended. */
  const releaseOrphans = async (): Promise<void> => {
    for (const [name] of jobs) {
      const found = await boss.findJobs(name);
      const orphans = found.filter(({ state }) => state === 'active').map(({ id }) => id);
      if (orphans.length > 0) {
        logger.warn({ queue: name, jobs: orphans.length }, 'resuming jobs of a process that died');
        await boss.fail(name, orphans, { message: 'the process died' });
      }
    }
  };

  return {
    async start() {
      await boss.start();
      for (const [name, { queue }] of jobs) {
        await boss.createQueue(name, { ...queue, notify: true, deleteAfterSeconds: 86_400 });
        // Fills pg-boss's cache: `enqueue` must not read outside the caller's transaction on a one-connection database.
        await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
      }
      if (database.isExclusive) {
        await releaseOrphans();
      }
    },

    async enqueue(tx, name, data, { startAfter, partner } = {}) {
      // Beside the job's data, and removed by its schema: the trace that it belongs to.
      await boss.send(
        name,
        { ...data, origin: currentOrigin() },
        {
          db: fromKysely(tx),
          ...(startAfter === undefined ? {} : { startAfter }),
          ...(partner === undefined ? {} : { group: { id: partner } }),
        },
      );
    },

    async work(handlers, { engineThreads, set }) {
      const on = async <Name extends JobName<Definitions>>(
        name: Name,
        { data, slots, schedule, queue: { heartbeatSeconds } }: JobDefinition,
      ): Promise<void> => {
        const dispatcher = new Dispatcher({
          store: storeOf(boss, name),
          slots: set[name] ?? slots(engineThreads),
          pollMs: POLL_MS,
          ...(heartbeatSeconds === undefined ? {} : { touchMs: 500 * heartbeatSeconds }),
          run: (job, signal) =>
            withOrigin(originOf(job.data), () =>
              attempt(name, job.id, () => handlers[name](data.parse(job.data) as JobData<Definitions, Name>, signal)),
            ),
          onError,
        });
        dispatchers.set(name, dispatcher);
        if (schedule !== undefined) {
          await boss.schedule(name, schedule, {});
        }
      };
      for (const [name, definition] of jobs) {
        await on(name, definition);
      }
    },

    async stop(timeoutMs) {
      await Promise.all([...dispatchers.values()].map((each) => each.stop(timeoutMs)));
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
  };
};

/** The queue's jobs in pg-boss. */
const storeOf = (boss: PgBoss, queue: string): JobStore => ({
  claim: (limit, exceptGroups) =>
    boss.fetch(queue, { batchSize: limit, ...(exceptGroups.length === 0 ? {} : { ignoreGroups: [...exceptGroups] }) }),
  async complete(ids) {
    await boss.complete(queue, [...ids]);
  },
  async fail(id, error) {
    await boss.fail(queue, id, error instanceof Error ? error : { message: String(error) });
  },
  async touch(ids) {
    await boss.touch(queue, [...ids]);
  },
});

/** pg-boss tells only its own workers of a new job: this listens with it. `unknown`: some announcements may have been lost. */
const tellOfJobs = (db: Db, tell: { of(queue: string): void; unknown(): void }): void => {
  const listen = db.listen?.bind(db);
  if (listen !== undefined) {
    db.listen = (channel, onNotification, onReconnect) =>
      listen(
        channel,
        (queue) => {
          tell.of(queue);
          onNotification(queue);
        },
        () => {
          tell.unknown();
          onReconnect();
        },
      );
  }
};
