/**
 * One call to a gateway, JSON both ways: headers, retries and classified failures, the same for every endpoint;
 * the family passes the reader of its failure format.
 */
import ky from 'ky';
import { type ReadFailure, toBackendError } from './backend-error.ts';
import { readRetryAfter } from './retry-after.ts';
import { retries, retriesOfRefused } from './retry.ts';
import { type Fetch, xhrFetch } from './xhr-fetch.ts';

export interface JsonCall {
  /** For developers, in errors. */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** From the base URL, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Whether a retry after a lost answer is safe. */
  readonly isRepeatable: boolean;
  readonly signal: AbortSignal;
  /** Whether the body has pictures, whose upload and check need a longer timeout. Default: true with `onProgress`. */
  readonly isUpload?: boolean;
  /** 0..1 of the body, where the browser reports it; the call then has no timeout while bytes move. */
  readonly onProgress?: ((progress: number) => void) | undefined;
}

export interface JsonAnswer {
  readonly body: unknown;
  readonly status: number;
  readonly retryAfterMs: number | null;
}

export interface JsonCallOptions {
  /** With or without a trailing slash. */
  readonly baseUrl: string;
  readonly readFailure: ReadFailure;
  /** Replaces both `fetch` and `XMLHttpRequest`. */
  readonly fetch: Fetch | null;
}

const CALL_MS = 15_000;
/** Timeout of a call with its retries. */
const TOTAL_MS = 45_000;
/** Timeout for several megabytes on a slow line, and an answer that comes only after they are checked. */
const WITHOUT_PROGRESS_MS = 180_000;

export type SendJson = (call: JsonCall) => Promise<JsonAnswer>;

export const createJsonCalls = ({ baseUrl, readFailure, fetch }: JsonCallOptions): SendJson => {
  const prefix = baseUrl.replace(/\/+$/, '');

  return async ({ name, json, onProgress, ...call }: JsonCall): Promise<JsonAnswer> => {
    const sent = json === undefined ? null : new TextEncoder().encode(JSON.stringify(json));
    const isUpload = call.isUpload ?? onProgress !== undefined;
    const send =
      fetch === null && sent !== null && onProgress !== undefined && typeof XMLHttpRequest !== 'undefined'
        ? xhrFetch(sent, (bytes) => onProgress(Math.min(1, bytes / sent.byteLength)))
        : fetch;
    const viaXhr = send !== fetch;
    try {
      const response = await ky(call.path, {
        prefix,
        method: call.method,
        headers: { ...call.headers, ...(sent === null ? {} : { 'content-type': 'application/json' }) },
        ...(sent === null ? {} : { body: sent }),
        ...(send === null ? {} : { fetch: send }),
        signal: call.signal,
        retry: call.isRepeatable ? retries(readFailure) : retriesOfRefused(readFailure),
        timeout: viaXhr ? false : isUpload ? WITHOUT_PROGRESS_MS : CALL_MS,
        totalTimeout: viaXhr || isUpload ? false : TOTAL_MS,
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // A redirect would send our headers to its target. `XMLHttpRequest` ignores this option.
        redirect: 'error',
      });
      const body = await response.json<unknown>();
      onProgress?.(1);
      return { body, status: response.status, retryAfterMs: readRetryAfter(response.headers) };
    } catch (error) {
      // Only the family's cause and the status are kept: the failed request holds tokens and pictures.
      throw toBackendError(error, name, readFailure);
    }
  };
};
