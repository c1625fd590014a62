/**
 * Admission to the engine: bounds waiting time and memory under load. It limits the requests that wait for a verdict and the
 * pixels that are decoded at once. It knows nothing of HTTP or of what is judged.
 */
import { z } from 'zod';
import type { SniffImage } from '../images/types.ts';
import { Busy } from '../unavailable.ts';
import { createShare } from './share.ts';
import type { ComparisonInput, Engine, EngineInput } from './types.ts';

export const admissionSchema = z.strictObject({
  /** Requests that may wait for each thread of the engine, besides the one that it works on. */
  waitingPerThread: z.number().int().min(0).max(1000).default(16),
  /** Total of the pictures that all threads decode at once. A single picture has at most 40. */
  megapixels: z.number().positive().default(48),
  /** Total of the request bodies with pictures that are held at once. */
  bodyMiB: z.number().positive().default(64),
});

export type AdmissionLimits = z.infer<typeof admissionSchema>;

export interface Load {
  /** Verifications and comparisons that were begun or wait. */
  readonly inFlight: number;
  /** Milliseconds since the oldest of them came; 0 without one. */
  readonly oldestMs: number;
  /** Requests that were refused since the start. */
  readonly refused: number;
}

export interface Admission {
  /** Rejects with `Busy`, at once, when too many wait already. */
  readonly forRequests: Engine;
  /** Waits instead: the slots of the queue limit how many there are at once. */
  readonly forJobs: Engine;
  load(): Load;
}

export const createAdmission = (
  engine: Engine,
  sniffImage: SniffImage,
  { waitingPerThread, megapixels }: Pick<AdmissionLimits, 'waitingPerThread' | 'megapixels'>,
): Admission => {
  const mostRequests = engine.threads * (1 + waitingPerThread);
  const pixels = createShare(megapixels * 1_000_000);
  /** Arrival times of those in flight, the oldest first. */
  const arrivals = new Set<{ readonly at: number }>();
  let requests = 0;
  let refused = 0;

  const pixelsOf = async (pictures: readonly Uint8Array[]): Promise<number> => {
    const facts = await Promise.all(pictures.map((bytes) => sniffImage(bytes)));
    // Bytes that cannot be read take no room: the decoder refuses them at once.
    return facts.reduce((sum, each) => sum + (each === null ? 0 : each.width * each.height), 0);
  };

  const run = async <Result>(
    pictures: readonly Uint8Array[],
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const arrival = { at: performance.now() };
    arrivals.add(arrival);
    try {
      const giveBack = await pixels.take(await pixelsOf(pictures), signal);
      return await work().finally(giveBack);
    } finally {
      arrivals.delete(arrival);
    }
  };

  const forJobs: Engine = {
    ...engine,
    verify: (input, options) => run(picturesOf(input), options?.signal, () => engine.verify(input, options)),
    compare: (input, options) => run(bothOf(input), options?.signal, () => engine.compare(input, options)),
  };

  const asRequest = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (requests >= mostRequests) {
      refused += 1;
      throw new Busy('too many verifications wait already');
    }
    requests += 1;
    try {
      return await work();
    } finally {
      requests -= 1;
    }
  };

  return {
    forJobs,
    forRequests: {
      ...engine,
      verify: (input, options) => asRequest(() => forJobs.verify(input, options)),
      compare: (input, options) => asRequest(() => forJobs.compare(input, options)),
    },
    load() {
      const [oldest] = arrivals;
      return {
        inFlight: arrivals.size,
        oldestMs: oldest === undefined ? 0 : performance.now() - oldest.at,
        refused,
      };
    },
  };
};

const picturesOf = ({ images, moments = [], light = [], reference }: EngineInput): readonly Uint8Array[] => [
  ...Object.values(images),
  ...moments,
  ...light,
  ...(reference === undefined ? [] : [reference]),
];

const bothOf = ({ source, target }: ComparisonInput): readonly Uint8Array[] => [source, target];
