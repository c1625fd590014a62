import type { Rate } from './rate-limits.ts';
import type { Clock } from '../clock.ts';

export interface TokenBucket {
  /** Null when the request may pass, else the whole seconds until one may. */
  take(key: string): number | null;
  /** The same, without counting it. */
  look(key: string): number | null;
  /** Undoes a `take` that passed and should not have counted. */
  giveBack(key: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Full buckets carry no information, so they are dropped once there are this many. */
const SWEEP_AT = 10_000;

/** One bucket for each key, in this process's memory: behind several processes the limit is per process. */
export const createTokenBucket = ({ perMinute, burst }: Rate, clock: Clock): TokenBucket => {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, Bucket>();

  const tokensOf = (key: string, now: number): number => {
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    return Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
  };

  const sweep = (now: number): void => {
    for (const [key, { tokens, at }] of buckets) {
      if (tokens + (now - at) * perMs >= burst) {
        buckets.delete(key);
      }
    }
  };

  const waitFor = (tokens: number): number | null =>
    tokens < 1 ? Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)) : null;

  return {
    look: (key) => waitFor(tokensOf(key, clock.now().getTime())),
    take(key) {
      const now = clock.now().getTime();
      if (buckets.size >= SWEEP_AT) {
        sweep(now);
      }
      const tokens = tokensOf(key, now);
      const wait = waitFor(tokens);
      buckets.set(key, { tokens: wait === null ? tokens - 1 : tokens, at: now });
      return wait;
    },
    giveBack(key) {
      const now = clock.now().getTime();
      buckets.set(key, { tokens: Math.min(burst, tokensOf(key, now) + 1), at: now });
    },
  };
};
