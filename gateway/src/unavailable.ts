/** Recognises temporary failures: the same request may succeed later, and nothing was stored. */
import { randomInt } from 'node:crypto';

/** A dependency is temporarily unavailable. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
}

/** For `Retry-After` where nothing better is known. */
const RETRY_AFTER_SECONDS = 2;

/** Seconds. The SDK waits for at most 10. */
const BUSY = { least: 2, most: 8 } as const;

/** The gateway is overloaded: the request was refused, and nothing of it was stored. */
export class Busy extends Unavailable {
  override readonly name = 'Busy';
  /** Random, so that clients refused at the same time do not all retry at the same time. */
  readonly retryAfterSeconds = randomInt(BUSY.least, BUSY.most + 1);
}

/** For `Retry-After` of an error that {@link isUnavailable}. */
export const retryAfterOf = (error: unknown): number =>
  error instanceof Busy ? error.retryAfterSeconds : RETRY_AFTER_SECONDS;

/**
 * SQLSTATEs (connection, resources, shutdown, deadlock and serialisation, a lock or a statement that took too long) and
 * socket errors.
 */
const CODES = /^(08|53|57P|40001|40P01|55P03|57014)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/;

/** Messages of the database's driver and pool that have no code (pg 8). */
const WORDS =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error)/;

export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) {
    return false;
  }
  const { message, cause } = error;
  return (
    error instanceof Unavailable ||
    ('code' in error && CODES.test(String(error.code))) ||
    WORDS.test(message) ||
    isUnavailable(cause)
  );
};
