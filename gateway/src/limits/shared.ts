/**
 * Buckets that all processes on one PostgreSQL share. Owns: that no name or address is stored in clear, and that the limits in
 * this process's memory apply while the table is unavailable.
 */
import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import { createFallback } from '../database/fallback.ts';
import type { Limiter, TokenBucket } from './limiter.ts';
import { createMemoryLimiter } from './memory.ts';
import { secondsOf } from './rates.ts';
import { giveTokenBack, lookForToken, takeToken } from './store/buckets.ts';

export interface SharedLimiterOptions {
  /** Fails rather than waits for long. */
  readonly db: Db;
  /** 32 bytes: an address could be guessed from a plain hash. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly logger: Logger;
}

const inSeconds = async (wait: Promise<number | null>): Promise<number | null> => {
  const ms = await wait;
  return ms === null ? null : secondsOf(ms);
};

export const createSharedLimiter = ({ db, key, clock, logger }: SharedLimiterOptions): Limiter => {
  const memory = createMemoryLimiter(clock);
  const either = createFallback({
    failed: (error) =>
      logger.warn({ err: error }, 'limits are counted by this process alone: their table cannot be queried'),
    back: () => logger.info('limits are shared again'),
  });

  return {
    bucket(name, rate): TokenBucket {
      const own = memory.bucket(name, rate);
      const hashed = (text: string): string => createHmac('sha256', key).update(`${name}\n${text}`).digest('base64url');
      return {
        take: (text) =>
          either(
            () => inSeconds(takeToken(db, hashed(text), rate)),
            () => own.take(text),
          ),
        look: (text) =>
          either(
            () => inSeconds(lookForToken(db, hashed(text), rate)),
            () => own.look(text),
          ),
        giveBack: (text) =>
          either(
            () => giveTokenBack(db, hashed(text), rate),
            () => own.giveBack(text),
          ),
      };
    },
  };
};
