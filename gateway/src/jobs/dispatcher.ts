/**
 * Hands the jobs of one queue to the slots of this process. Owns: when the queue is read, how many jobs are claimed at once,
 * and that each claimed job is settled. Does not know: what the jobs do, or how they are stored.
 */
import type { Slots } from './definition.ts';

/** A job that this process has taken and must settle. */
export interface ClaimedJob {
  readonly id: string;
  readonly data: unknown;
  readonly expireInSeconds: number;
  readonly groupId?: string | null;
}

export interface JobStore {
  /** Claims at most `limit` jobs that are due, none of these groups. */
  claim(limit: number, exceptGroups: readonly string[]): Promise<readonly ClaimedJob[]>;
  complete(ids: readonly string[]): Promise<void>;
  fail(id: string, error: unknown): Promise<void>;
  /** Says that these still run. */
  touch(ids: readonly string[]): Promise<void>;
}

export interface DispatcherOptions {
  readonly store: JobStore;
  readonly slots: Slots;
  /** How often the queue is read though nothing was announced. */
  readonly pollMs: number;
  /** How often running jobs are touched; absent: never. */
  readonly touchMs?: number;
  readonly run: (job: ClaimedJob, signal: AbortSignal) => Promise<void>;
  /** The database failed: what was not settled is claimed again when its time is up. */
  readonly onError: (error: unknown) => void;
}

interface Running {
  readonly group: string | null;
  readonly abort: AbortController;
  readonly settled: Promise<void>;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #running = new Map<string, Running>();
  readonly #timers: readonly NodeJS.Timeout[];
  /** Jobs that have ended and are not stored as completed. */
  #ended: string[] = [];
  #claiming: Promise<void> = Promise.resolve();
  #isClaiming = false;
  #completing: Promise<void> | null = null;
  /** Something was announced since the last claim began. */
  #isAnnounced = false;
  /** The only groups that can have jobs which are due, as far as they were announced; null: any, or jobs without a group. */
  #left: readonly string[] | null = null;
  #isStopping = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { pollMs, touchMs } = options;
    this.#timers = [
      setInterval(() => this.wake(), pollMs),
      ...(touchMs === undefined ? [] : [setInterval(() => void this.#touch(), touchMs)]),
    ];
    this.wake();
  }

  /** A job may be due. */
  wake(): void {
    this.#isAnnounced = true;
    this.#fill();
  }

  /** Claims nothing more; jobs that have not ended after `timeoutMs` are aborted and fail, so that they are tried again. */
  async stop(timeoutMs: number): Promise<void> {
    this.#isStopping = true;
    this.#timers.forEach(clearInterval);
    const timeout = setTimeout(() => {
      for (const { abort } of this.#running.values()) {
        abort.abort(new Error('The process stopped while the job ran'));
      }
    }, timeoutMs);
    await this.#claiming;
    await Promise.all([...this.#running.values()].map(({ settled }) => settled));
    clearTimeout(timeout);
    await this.#completing;
  }

  #fill(): void {
    if (!this.#isClaiming) {
      this.#claiming = this.#claim();
    }
  }

  /** One statement at a time: what is announced while it runs is found by the next. */
  async #claim(): Promise<void> {
    this.#isClaiming = true;
    try {
      while (!this.#isStopping) {
        if (this.#isAnnounced) {
          this.#isAnnounced = false;
          this.#left = null;
        }
        const { limit, fullGroups } = this.#room();
        if (limit === 0 || this.#left?.every((group) => fullGroups.includes(group)) === true) {
          return;
        }
        const jobs = await this.#options.store.claim(limit, fullGroups);
        jobs.forEach((job) => this.#start(job));
        if (jobs.length < limit) {
          this.#left = fullGroups;
        }
      }
    } catch (error) {
      this.#options.onError(error);
    } finally {
      this.#isClaiming = false;
    }
  }

  /** Even if all that is claimed were one partner's, none would have more than its share. */
  #room(): { readonly limit: number; readonly fullGroups: readonly string[] } {
    const { all, perPartner = all } = this.#options.slots;
    const counts = new Map<string, number>();
    for (const { group } of this.#running.values()) {
      if (group !== null) {
        counts.set(group, (counts.get(group) ?? 0) + 1);
      }
    }
    const isFull = ([, count]: readonly [string, number]): boolean => perPartner < all && count >= perPartner;
    const fullGroups = [...counts].filter(isFull).map(([group]) => group);
    const most = Math.max(0, ...[...counts].filter((each) => !isFull(each)).map(([, count]) => count));
    return { limit: Math.min(all - this.#running.size, perPartner - most), fullGroups };
  }

  #start(job: ClaimedJob): void {
    const abort = new AbortController();
    const settled = this.#settle(job, abort).finally(() => {
      this.#running.delete(job.id);
      this.#fill();
    });
    this.#running.set(job.id, { group: job.groupId ?? null, abort, settled });
  }

  async #settle(job: ClaimedJob, abort: AbortController): Promise<void> {
    const { run, store, onError } = this.#options;
    const expired = new Error(`The job took more than ${job.expireInSeconds} s`);
    const expiry = setTimeout(() => abort.abort(expired), 1000 * job.expireInSeconds);
    try {
      await Promise.race([run(job, abort.signal), rejectionOf(abort.signal)]);
      this.#ended.push(job.id);
      this.#completing ??= this.#complete();
    } catch (error) {
      await store.fail(job.id, error).catch(onError);
    } finally {
      clearTimeout(expiry);
    }
  }

  /** Not awaited by the slot: those that end meanwhile are stored together by the next statement. */
  async #complete(): Promise<void> {
    while (this.#ended.length > 0) {
      const ids = this.#ended;
      this.#ended = [];
      await this.#options.store.complete(ids).catch(this.#options.onError);
    }
    this.#completing = null;
  }

  async #touch(): Promise<void> {
    if (this.#running.size > 0) {
      await this.#options.store.touch([...this.#running.keys()]).catch(this.#options.onError);
    }
  }
}

const rejectionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
