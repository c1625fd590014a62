/**
 * Classifies, once, whatever a call to the gateway may fail with.
 * Nothing here keeps the failed request: it carries the token in a header and pictures in its body, and errors get
 * logged. What survives is the name of the call, the HTTP status and the gateway's own cause.
 */
import { isHTTPError, isNetworkError, isTimeoutError } from 'ky';
import { type ErrorCode, isLifesignError, LifesignError } from '../../errors.ts';
import { Refusal } from '../refusal.ts';
import { readRetryAfter } from './retry-after.ts';

/** The gateway's own words about a failure. */
export interface Failure {
  readonly code: string;
  readonly cause: string;
}

export const QUOTA_EXCEEDED = 'SUBMISSION_QUOTA_EXCEEDED';
export const STATE_CONFLICT = 'SUBMISSION_STATE_CONFLICT';
export const INVALID_CONFIRM = 'INVALID_CONFIRM_UPLOAD_REQUEST';

const CAUSE = /^[A-Z][A-Z0-9_]{1,79}$/;

/** Reads a failure envelope; codes come as strings or integers. Null when the body is not one. */
export const readFailure = (body: unknown): Failure | null => {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) {
    return null;
  }
  const first: unknown = body.errors[0];
  if (typeof first !== 'object' || first === null) {
    return null;
  }
  const code = 'code' in first && (typeof first.code === 'string' || typeof first.code === 'number') ? first.code : '';
  const cause = 'cause' in first && typeof first.cause === 'string' ? first.cause : '';
  // Free text could quote what was sent, so only an identifier passes.
  return { code: String(code), cause: CAUSE.test(cause) ? cause : '' };
};

const codeOf = (status: number, failure: Failure | null): ErrorCode => {
  if (failure?.cause === QUOTA_EXCEEDED) {
    return 'attempts-exhausted';
  }
  if (status === 401 || (status < 300 && failure?.code === '110')) {
    return 'api-unauthorized';
  }
  if (status === 429) {
    return 'api-rate-limited';
  }
  if (status === 408) {
    return 'network-timeout';
  }
  return status >= 500 ? 'api-failed' : 'api-rejected';
};

/** An answer that says no; `call` is the name of the call for developers. */
export const refusal = (
  call: string,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  failure: Failure | null,
): Refusal => {
  const detail = failure === null || failure.cause === '' ? `HTTP_${String(status)}` : failure.cause;
  return new Refusal(codeOf(status, failure), `${call}: answered ${String(status)} ${detail}`, {
    detail,
    retryAfterMs: readRetryAfter(headers),
  });
};

/** Node has a navigator that says nothing about the network. */
const isOffline = (): boolean =>
  typeof navigator !== 'undefined' && (navigator.onLine as boolean | undefined) === false;

/** Any failure of the call named `call`, as one of ours. */
export const toBackendError = (error: unknown, call: string): LifesignError => {
  if (isLifesignError(error)) {
    return error;
  }
  if (isHTTPError(error)) {
    return refusal(call, error.response, readFailure(error.data));
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
