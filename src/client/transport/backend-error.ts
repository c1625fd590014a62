/**
 * Classifies, once, whatever a call to the gateway may fail with.
 * Nothing here keeps the failed request: it carries the token in a header and pictures in its body, and errors get
 * logged. What survives is the name of the call, the HTTP status and the gateway's own cause.
 */
import { isHTTPError, isNetworkError, isTimeoutError } from 'ky';
import { type ErrorCode, isLifesignError, LifesignError } from '../../errors.ts';
import { Refusal } from './refusal.ts';
import { readRetryAfter } from './retry-after.ts';

/** The gateway's own words about a failure. */
export interface Failure {
  /** An identifier in capitals. Empty when the body has none: free text could quote what was sent. */
  readonly cause: string;
  /** What the family means by it, whatever the status says; the call is then not repeated. */
  readonly means?: ErrorCode;
  /** The submission that is in the way of what was asked for. */
  readonly submissionId?: string;
}

/** How a family words its failures; null when the body is none. */
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

/** An answer that says no; `call` is the name of the call for developers. */
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

/** Node has a navigator that says nothing about the network. */
const isOffline = (): boolean =>
  typeof navigator !== 'undefined' && (navigator.onLine as boolean | undefined) === false;

/** Any failure of the call named `call`, as one of ours. */
export const toBackendError = (error: unknown, call: string, readFailure: ReadFailure): LifesignError => {
  if (isLifesignError(error)) {
    return error;
  }
  if (isHTTPError(error)) {
    const { status, headers } = error.response;
    return refusal(call, { status, retryAfterMs: readRetryAfter(headers) }, readFailure(error.data, status));
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
