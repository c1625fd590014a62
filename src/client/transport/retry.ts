/** When a call is retried, and when it fails at once. */
import { isHTTPError, type RetryOptions } from 'ky';
import type { ReadFailure } from './backend-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { isTooManyAttempts } from './velocity.ts';

/** Milliseconds. A longer `Retry-After` fails the call, so that the person is told. */
const LONGEST_WAIT_MS = 10_000;

/**
 * For calls that must not be repeated after a lost answer: retried only after an answer with `Retry-After`, by which the
 * gateway states that it kept nothing of the call.
 */
export const retriesOfRefused = (readFailure: ReadFailure): RetryOptions => {
  const { shouldRetry, ...options } = retries(readFailure);
  return {
    ...options,
    statusCodes: [503],
    retryOnTimeout: false,
    shouldRetry: (state) =>
      isHTTPError(state.error) && readRetryAfter(state.error.response.headers) !== null ? shouldRetry?.(state) : false,
  };
};

/** For calls that are safe to repeat. */
export const retries = (readFailure: ReadFailure, limit = 2): RetryOptions => ({
  limit,
  methods: ['get', 'post', 'put', 'delete'],
  statusCodes: [408, 429, 500, 502, 503, 504],
  afterStatusCodes: [429, 503],
  backoffLimit: 4000,
  // At least half of the delay, randomised, so that clients do not all call a restarting gateway at once or too early.
  jitter: (delay) => delay * (0.5 + Math.random() / 2),
  retryOnTimeout: true,
  shouldRetry: ({ error }) => {
    if (!isHTTPError(error)) {
      return undefined;
    }
    const { status, headers } = error.response;
    if (readFailure(error.data, status)?.means !== undefined || isTooManyAttempts(status, headers)) {
      return false;
    }
    return (readRetryAfter(headers) ?? 0) > LONGEST_WAIT_MS ? false : undefined;
  },
});
