/**
 * Classifies every failure of a call to the gateway.
 * The failed request is not kept: it has the token in a header and pictures in its body, and errors get
 * logged. The error keeps the name of the call, the HTTP status and the gateway's cause.
 */
import { isHTTPError, isNetworkError, isTimeoutError } from 'ky';
import { type ErrorCode, isLifesignError, LifesignError } from '../../errors.ts';
import { Refusal } from './refusal.ts';
import { readRetryAfter } from './retry-after.ts';
import { isTooManyAttempts } from './velocity.ts';

/** A failure as the gateway reports it. */
export interface Failure {
  /** An identifier in capitals. Empty when the body has none: free text could quote the request. */
  readonly cause: string;
  /** The code that the family gives this cause, whatever the status; the call is then not retried. */
  readonly means?: ErrorCode;
  /** The submission because of which the call was refused. */
  readonly submissionId?: string;
}

/** Reads a family's failure format; null when the body is not a failure. */
export type ReadFailure = (body: unknown, status: number) => Failure | null;

const codeOf = (status: number): ErrorCode => {
  switch (status) {
    case 401:
      return 'api-unauthorized';
    case 408:
      return 'network-timeout';
    case 429:
      return 'api-rate-limited';
    default:
      return status >= 500 ? 'api-failed' : 'api-rejected';
  }
};

/** The error for a refusing answer; `call` is the name of the call for developers. */
export const refusal = (
  call: string,
  { status, retryAfterMs }: { readonly status: number; readonly retryAfterMs: number | null },
  failure: Failure | null,
): Refusal => {
  const detail = failure === null || failure.cause === '' ? `HTTP_${String(status)}` : failure.cause;
  return new Refusal(failure?.means ?? codeOf(status), `${call}: answered ${String(status)} ${detail}`, {
    detail,
    retryAfterMs,
    submissionId: failure?.submissionId,
  });
};

/** Node's `navigator` has no `onLine`. */
const isOffline = (): boolean =>
  typeof navigator !== 'undefined' && (navigator.onLine as boolean | undefined) === false;

/** Any failure of the call named `call`, as a `LifesignError`. */
export const toBackendError = (error: unknown, call: string, readFailure: ReadFailure): LifesignError => {
  if (isLifesignError(error)) {
    return error;
  }
  if (isHTTPError(error)) {
    const { status, headers } = error.response;
    const failure = readFailure(error.data, status);
    const answer = { status, retryAfterMs: readRetryAfter(headers) };
    return isTooManyAttempts(status, headers)
      ? refusal(call, answer, { cause: failure?.cause ?? '', means: 'too-many-attempts' })
      : refusal(call, answer, failure);
  }
  if (isTimeoutError(error)) {
    return new LifesignError('network-timeout', `${call}: no answer in time`);
  }
  if (isOffline()) {
    return new LifesignError('network-offline', `${call}: the device is offline`);
  }
  if (isNetworkError(error)) {
    return new LifesignError('network-failed', `${call}: the connection failed`);
  }
  if (error instanceof SyntaxError) {
    return new LifesignError('api-malformed', `${call}: the answer is not JSON`);
  }
  const name = error instanceof Error ? error.name : typeof error;
  return new LifesignError('network-failed', `${call}: failed with ${name}`, { detail: name });
};
