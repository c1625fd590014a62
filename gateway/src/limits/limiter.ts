/** Rate limits of callers. Independent of where requests are counted. */
import type { Rate } from './rates.ts';

/** Counts each key by itself. Never rejects. */
export interface TokenBucket {
  /** Null when the request may pass, else the whole seconds until one may. */
  take(key: string): Promise<number | null>;
  /** The same, without counting it. */
  look(key: string): Promise<number | null>;
  /** Undoes a `take` that passed and should not have counted. */
  giveBack(key: string): Promise<void>;
}

export interface Limiter {
  /** Buckets of one name count together, whichever process asks; `name` is `family/what`. */
  bucket(name: string, rate: Rate): TokenBucket;
}
