/**
 * `npm run bench:load [-- --rounds N --detector NAME]`: how long a page waits for the engine on a phone's network, with nothing cached and
 * with everything cached, for both detectors or one. The server itself is slow (1.6 Mbit/s and 150 ms for all requests together), because
 * Chromium's own throttle does not apply to requests of workers.
 */
import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve, type ServerType } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { chromium, type Browser, type Page } from 'playwright';
import { pageRoutes, SDK_FOLDER } from '../demo/server/pages.ts';
import type { DetectorName } from '../src/index.ts';
import { CHROMIUM_FLAGS, ensureChromium } from './browser.ts';
import { ensureBuild } from './build.ts';

const NETWORK = { bytesPerMs: 200, latencyMs: 150 } as const;
/** CPU throttling of the page's thread; Chromium does not throttle workers. */
const CPU_RATE = 4;
const DETECTORS = ['blazeface', 'mediapipe'] as const satisfies readonly DetectorName[];

interface Load {
  /** Milliseconds from the navigation until `initialise` resolved. */
  readonly ms: number;
  /** Compressed size. */
  readonly bytes: number;
}

interface Outcome {
  readonly ms?: number;
  readonly message?: string;
}

interface SlowServer {
  readonly origin: string;
  /** Bytes of all answers so far. */
  readonly sent: () => number;
  readonly close: () => void;
}

const pageOf = (detector: DetectorName): string => `<!doctype html><meta charset="utf-8"><title>Load</title>
<script type="module">
  import { initialise } from '/sdk/index.js';
  // MediaPipe's own files are not in the package, so only the folder of all files has their addresses.
  initialise({ detector: '${detector}', staticUrl: '/sdk/assets/' }).then(
    () => (globalThis.outcome = { ms: performance.now() }),
    ({ message }) => (globalThis.outcome = { message }),
  );
</script>`;

const startServer = async (): Promise<SlowServer> => {
  const pages = new Map(
    DETECTORS.map((name) => [`/${name}`, { body: pageOf(name), contentType: 'text/html; charset=utf-8' }]),
  );
  const network = { isSlow: false, sent: 0, freeAt: 0 };
  const app = new Hono();
  app.use(slow(network));
  app.route('/', pageRoutes(pages, SDK_FOLDER));
  const server = await new Promise<ServerType>((resolve) => {
    const started: ServerType = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Compressed once before the measurement, as on a real server.
  for (const folder of ['', 'chunks/', 'assets/']) {
    const files = readdirSync(`${SDK_FOLDER}/${folder}`).filter((name) => /\.(js|txt|bin|wasm|tflite)$/.test(name));
    for (const file of files) {
      await fetch(`${origin}/sdk/${folder}${file}`, { headers: { 'accept-encoding': 'gzip, br' } });
    }
  }
  network.isSlow = true;
  return { origin, sent: () => network.sent, close: () => void server.close() };
};

/** One connection for all answers: each waits for the latency, then for the bytes before its own. */
const slow =
  (network: { isSlow: boolean; sent: number; freeAt: number }): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!network.isSlow) {
      return;
    }
    const bytes = new Uint8Array(await c.res.arrayBuffer());
    network.sent += bytes.length;
    await sleep(NETWORK.latencyMs);
    const status = c.res.status;
    c.res = new Response(status === 304 ? null : inPortions(bytes, network), c.res);
  };

const PORTION = 8192;

const inPortions = (bytes: Uint8Array, network: { freeAt: number }): ReadableStream<Uint8Array> => {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      const portion = bytes.subarray(at, at + PORTION);
      at += PORTION;
      if (portion.length === 0) {
        controller.close();
        return;
      }
      const now = performance.now();
      network.freeAt = Math.max(network.freeAt, now) + portion.length / NETWORK.bytesPerMs;
      await sleep(network.freeAt - now);
      controller.enqueue(portion);
    },
  });
};

const measure = async (page: Page, server: SlowServer, detector: DetectorName): Promise<Load> => {
  const before = server.sent();
  await page.goto(`${server.origin}/${detector}`);
  const outcome = await page.waitForFunction(
    () => Reflect.get(globalThis, 'outcome') as Outcome | undefined,
    undefined,
    {
      timeout: 180_000,
    },
  );
  const { ms, message } = (await outcome.jsonValue()) ?? {};
  if (ms === undefined) {
    throw new Error(`the engine did not load: ${message}`);
  }
  return { ms, bytes: server.sent() - before };
};

/** Loads the same page twice in a new profile. */
const visitTwice = async (browser: Browser, server: SlowServer, detector: DetectorName): Promise<[Load, Load]> => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
    return [await measure(page, server, detector), await measure(page, server, detector)];
  } finally {
    await context.close();
  }
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, detector: { type: 'string' } },
  });
  const detectors = DETECTORS.filter((name) => values.detector === undefined || name === values.detector);
  const executablePath = ensureChromium();
  ensureBuild();
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    console.log('| Detector | Nothing cached | Sent | Everything cached | Sent |\n| --- | --- | --- | --- | --- |');
    for (const detector of detectors) {
      const visits: [Load, Load][] = [];
      for (let round = 0; round < Number(values.rounds); round += 1) {
        visits.push(await visitTwice(browser, server, detector));
      }
      const cells = [0, 1].flatMap((index) => {
        const loads = visits.flatMap((visit) => visit[index] ?? []);
        const seconds = median(loads.map(({ ms }) => ms)) / 1000;
        const kb = median(loads.map(({ bytes }) => bytes)) / 1000;
        return [`${seconds.toFixed(1)} s`, `${kb.toFixed(0)} kB`];
      });
      console.log(`| ${detector} | ${cells.join(' | ')} |`);
    }
  } finally {
    await browser.close();
    server.close();
  }
};

await main();
