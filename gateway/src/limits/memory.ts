/** Buckets in this process's memory: with an embedded database, and while the shared table is unavailable. */
import type { Clock } from '../clock.ts';
import type { Limiter, TokenBucket } from './limiter.ts';
import { msBetween, type Rate, secondsOf } from './rates.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/** Full buckets carry no information, so they are dropped once there are this many. */
const SWEEP_AT = 10_000;

const createBucket = (rate: Rate, clock: Clock): TokenBucket => {
  const { burst } = rate;
  const perMs = 1 / msBetween(rate);
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

  const waitFor = (tokens: number): number | null => (tokens < 1 ? secondsOf((1 - tokens) / perMs) : null);

  return {
    look: async (key) => waitFor(tokensOf(key, clock.now().getTime())),
    async take(key) {
      const now = clock.now().getTime();
      if (buckets.size >= SWEEP_AT) {
        sweep(now);
      }
      const tokens = tokensOf(key, now);
      const wait = waitFor(tokens);
      buckets.set(key, { tokens: wait === null ? tokens - 1 : tokens, at: now });
      return wait;
    },
    async giveBack(key) {
      const now = clock.now().getTime();
      buckets.set(key, { tokens: Math.min(burst, tokensOf(key, now) + 1), at: now });
    },
  };
};

export const createMemoryLimiter = (clock: Clock): Limiter => ({ bucket: (_name, rate) => createBucket(rate, clock) });
