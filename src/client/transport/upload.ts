/** PUT of a picture to its upload address. */
import ky, { isHTTPError } from 'ky';
import { type ReadFailure, toBackendError } from './backend-error.ts';
import { retries } from './retry.ts';
import { type Fetch, xhrFetch } from './xhr-fetch.ts';

export interface Upload {
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** Bytes sent so far; starts at 0 again when the upload is retried. */
  readonly onSent: (bytes: number) => void;
  /** Replaces both `fetch` and `XMLHttpRequest`. */
  readonly fetch: Fetch | null;
  readonly readFailure: ReadFailure;
}

const WITHOUT_PROGRESS_MS = 90_000;

/** Statuses of an upload address that expired or never existed. */
const GONE: readonly number[] = [401, 403, 404, 410];

/** False when the address is gone and a new one must be requested. */
export const upload = async ({ url, bytes, signal, onSent, fetch, readFailure }: Upload): Promise<boolean> => {
  const viaXhr = fetch === null && typeof XMLHttpRequest !== 'undefined';
  const send = viaXhr ? xhrFetch(bytes, onSent) : fetch;
  try {
    await ky.put(url, {
      body: bytes,
      headers: { 'content-type': 'image/jpeg' },
      signal,
      retry: retries(readFailure, 3),
      timeout: viaXhr ? false : WITHOUT_PROGRESS_MS,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      ...(send === null ? {} : { fetch: send }),
    });
    onSent(bytes.byteLength);
    return true;
  } catch (error) {
    if (isHTTPError(error) && GONE.includes(error.response.status)) {
      return false;
    }
    throw toBackendError(error, 'upload', readFailure);
  }
};
