import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PictureServer {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Serves bytes by path on loopback; anything else is 404. */
export const startPictureServer = async (files: Readonly<Record<string, Uint8Array>>): Promise<PictureServer> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const bytes = files[path];
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
