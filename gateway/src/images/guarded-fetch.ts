/**
 * GET of an untrusted address, without letting it reach our network (SSRF).
 * Owns: https only, our own name resolution with every address checked, the checked address pinned for the connection,
 * no redirects, no pooled connections, a cap on bytes while they arrive, one time limit for the whole.
 * Does not know: what the bytes mean.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { FetchImageFailure } from './types.ts';
import { isPublicAddress } from './public-address.ts';

export type GuardedFetchFailure = Exclude<FetchImageFailure, 'not-an-image'>;

export type GuardedFetchResult =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly failure: GuardedFetchFailure };

export interface GuardedFetchCall {
  /** Sent to this address only: there are no redirects that could carry them elsewhere. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Lower than the guard's own limit for this call. */
  readonly maxBytes?: number;
}

export type GuardedFetch = (url: string, call?: GuardedFetchCall) => Promise<GuardedFetchResult>;

/** All addresses of a host name. Rejects when there are none. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

export interface GuardOptions {
  /**
   * `host:port` pairs that may be private and may use plain http (a demo on loopback). The port is needed: an exception
   * for one service is none for its neighbours.
   */
  readonly allowHosts?: readonly string[];
  readonly maxBytes: number;
  /** Milliseconds for everything from name resolution to the last byte. */
  readonly timeoutMs: number;
  /** Default: the system's resolver. */
  readonly resolve?: ResolveHost;
  /** Extra certificate authorities, PEM, for partners with a private one. Default: those of Node. */
  readonly ca?: string | readonly string[];
}

class Refusal extends Error {
  readonly failure: GuardedFetchFailure;

  constructor(failure: GuardedFetchFailure, cause?: unknown) {
    super(failure, cause === undefined ? undefined : { cause });
    this.failure = failure;
  }
}

export const createGuardedFetch = (options: GuardOptions): GuardedFetch => {
  const allowed = new Set((options.allowHosts ?? []).map(normaliseAllowedHost));
  const resolve = options.resolve ?? resolveBySystem;

  return async (address, { headers = {}, signal, maxBytes = options.maxBytes } = {}) => {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const { url, isException } = admit(address, allowed);
      const addresses = await abortable(resolveHost(url, resolve), both);
      if (!isException && !addresses.every(isPublicAddress)) {
        throw new Refusal('private-address');
      }
      const response = await connect(url, { addresses, headers, signal: both, ca: options.ca });
      return { ok: true, bytes: await readBody(response, Math.min(maxBytes, options.maxBytes)) };
    } catch (error) {
      signal?.throwIfAborted();
      if (timeout.aborted) {
        return { ok: false, failure: 'timeout' };
      }
      return { ok: false, failure: error instanceof Refusal ? error.failure : 'unreachable' };
    }
  };
};

const admit = (address: string, allowed: ReadonlySet<string>): { url: URL; isException: boolean } => {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') {
    throw new Refusal('invalid-url');
  }
  const isException = allowed.has(hostWithPort(url));
  if (url.protocol !== 'https:' && !(isException && url.protocol === 'http:')) {
    throw new Refusal('not-https');
  }
  return { url, isException };
};

const hostWithPort = (url: URL): string => `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;

const normaliseAllowedHost = (entry: string): string => {
  const url = /:\d+$/.test(entry) ? URL.parse(`http://${entry}`) : null;
  if (url === null || url.host === '' || url.pathname !== '/' || url.username !== '') {
    throw new TypeError(`Not a host:port pair: ${entry}`);
  }
  return hostWithPort(url);
};

const resolveHost = async (url: URL, resolve: ResolveHost): Promise<readonly string[]> => {
  // The URL parser has already turned every notation of an IPv4 address (hex, octal, decimal) into dots.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) {
    throw new Refusal('unreachable');
  }
  return addresses;
};

const resolveBySystem: ResolveHost = async (host) =>
  (await systemLookup(host, { all: true })).map(({ address }) => address);

interface Connection {
  readonly addresses: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly ca: string | readonly string[] | undefined;
}

const connect = (url: URL, { addresses, headers, signal, ca }: Connection): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      // Without an agent there is no pool: a socket that was checked for one call is never used by another.
      agent: false,
      lookup: pinned(addresses),
      headers: { 'accept': '*/*', 'accept-encoding': 'identity', ...headers },
      signal,
      ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
    });
    request.once('response', resolve);
    request.on('error', reject);
    request.end();
  });

/** The connection may only go where the check looked; the name is not resolved a second time. */
const pinned = (addresses: readonly string[]): LookupFunction => {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    const [first] = entries;
    if (all === true || first === undefined) {
      callback(null, entries);
      return;
    }
    callback(null, first.address, first.family);
  };
};

const readBody = async (response: IncomingMessage, maxBytes: number): Promise<Uint8Array> => {
  try {
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      throw new Refusal('redirect');
    }
    if (status !== 200) {
      throw new Refusal('bad-status');
    }
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
      throw new Refusal('too-large');
    }
    return await collect(response, maxBytes);
  } finally {
    // Also closes the socket, even if the sender is still sending.
    response.destroy();
  }
};

const collect = async (response: IncomingMessage, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new Refusal('too-large');
    }
    chunks.push(chunk);
  }
  if (!response.complete) {
    throw new Refusal('unreachable');
  }
  return Buffer.concat(chunks);
};

/** Stops waiting on an abort: name resolution cannot be cancelled. */
const abortable = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
