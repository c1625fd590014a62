/** A page that serves the built SDK under the documented policy, and the frames of a drawn stream as its camera. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { splitJpegs } from '../../testkit/jpegs.ts';
import { renderStream } from '../../testkit/render/stream.ts';
import { STREAMS } from '../../testkit/streams.ts';

const DIST = resolve(import.meta.dirname, '../../dist');
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'";

/** Matches no path. */
const NEVER = /^$/;

const PAGE = `
  import * as sdk from '/sdk/index.js';
  import * as kit from '/sdk/testing.js';
  Object.assign(globalThis, { sdk, kit });
`;

export interface Site extends AsyncDisposable {
  readonly address: string;
  readonly frames: number;
}

/** Faults in how the site serves the SDK. */
export interface Faults {
  /** Paths that get a 404. */
  readonly missing?: RegExp;
  /** Missing paths for which the server sends its page. */
  readonly fallback?: RegExp;
  /** Paths that are sent as plain text. */
  readonly plain?: RegExp;
  /** Changes the content security policy. */
  readonly policy?: (policy: string) => string;
  /** Paths that are sent with `Cross-Origin-Embedder-Policy: require-corp`; the page is `/`. */
  readonly embedder?: RegExp;
  /** Sends CORS headers, so that other origins may read the files. */
  readonly isShared?: boolean;
}

/** @param scripts additional scripts, by their path. */
export const startSite = async (
  scripts: Readonly<Record<string, string>> = {},
  {
    missing = NEVER,
    fallback = NEVER,
    plain = NEVER,
    policy = (own) => own,
    embedder = NEVER,
    isShared = false,
  }: Faults = {},
): Promise<Site> => {
  const frames = splitJpegs(readFileSync(await renderStream(STREAMS.person)));
  const texts: Readonly<Record<string, string>> = {
    '/': '<!doctype html><title>Site</title><script type="module" src="/page.js"></script>',
    '/page.js': PAGE,
    ...scripts,
  };
  const bodyOf = (path: string): string | Buffer | undefined => {
    if (path.startsWith('/frame/')) {
      return frames[Number(path.slice('/frame/'.length))];
    }
    const file = join(DIST, path.replace(/^\/sdk\//, ''));
    return texts[path] ?? (existsSync(file) ? readFileSync(file) : undefined);
  };
  const server = createServer((request, response) => {
    const asked = (request.url ?? '/').split('?')[0] ?? '/';
    const path = fallback.test(asked) ? '/' : asked;
    const body = missing.test(path) ? undefined : bodyOf(path);
    response.setHeader('content-security-policy', policy(POLICY));
    response.setHeader('content-type', plain.test(path) ? 'text/plain' : typeOf(path));
    if (embedder.test(path)) {
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    if (isShared) {
      response.setHeader('access-control-allow-origin', '*');
    }
    response.writeHead(body === undefined ? 404 : 200).end(body ?? '');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    frames: frames.length,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const typeOf = (path: string): string =>
  path === '/'
    ? 'text/html; charset=utf-8'
    : extname(path) === '.js'
      ? 'text/javascript'
      : path.startsWith('/frame/')
        ? 'image/jpeg'
        : 'application/octet-stream';
