/** When a queue is read, and what becomes of a job that fails, expires or is interrupted: the dispatcher on pg-boss, on both databases. */
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { onBothDatabases } from '../../test/support/databases.ts';
import { until } from '../../test/support/harness.ts';
import { NO_METRICS } from '../../test/support/no-metrics.ts';
import { type OpenDatabase, openDatabase } from '../database/database.ts';
import { createLogger } from '../http/logging.ts';
import type { JobDefinitions, JobHandlers } from './definition.ts';
import { Dispatcher, type JobStore } from './dispatcher.ts';
import { createQueue, type EnqueueOptions, type Queue } from './queue.ts';

const SLOTS = 8;
const PER_PARTNER = 3;
/** After this long every queue was read by its poll, with room for a slow machine. */
const POLLED_MS = 10_000;

const DEFINITIONS = {
  work: {
    data: z.object({ number: z.number() }),
    queue: { retryLimit: 2, retryDelay: 0, expireInSeconds: 60, heartbeatSeconds: 10 },
    slots: () => ({ all: SLOTS, perPartner: PER_PARTNER }),
  },
  brief: {
    data: z.object({ number: z.number() }),
    queue: { retryLimit: 0, retryDelay: 0, expireInSeconds: 1 },
    slots: () => ({ all: 1 }),
  },
} as const satisfies JobDefinitions;

type Definitions = typeof DEFINITIONS;
type Work = JobHandlers<Definitions>['work'];

const never: Work = () => new Promise(() => undefined);

let database: OpenDatabase;
const queues: Queue<Definitions>[] = [];
const restores: (() => void)[] = [];
/** Texts of the statements that this process sends. */
let statements: string[] = [];

const claimsOf = (queue: string): number =>
  statements.filter((text) => text.includes(`name = '${queue}'`) && text.includes("state = 'active'")).length;

const completions = (): number => statements.filter((text) => text.includes("state = 'completed'")).length;

const count = (query: unknown): void => {
  statements.push(typeof query === 'string' ? query : String((query as { readonly text?: string }).text));
};

/** Notes the statement of each call, which goes on to the database. */
const counted = <Method extends string>(
  driver: Record<Method, (...args: never[]) => unknown>,
  method: Method,
): void => {
  const original = driver[method];
  driver[method] = function (this: unknown, ...args: never[]): unknown {
    count(args[0]);
    return Reflect.apply(original, this, args);
  };
  restores.push(() => {
    driver[method] = original;
  });
};

const startQueue = async (handlers: Partial<JobHandlers<Definitions>>): Promise<Queue<Definitions>> => {
  const queue = createQueue(database, createLogger('silent'), DEFINITIONS, NO_METRICS);
  queues.push(queue);
  await queue.start();
  await queue.work({ work: never, brief: never, ...handlers }, { engineThreads: 1, set: {} });
  return queue;
};

const enqueue = (
  queue: Queue<Definitions>,
  name: keyof Definitions,
  numbers: readonly number[],
  options?: EnqueueOptions,
): Promise<void> =>
  database.db.transaction().execute(async (tx) => {
    for (const number of numbers) {
      await queue.enqueue(tx, name, { number }, options);
    }
  });

const statesOf = async (name: keyof Definitions): Promise<readonly string[]> => {
  const { rows } = await sql<{ state: string }>`
    select state::text from lifesign_jobs.job where name = ${name} order by created_on`.execute(database.db);
  return rows.map(({ state }) => state);
};

