import type { Rate } from '../config.ts';
import type { Clock } from '../ports.ts';

export interface TokenBucket {
  /** Null when the request may pass, else the whole seconds until one may. `cost` 0 only asks. */
  take(key: string, cost?: 0 | 1): number | null;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets that are full again say nothing, so they are dropped once there are this many. */
const SWEEP_AT = 10_000;

/** One bucket for each key, in this process's memory: behind several processes the limit is per process. */
export const createTokenBucket = ({ perMinute, burst }: Rate, clock: Clock): TokenBucket => {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, Bucket>();

  const sweep = (now: number): void => {
    for (const [key, { tokens, at }] of buckets) {
      if (tokens + (now - at) * perMs >= burst) {
        buckets.delete(key);
      }
    }
  };

  return {
    take(key, cost = 1) {
      const now = clock.now().getTime();
      if (buckets.size >= SWEEP_AT) {
        sweep(now);
      }
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
      if (tokens < 1) {
        buckets.set(key, { tokens, at: now });
        return Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
      }
      buckets.set(key, { tokens: tokens - cost, at: now });
      return null;
    },
  };
};
