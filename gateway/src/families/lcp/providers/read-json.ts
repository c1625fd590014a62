/** One call to a service that the operator configured. Any failure to read an answer is a `remote` failure. */
import { ProviderFailure } from './provider.ts';

export interface RemoteCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  /** Milliseconds for the whole call. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Absent for a call that must finish even if its caller has disconnected. */
  readonly signal?: AbortSignal | undefined;
}

export interface RemoteAnswer {
  readonly status: number;
  /** Null when the answer has no body. */
  readonly body: unknown;
}

/** Answers of 500 and above are failures; the caller interprets the others. */
export const readJson = async (url: string, call: RemoteCall): Promise<RemoteAnswer> => {
  const { method = 'GET', headers = {}, body, timeoutMs, maxBytes, signal } = call;
  const place = `${method} ${new URL(url).host}`;
  let status: number;
  let bytes: Uint8Array;
  try {
    const response = await fetch(url, {
      method,
      // A pooled connection may be closed by the other side in the moment that it is used, and a POST is not repeated.
      headers: { connection: 'close', ...headers },
      ...(body === undefined ? {} : { body }),
      // A redirect would carry our secrets elsewhere.
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]),
    });
    status = response.status;
    bytes = await collect(response, maxBytes);
  } catch (error) {
    signal?.throwIfAborted();
    throw new ProviderFailure('remote', `${place}: no answer`, error);
  }
  if (status >= 500) {
    throw new ProviderFailure('remote', `${place}: answered ${status}`);
  }
  if (bytes.length === 0) {
    return { status, body: null };
  }
  try {
    return { status, body: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch (error) {
    throw new ProviderFailure('remote', `${place}: answered ${status} without JSON`, error);
  }
};

const collect = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new RangeError('The answer is too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
