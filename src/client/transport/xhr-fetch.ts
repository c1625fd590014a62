/**
 * `XMLHttpRequest` as a `fetch`, because `fetch` reports no upload progress in most browsers: retries, jitter and
 * classification are then the same as for every call.
 */
import { LifesignError } from '../../errors.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Timeout without progress: a slow upload may continue as long as bytes move. */
const STALL_MS = 20_000;

/**
 * Sends `bytes` as the body of the given request and reports progress. It cannot refuse a redirect, as `fetch` can,
 * but an answer from another address is rejected and not retried.
 */
export const xhrFetch =
  (bytes: Uint8Array<ArrayBuffer>, onSent: (bytes: number) => void): Fetch =>
  (input) =>
    new Promise((resolve, reject) => {
      const request = input instanceof Request ? input : new Request(input);
      const xhr = new XMLHttpRequest();
      let stall: ReturnType<typeof setTimeout> | undefined;
      const abort = (): void => xhr.abort();
      // ky recognises this message as a broken connection in every browser.
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

/** Without the fragment, like `responseURL`. */
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
