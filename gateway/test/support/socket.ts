/** A gateway behind a real socket, called as curl does: text in headers leaves as its UTF-8 bytes. */
import { request, type Server } from 'node:http';
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import type { Reachable } from './harness.ts';

export interface Served extends Reachable {
  readonly app: { request(path: string, init?: RequestInit): Promise<Response> };
  readonly port: number;
  /** Sends the bytes unchanged, and resolves to everything received until the connection closed. */
  exchange(bytes: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

/** `app`: of a gateway. */
export const serveApp = async (app: {
  fetch(request: Request, env: unknown): Response | Promise<Response>;
}): Promise<Served> => {
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: (incoming, env) => app.fetch(incoming, env), hostname: '127.0.0.1', port: 0 }, () =>
      resolve(started as Server),
    );
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    app: { request: (path, init) => send(port, path, init) },
    exchange: (bytes) =>
      new Promise((resolve, reject) => {
        let answer = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
        socket.on('data', (chunk: Buffer) => {
          answer += chunk.toString();
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(answer));
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Node writes each character of a header's value as one byte. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const send = (
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: RequestInit = {},
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const sent = Object.entries(headers as Record<string, string>).map(([name, value]) => [name, asBytes(value)]);
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: Object.fromEntries(sent) as Record<string, string>,
        // A new connection: the server may close a kept one just as it is used again.
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const answer = new Headers();
          Object.entries(incoming.headersDistinct).forEach(([name, values]) =>
            values?.forEach((value) => answer.append(name, value)),
          );
          const isEmpty = status === 204 || status === 304;
          resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: answer }));
        });
      },
    );
    outgoing.on('error', reject);
    // Node joins a string body to the headers and writes both as UTF-8.
    outgoing.end(typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : undefined);
  });
