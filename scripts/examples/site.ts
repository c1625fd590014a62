/**
 * Serves an example as a host does: its files, the page for every unknown path, and the backend and the
 * gateway under paths of the same origin. The package's `dist` is on another origin, with CORS, like a CDN.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface Upstreams {
  readonly gateway: string;
  readonly backend: string;
}

export interface Shown {
  /** The folder of the page, or the address of a server for it. */
  readonly page: string | URL;
  /** The folder of the package's `dist`. */
  readonly package: string;
}

export interface ExampleSite extends AsyncDisposable {
  readonly address: string;
  forwardTo(upstreams: Upstreams): void;
  /** The address of the page. */
  show(shown: Shown): string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const sendFile = (response: ServerResponse, file: string): void => {
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
};

const forward = (from: IncomingMessage, to: ServerResponse, url: URL): void => {
  const onward = send(url, { method: from.method, headers: { ...from.headers, host: url.host } }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  onward.on('error', () => to.writeHead(502).end());
  from.pipe(onward);
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

export const startSite = async (): Promise<ExampleSite> => {
  let upstreams: Upstreams | null = null;
  let shown: Shown | null = null;

  const page = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://site');
    if (upstreams !== null && pathname.startsWith('/api/')) {
      return forward(request, response, new URL(pathname, upstreams.backend));
    }
    if (upstreams !== null && pathname.startsWith('/gateway/')) {
      return forward(request, response, new URL(pathname.slice('/gateway'.length) + search, upstreams.gateway));
    }
    const folder = shown?.page ?? '';
    if (folder instanceof URL) {
      return forward(request, response, new URL(pathname + search, folder));
    }
    const file = join(folder, normalize(pathname));
    return sendFile(response, isFile(file) ? file : join(folder, 'index.html'));
  });
  const cdn = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    const file = join(shown?.package ?? '', normalize(new URL(request.url ?? '/', 'http://cdn').pathname));
    return isFile(file) ? sendFile(response, file) : response.writeHead(404).end();
  });
  const [pagePort, cdnPort] = [await listen(page), await listen(cdn)];
  const address = `http://localhost:${pagePort}`;
  return {
    address,
    forwardTo: (others) => {
      upstreams = others;
    },
    show: (next) => {
      shown = next;
      return `${address}/?cdn=${encodeURIComponent(`http://localhost:${cdnPort}`)}`;
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of [page, cdn]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
};
