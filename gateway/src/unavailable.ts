/** Detects temporary failures: nothing was stored, and the same request may succeed later. Pure. */

/** A dependency is temporarily unavailable. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** For `Retry-After`. */
export const RETRY_AFTER_SECONDS = 2;

/**
 * SQLSTATEs (connection, resources, shutdown, deadlock and serialisation, a lock or a statement that took too long) and
 * socket errors.
 */
const CODES = /^(08|53|57P|40001|40P01|55P03|57014)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/;

/** What the database's driver and its pool say without any code (pg 8). */
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
