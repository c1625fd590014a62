/**
 * Buckets that all processes on one PostgreSQL share. Owns: that no name or address is stored in clear, and that a table which
 * cannot be asked leaves the limits of this process's memory, never none.
 */
import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/database.ts';
import type { Limiter, TokenBucket } from './limiter.ts';
import { createMemoryLimiter } from './memory.ts';
import { secondsOf } from './rates.ts';
import { giveTokenBack, lookForToken, takeToken } from './store/buckets.ts';

/** How long memory is asked after a failure, so that requests do not each wait for the next one. */
const MEMORY_FOR_MS = 5000;

export interface SharedLimiterOptions {
  /** Fails rather than waits for long. */
  readonly db: Db;
  /** 32 bytes: an address could be guessed from a plain hash. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const createSharedLimiter = ({ db, key, clock, logger }: SharedLimiterOptions): Limiter => {
  const memory = createMemoryLimiter(clock);
  /** Of the process's own clock; null while the table is asked. */
  let askAgainAt: number | null = null;

  const ask = async <Result>(shared: () => Promise<Result>, own: () => Promise<Result>): Promise<Result> => {
    if (askAgainAt !== null && performance.now() < askAgainAt) {
      return own();
    }
    try {
      const answer = await shared();
      if (askAgainAt !== null) {
        askAgainAt = null;
        logger.info('limits are shared again');
      }
      return answer;
    } catch (error) {
      if (askAgainAt === null) {
        logger.warn({ err: error }, 'limits are counted by this process alone: their table cannot be asked');
      }
      askAgainAt = performance.now() + MEMORY_FOR_MS;
      return own();
    }
  };

  return {
    bucket(name, rate): TokenBucket {
      const own = memory.bucket(name, rate);
      const hashed = (text: string): string =>
        createHmac('sha256', key).update(`${name}\n${text}`).digest('base64url');
      const seconds = async (wait: Promise<number | null>): Promise<number | null> => {
        const found = await wait;
        return found === null ? null : secondsOf(found);
      };
      return {
        take: (text) =>
          ask(
            () => seconds(takeToken(db, hashed(text), rate)),
            () => own.take(text),
          ),
        look: (text) =>
          ask(
            () => seconds(lookForToken(db, hashed(text), rate)),
            () => own.look(text),
          ),
        giveBack: (text) =>
          ask(
            () => giveTokenBack(db, hashed(text), rate),
            () => own.giveBack(text),
          ),
      };
    },
  };
};
