import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface JsonRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface JsonReply {
  readonly status: number;
  /** A string is sent as it is; undefined sends no body. */
  readonly body?: unknown;
}

export interface JsonServer {
  readonly url: string;
  readonly requests: readonly JsonRequest[];
  /** Answers the next request instead; null breaks its connection, undefined answers it as usual. */
  instead: ((request: JsonRequest) => JsonReply | null | undefined) | null;
  /** Runs before the next request is answered. */
  meanwhile: (() => Promise<unknown>) | null;
  close(): Promise<void>;
}

/** An external service on loopback, as a function from request to answer. */
export const startJsonServer = async (answer: (request: JsonRequest) => JsonReply): Promise<JsonServer> => {
  const requests: JsonRequest[] = [];
  const state: Pick<JsonServer, 'instead' | 'meanwhile'> = { instead: null, meanwhile: null };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    const finish = (): void => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const request = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks),
      };
      requests.push(request);
      const { instead } = state;
      state.instead = null;
      const given = instead?.(request);
      const reply = given === undefined ? answer(request) : given;
      if (reply === null) {
        incoming.socket.destroy();
        return;
      }
      const { status, body } = reply;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
    };
    incoming.on('end', () => {
      const { meanwhile } = state;
      state.meanwhile = null;
      void (meanwhile?.() ?? Promise.resolve()).then(finish);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    url,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
};
