/** The demo's static files over a real socket, with headers as browsers send them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageRoutes } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-sdk-'));
const net = Buffer.from(Array.from({ length: 5000 }, (_value, index) => index % 7));
let server: ServerType;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'chunks'));
  writeFileSync(join(folder, 'assets/net-0123abcd.bin'), net);
  writeFileSync(join(folder, 'assets/NOTICE.txt'), 'a notice '.repeat(200));
  writeFileSync(join(folder, 'chunks/engine-a_B-12zZ.js'), 'export const part = 1;\n'.repeat(100));
  writeFileSync(join(folder, 'index.js'), 'export const all = 1;\n'.repeat(100));
  const page = { body: '<!doctype html>', contentType: 'text/html' };
  const { fetch } = pageRoutes(new Map([['/index.html', page]]), folder);
  await new Promise<void>((listening) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => listening());
  });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** With node:http, because `fetch` would decode the body. */
const ask = async (path: string, headers: Record<string, string> = {}) => {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, path, headers, host: '127.0.0.1' }, resolve).on('error', reject);
  });
  const body = Buffer.concat((await response.toArray()) as Buffer[]);
  return { status: response.statusCode, headers: response.headers, body };
};

it.each([
  ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
  ['gzip', 'gzip, deflate', gunzipSync],
  ['gzip', 'gzip, br;q=0', gunzipSync],
] as const)('serves %s to a browser that accepts %s', async (encoding, accepted, decompress) => {
  for (const round of ['first', 'again']) {
    const { headers, body } = await ask('/sdk/assets/net-0123abcd.bin', { 'accept-encoding': accepted });
    expect(headers, round).toMatchObject({ 'content-encoding': encoding, 'vary': 'accept-encoding' });
    expect(body.length).toBeLessThan(net.length / 10);
    expect(decompress(body).equals(net)).toBe(true);
  }
});

it('serves a file uncompressed to a client without support', async () => {
  const { headers, body } = await ask('/sdk/assets/net-0123abcd.bin');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body.equals(net)).toBe(true);
});

it('caches files with a hash in their name forever, and revalidates the rest', async () => {
  const kept = ['/sdk/assets/net-0123abcd.bin', '/sdk/chunks/engine-a_B-12zZ.js'];
  for (const path of kept) {
    expect((await ask(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  for (const path of ['/sdk/index.js', '/sdk/assets/NOTICE.txt', '/']) {
    expect((await ask(path)).headers['cache-control']).toBe('no-cache');
  }
});

it('answers 304 for a cached file, compressed or not', async () => {
  const { headers } = await ask('/sdk/index.js', { 'accept-encoding': 'br' });
  const again = await ask('/sdk/index.js', { 'accept-encoding': 'br', 'if-none-match': headers.etag ?? '' });
  expect(again.status).toBe(304);
  expect(again.body.length).toBe(0);
});
