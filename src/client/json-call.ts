/**
 * One call of a family that speaks plain JSON: headers, repeats, and failures classified once. Knows no endpoint's
 * meaning; the family says how its failures are worded.
 */
import ky, { isHTTPError } from 'ky';
import { type Failure, refusal, toBackendError } from './coe/backend-error.ts';
import type { Fetch } from './coe/calls.ts';
import { readRetryAfter } from './coe/retry-after.ts';
import { RETRY } from './coe/retry.ts';
import { xhrFetch } from './coe/upload.ts';

export interface JsonCall {
  /** For developers, in errors. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Whether a repeat after a lost answer does no harm. */
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal;
  /** Whether the body holds pictures: a slow line and the judging of them take their time. Default: with `onProgress`. */
  readonly isUpload?: boolean;
  /** 0..1 of the body, where the browser tells; the call may then take as long as bytes move. */
  readonly onProgress?: ((progress: number) => void) | undefined;
}

export interface JsonAnswer {
  readonly body: unknown;
  readonly retryAfterMs: number | null;
}

export interface JsonCallOptions {
  /** With or without a trailing slash. */
  readonly baseUrl: string;
  /** The family's code as an identifier in capitals; null when the body is not a failure of the family. */
  readonly readFailure: (body: unknown) => Failure | null;
  /** Takes the place of both ways to send. */
  readonly fetch: Fetch | null;
}

const CALL_MS = 15_000;
/** Several megabytes on a slow line, and an answer that is only given once they are judged. */
const WITHOUT_PROGRESS_MS = 180_000;

export const createJsonCalls = ({ baseUrl, readFailure, fetch }: JsonCallOptions) => {
  const prefix = baseUrl.replace(/\/+$/, '');

  return async ({ name, json, onProgress, ...call }: JsonCall): Promise<JsonAnswer> => {
    const body = json === undefined ? null : new TextEncoder().encode(JSON.stringify(json));
    const isUpload = call.isUpload ?? onProgress !== undefined;
    const send =
      fetch === null && body !== null && onProgress !== undefined && typeof XMLHttpRequest !== 'undefined'
        ? xhrFetch(body, (sent) => onProgress(Math.min(1, sent / body.byteLength)))
        : fetch;
    const viaXhr = send !== fetch;
    try {
      const response = await ky(call.path, {
        prefix,
        method: call.method,
        headers: { ...call.headers, ...(body === null ? {} : { 'content-type': 'application/json' }) },
        ...(body === null ? {} : { body }),
        ...(send === null ? {} : { fetch: send }),
        signal: call.signal,
        retry: call.isRepeatable ? { ...RETRY, methods: [call.method] } : { limit: 0 },
        timeout: viaXhr ? false : isUpload ? WITHOUT_PROGRESS_MS : CALL_MS,
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // Our headers would go along to wherever a redirect points. `XMLHttpRequest` does not listen to this.
        redirect: 'error',
      });
      const answer = { body: await response.json(), retryAfterMs: readRetryAfter(response.headers) };
      onProgress?.(1);
      return answer;
    } catch (error) {
      // Only the family's own words and the status leave here: the failed request holds tokens and pictures.
      throw isHTTPError(error) ? refusal(name, error.response, readFailure(error.data)) : toBackendError(error, name);
    }
  };
};
