/** Uploads in a real browser, because Node has no `XMLHttpRequest`, against a failing server. */
import type { IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/browser.ts';
import type { upload } from './upload.ts';

declare global {
  var uploadUnderTest: typeof upload;
}

const SIZE = 300_000;
const PAGE = `<!doctype html><title>upload</title>
<script type="module">import { upload } from '/upload.js'; globalThis.uploadUnderTest = upload;</script>`;

/** Statuses that the server answers before it succeeds; 0 cuts the connection. */
const plan: number[] = [];
const received: { contentType: string; bytes: number }[] = [];

let server: ServerType;
let browser: Browser;
let page: Page;

const uploadModule = async (): Promise<string> => {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: resolve(import.meta.dirname, 'upload.ts'), formats: ['es'] } },
  });
  const [chunk] = Array.isArray(output) ? (output[0]?.output ?? []) : 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') {
    throw new Error('the upload module was not built');
  }
  return chunk.code;
};

beforeAll(async () => {
  const code = await uploadModule();
  const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
  app.get('/upload.js', (c) => c.body(code, 200, { 'content-type': 'text/javascript' }));
  app.get('/', (c) => c.html(PAGE));
  app.put('/picture', async (c) => {
    const bytes = (await c.req.arrayBuffer()).byteLength;
    received.push({ contentType: c.req.header('content-type') ?? '', bytes });
    const next = plan.shift();
    if (next === 0) {
      c.env.incoming.socket.destroy();
    }
    return c.body(null, next === undefined || next === 0 ? 204 : (next as 500));
  });
  app.put('/moved', (c) => c.redirect('/picture', 307));
  const port = await new Promise<number>((done) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => done(info.port));
  });
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${String(port)}/`);
});

afterAll(async () => {
  await browser.close();
  await new Promise((done) => server.close(done));
});

beforeEach(() => {
  plan.length = 0;
  received.length = 0;
});

interface Outcome {
  readonly stored?: boolean;
  readonly error?: { readonly code: string; readonly detail?: string };
  readonly sent: readonly number[];
}

const uploadInPage = (abortAfterMs?: number, path = '/picture'): Promise<Outcome> =>
  page.evaluate(
    async ({ size, abortMs, place }) => {
      const sent: number[] = [];
      const controller = new AbortController();
      const { signal } = controller;
      if (abortMs !== undefined) {
        setTimeout(() => controller.abort(), abortMs);
      }
      const bytes = new Uint8Array(size);
      const onSent = (count: number): void => void sent.push(count);
      try {
        const stored = await uploadUnderTest({
          url: `${location.origin}${place}`,
          bytes,
          signal,
          onSent,
          fetch: null,
          readFailure: () => null,
        });
        return { stored, sent };
      } catch (error) {
        return { error: JSON.parse(JSON.stringify(error)) as { code: string }, sent };
      }
    },
    { size: SIZE, abortMs: abortAfterMs, place: path },
  );

it('stores the bytes and reports progress', async () => {
  const { stored, sent } = await uploadInPage();
  expect(stored).toBe(true);
  expect(received).toEqual([{ contentType: 'image/jpeg', bytes: SIZE }]);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.at(-1)).toBe(SIZE);
});

it('retries after a server error and after a broken connection', async () => {
  plan.push(503, 0);
  expect(await uploadInPage()).toMatchObject({ stored: true });
  expect(received).toHaveLength(3);
});

it('gives up after four tries', async () => {
  plan.push(500, 502, 503, 504, 500);
  expect(await uploadInPage()).toMatchObject({ error: { code: 'api-failed', detail: 'HTTP_504' } });
  expect(received).toHaveLength(4);
});

it('distinguishes an expired address from a refused picture', async () => {
  plan.push(410, 415);
  expect(await uploadInPage()).toMatchObject({ stored: false });
  expect(await uploadInPage()).toMatchObject({ error: { code: 'api-rejected', detail: 'HTTP_415' } });
  expect(received).toHaveLength(2);
});

it('rejects an answer from a redirect target, and does not retry', async () => {
  const { stored, error } = await uploadInPage(undefined, '/moved');
  expect(stored).toBeUndefined();
  expect(error).toMatchObject({ code: 'network-failed', detail: 'REDIRECTED' });
  expect(received).toHaveLength(1);
});

it('compares addresses without the fragment', async () => {
  expect(await uploadInPage(undefined, '/picture?key=a%20b#part')).toMatchObject({ stored: true });
});

it('stops when aborted', async () => {
  plan.push(503, 503, 503, 503);
  const { error } = await uploadInPage(50);
  expect(error?.code).toBe('network-failed');
  expect(received.length).toBeLessThan(3);
});
