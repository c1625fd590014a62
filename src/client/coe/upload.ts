/**
 * PUT of a picture to its upload place. `XMLHttpRequest` where there is one, because `fetch` tells no upload progress in
 * most browsers; it is dressed as a `fetch` so that repeats, jitter and classification are the same as for every call.
 */
import ky, { isHTTPError } from 'ky';
import { LifesignError } from '../../errors.ts';
import { toBackendError } from './backend-error.ts';
import type { Fetch } from './calls.ts';
import { RETRY } from './retry.ts';

export interface Upload {
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** Bytes sent so far; starts anew when the upload is repeated. */
  readonly onSent: (bytes: number) => void;
  /** Takes the place of both ways to send. */
  readonly fetch: Fetch | null;
}

/** A slow network may take its time as long as bytes move. */
const STALL_MS = 20_000;
const WITHOUT_PROGRESS_MS = 90_000;

/** Answers of an upload place that ran out or was never there. */
const GONE: readonly number[] = [401, 403, 404, 410];

/** False when the place is gone and another one has to be asked for. */
export const upload = async ({ url, bytes, signal, onSent, fetch }: Upload): Promise<boolean> => {
  const viaXhr = fetch === null && typeof XMLHttpRequest !== 'undefined';
  const send = viaXhr ? xhrFetch(bytes, onSent) : fetch;
  try {
    await ky.put(url, {
      body: bytes,
      headers: { 'content-type': 'image/jpeg' },
      signal,
      retry: { ...RETRY, limit: 3 },
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
    throw toBackendError(error, 'upload');
  }
};

/**
 * Sends `bytes` as the body of whatever request it is given, with its progress. It cannot refuse a redirect, as `fetch` can,
 * but what comes from elsewhere is no answer, and is not asked for again.
 */
export const xhrFetch =
  (bytes: Uint8Array<ArrayBuffer>, onSent: (bytes: number) => void): Fetch =>
  (input) =>
    new Promise((resolve, reject) => {
      const request = input instanceof Request ? input : new Request(input);
      const xhr = new XMLHttpRequest();
      let stall: ReturnType<typeof setTimeout> | undefined;
      const abort = (): void => xhr.abort();
      // The message is the one that ky knows as a broken connection, in every browser alike.
      const fail = (): void => reject(new TypeError('Failed to fetch'));
      const watch = (): void => {
        clearTimeout(stall);
        stall = setTimeout(abort, STALL_MS);
      };
      xhr.open(request.method, request.url);
      request.headers.forEach((value, name) => xhr.setRequestHeader(name, value));
      xhr.upload.addEventListener('progress', (event) => {
        watch();
        onSent(event.loaded);
      });
      xhr.addEventListener('load', () => {
        if (xhr.status < 200 || xhr.status > 599) {
          fail();
          return;
        }
        if (xhr.responseURL !== addressOf(request)) {
          reject(new LifesignError('network-failed', 'The call was redirected', { detail: 'REDIRECTED' }));
          return;
        }
        const bodiless = xhr.status === 204 || xhr.status === 205 || xhr.status === 304;
        resolve(new Response(bodiless ? null : xhr.responseText, { status: xhr.status, headers: headersOf(xhr) }));
      });
      xhr.addEventListener('error', fail);
      xhr.addEventListener('abort', () => (request.signal.aborted ? reject(request.signal.reason as Error) : fail()));
      xhr.addEventListener('loadend', () => {
        clearTimeout(stall);
        request.signal.removeEventListener('abort', abort);
      });
      if (request.signal.aborted) {
        reject(request.signal.reason as Error);
        return;
      }
      request.signal.addEventListener('abort', abort);
      watch();
      xhr.send(bytes);
    });

/** As `responseURL` tells it: without a fragment. */
const addressOf = ({ url }: Request): string => url.split('#', 1)[0] ?? url;

const headersOf = (xhr: XMLHttpRequest): Headers => {
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
    }
  }
  return headers;
};
