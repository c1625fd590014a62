/**
 * Metrics of the running process, for Prometheus. Owns: names and labels. No label may hold an id, an address or anything else
 * about one person: routes are named by their pattern, checks by the contract's terms.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface QueueLoad {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  /** Seconds that the oldest one has waited; 0 without one. */
  readonly oldestSeconds: number;
}

export interface EngineLoad {
  readonly inFlight: number;
  readonly oldestMs: number;
  readonly refused: number;
}

/** Sources of the gauges, read when the metrics are requested. */
export interface Gauges {
  engine(): EngineLoad;
  /** Bytes of bodies with pictures. */
  heldBytes(): number;
  /** Objects of the picture store whose rows were erased. */
  forgottenPictures(): Promise<number>;
  queues(): Promise<readonly QueueLoad[]>;
}

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void;
  check(family: string, state: string, reason: string | null): void;
  engine(work: 'verify' | 'compare', isDone: boolean, seconds: number): void;
  job(queue: string, isDone: boolean, seconds: number): void;
  /** An attempt over a limit of velocity. */
  overLimit(family: string, reason: string, outcome: 'refused' | 'reported'): void;
  pictureStore(operation: string, isDone: boolean, seconds: number): void;
  callback(outcome: 'delivered' | 'repeated' | 'given-up'): void;
  /** In Prometheus' text format. Rejects when a gauge cannot be read. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Histogram buckets of requests and the engine, seconds: from a look-up to the engine's time limit. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** External providers have their own reasons; text that does not look like one must not become a label. */
const wordOf = (reason: string | null): string =>
  reason === null ? '' : /^[a-z][a-z-]{0,39}$/.test(reason) ? reason : 'other';

const outcomeOf = (isDone: boolean): string => (isDone ? 'done' : 'failed');

/** `hasProcess`: also memory, event loop and garbage collection of the process. */
export const createMetrics = (gauges: Gauges, hasProcess: boolean): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  if (hasProcess) {
    collectDefaultMetrics({ register: registry });
  }
  const requests = new Counter({
    name: 'lifesign_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lifesign_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const checks = new Counter({
    name: 'lifesign_checks_total',
    help: 'Checks that were concluded.',
    labelNames: ['family', 'state', 'reason'],
    registers,
  });
  const overLimits = new Counter({
    name: 'lifesign_attempts_over_limit_total',
    help: 'Attempts over a limit of velocity: refused, or judged and reported.',
    labelNames: ['family', 'reason', 'outcome'],
    registers,
  });
  const engineSeconds = new Histogram({
    name: 'lifesign_engine_seconds',
    help: 'Time of a verification or comparison, its wait for a thread included.',
    labelNames: ['work', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const jobSeconds = new Histogram({
    name: 'lifesign_job_seconds',
    help: 'Time of a job of the queue.',
    labelNames: ['queue', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const storeSeconds = new Histogram({
    name: 'lifesign_picture_store_seconds',
    help: 'Time of an operation of the picture store, its tries included.',
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const callbacks = new Counter({
    name: 'lifesign_callbacks_total',
    help: 'Attempts to deliver callbacks, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const inFlight = gauge('lifesign_engine_in_flight', 'Verifications and comparisons that run or wait.');
  const oldest = gauge('lifesign_engine_oldest_seconds', 'Time since the oldest of those arrived.');
  const refused = gauge('lifesign_engine_refused', 'Requests refused since the start because too many waited.');
  const held = gauge('lifesign_body_bytes', 'Bytes of request bodies with pictures that are held in memory.');
  const forgotten = gauge('lifesign_pictures_to_remove', 'Erased pictures that the picture store still has.');
  const waiting = gauge('lifesign_jobs_waiting', 'Jobs that are due and wait, in the whole database.', ['queue']);
  const active = gauge('lifesign_jobs_active', 'Jobs that run, in the whole database.', ['queue']);
  const oldestJob = gauge('lifesign_jobs_oldest_seconds', 'Time since the oldest waiting job was due.', ['queue']);

  const readGauges = async (): Promise<void> => {
    const engine = gauges.engine();
    inFlight.set(engine.inFlight);
    oldest.set(engine.oldestMs / 1000);
    refused.set(engine.refused);
    held.set(gauges.heldBytes());
    forgotten.set(await gauges.forgottenPictures());
    for (const { queue, ...load } of await gauges.queues()) {
      waiting.set({ queue }, load.waiting);
      active.set({ queue }, load.active);
      oldestJob.set({ queue }, load.oldestSeconds);
    }
  };

  return {
    request(route, method, status, seconds) {
      requests.inc({ route, method, status });
      requestSeconds.observe({ route }, seconds);
    },
    check: (family, state, reason) => checks.inc({ family, state, reason: wordOf(reason) }),
    overLimit: (family, reason, outcome) => overLimits.inc({ family, reason, outcome }),
    engine: (work, isDone, seconds) => engineSeconds.observe({ work, outcome: outcomeOf(isDone) }, seconds),
    job: (queue, isDone, seconds) => jobSeconds.observe({ queue, outcome: outcomeOf(isDone) }, seconds),
    pictureStore: (operation, isDone, seconds) =>
      storeSeconds.observe({ operation, outcome: outcomeOf(isDone) }, seconds),
    callback: (outcome) => callbacks.inc({ outcome }),
    async text() {
      await readGauges();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};