onBothDatabases((location) => {
  beforeEach(() => {
    statements = [];
    counted(Client.prototype, 'query');
    counted(PGlite.prototype, 'query');
    counted(PGlite.prototype, 'exec');
  });

  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop(0)));
    await sql`delete from lifesign_jobs.job`.execute(database.db);
    await database.close();
    restores.splice(0).forEach((restore) => restore());
  });

  test('a job is claimed by one statement, and a batch by as many as its slots need', { timeout: 60_000 }, async () => {
    database = await openDatabase(location());
    const done: number[] = [];
    const queue = await startQueue({
      work: ({ number }) => {
        done.push(number);
        return Promise.resolve();
      },
    });
    await until(
      () => claimsOf('work'),
      (claims) => claims > 0,
    );
    const before = claimsOf('work');
    const startedAt = Date.now();
    for (const number of [1, 2, 3, 4, 5]) {
      await enqueue(queue, 'work', [number]);
      await until(
        () => done.length,
        (length) => length === number,
      );
    }
    const polls = (): number => 1 + Math.ceil((Date.now() - startedAt) / 2000);
    expect(claimsOf('work') - before).toBeLessThanOrEqual(5 + polls());

    const beforeBatch = claimsOf('work');
    const completedBefore = completions();
    const batch = Array.from({ length: 40 }, (_, index) => 10 + index);
    await enqueue(queue, 'work', batch);
    await until(
      () => statesOf('work'),
      (states) => states.length === 45 && states.every((state) => state === 'completed'),
    );
    expect(done.slice(5).toSorted((a, b) => a - b)).toEqual(batch);
    // Without partners a claim may take all that one partner may hold.
    expect(claimsOf('work') - beforeBatch).toBeLessThan(40 / 2 + polls());
    expect(completions() - completedBefore).toBeLessThan(40);
  });

  test('no partner holds more than its slots, and another has the rest', { timeout: 60_000 }, async () => {
    database = await openDatabase(location());
    const running = new Set<number>();
    const open: (() => void)[] = [];
    const queue = await startQueue({
      work: async ({ number }) => {
        running.add(number);
        await new Promise<void>((resolve) => open.push(resolve));
      },
    });
    await enqueue(queue, 'work', [1, 2, 3, 4, 5], { partner: 'first' });
    await enqueue(queue, 'work', [11, 12], { partner: 'second' });
    await until(
      () => [...running],
      ({ length }) => length >= PER_PARTNER + 2,
    );
    expect([...running].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 11, 12]);
    open.shift()?.();
    await until(
      () => [...running],
      ({ length }) => length > PER_PARTNER + 2,
    );
    expect(running.size).toBe(PER_PARTNER + 3);
    expect(running.has(4)).toBe(true);
    open.forEach((each) => each());
    await until(
      () => running.size,
      (size) => size === 7,
    );
    open.forEach((each) => each());
    await until(
      () => statesOf('work'),
      (states) => states.every((state) => state === 'completed'),
    );
  });

  test(
    'one that fails is tried again, one that takes too long is aborted, and a delayed one is found by the poll',
    {
      timeout: 60_000,
    },
    async () => {
      database = await openDatabase(location());
      const tries: number[] = [];
      let aborted: unknown = null;
      const queue = await startQueue({
        work: ({ number }) => {
          tries.push(number);
          return tries.length === 1 ? Promise.reject(new Error('first try')) : Promise.resolve();
        },
        brief: (_data, signal) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              aborted = signal.reason;
            });
          }),
      });
      await enqueue(queue, 'brief', [1]);
      await enqueue(queue, 'work', [7]);
      await until(
        () => statesOf('work'),
        ([state]) => state === 'completed',
        POLLED_MS,
      );
      expect(tries).toEqual([7, 7]);
      await until(
        () => statesOf('brief'),
        ([state]) => state === 'failed',
        POLLED_MS,
      );
      expect(aborted).toMatchObject({ message: 'The job took more than 1 s' });

      const due = new Date(Date.now() + 1000);
      await enqueue(queue, 'work', [8], { startAfter: due });
      await until(
        () => tries,
        ({ length }) => length === 3,
        POLLED_MS,
      );
      expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
    },
  );

  test('a stop waits for running jobs, and gives back what does not end', { timeout: 60_000 }, async () => {
    database = await openDatabase(location());
    const started: number[] = [];
    const signals: AbortSignal[] = [];
    const queue = await startQueue({
      work: async ({ number }, signal) => {
        started.push(number);
        signals.push(signal);
        await new Promise((resolve) => setTimeout(resolve, number));
      },
    });
    await enqueue(queue, 'work', [200, 600_000]);
    await until(
      () => started,
      ({ length }) => length === 2,
    );
    await queue.stop(1500);
    expect(signals.map(({ aborted }) => aborted)).toEqual(started.map((number) => number > 1000));
    expect([...(await statesOf('work'))].toSorted()).toEqual(['completed', 'retry']);

    const taken: number[] = [];
    await startQueue({
      work: ({ number }) => {
        taken.push(number);
        return Promise.resolve();
      },
    });
    await until(
      () => taken,
      ({ length }) => length > 0,
      POLLED_MS,
    );
    expect(taken).toEqual([600_000]);
  });
});

test('running jobs are touched, and a claim that fails is made again by the poll', async () => {
  vi.useFakeTimers();
  try {
    const errors: unknown[] = [];
    const touched: (readonly string[])[] = [];
    const claim = vi
      .fn<JobStore['claim']>()
      .mockResolvedValue([])
      .mockRejectedValueOnce(new Error('no database'))
      .mockResolvedValueOnce([{ id: 'one', data: {}, expireInSeconds: 60 }]);
    const dispatcher = new Dispatcher({
      store: {
        claim,
        complete: () => Promise.resolve(),
        fail: () => Promise.resolve(),
        touch: (ids) => {
          touched.push(ids);
          return Promise.resolve();
        },
      },
      slots: { all: 2 },
      pollMs: 2000,
      touchMs: 5000,
      run: () => new Promise(() => undefined),
      onError: (error) => errors.push(error),
    });
    await vi.advanceTimersByTimeAsync(1999);
    expect([claim.mock.calls.length, errors]).toEqual([1, [new Error('no database')]]);
    await vi.advanceTimersByTimeAsync(1);
    await vi.advanceTimersByTimeAsync(8000);
    expect(touched).toEqual([['one'], ['one']]);
    const stopped = dispatcher.stop(1000);
    await vi.advanceTimersByTimeAsync(1000);
    await stopped;
    const claims = claim.mock.calls.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect([claim.mock.calls.length, touched.length]).toEqual([claims, 2]);
  } finally {
    vi.useRealTimers();
  }
});
