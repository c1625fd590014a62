/** The race in a worker of a headless Chromium. Vite serves the SDK's sources to it, on the loopback device only. */
import { chromium } from 'playwright';
import { createServer, type Connect, type ViteDevServer } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.ts';
import { ROOT } from '../common/places.ts';
import { readWasm } from '../data/detector.ts';
import type { BenchFiles } from './files.ts';
import { readPeerWasm } from './in-node.ts';
import { FILES, START, type BenchRequest, type PageReport, type Start } from './protocol.ts';

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Bench</title>' +
  '<script type="module" src="/training/bench/bench.page.ts"></script>';

export interface ChromiumRace extends PageReport {
  readonly version: string;
}

/** `cache` is a folder for what Vite prepares. */
export const raceInChromium = async (
  files: BenchFiles,
  request: BenchRequest,
  cache: string,
): Promise<ChromiumRace> => {
  const server = await serve(await served(files), cache);
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction((key) => key in globalThis, START);
    const report = await page.evaluate(([key, sent]) => (Reflect.get(globalThis, key) as Start)(sent), [
      START,
      request,
    ] as const);
    return { ...report, version: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
};

type Served = ReadonlyMap<string, Uint8Array>;

const served = async ({ topology, weights, peers }: BenchFiles): Promise<Served> =>
  new Map([
    ['/', new TextEncoder().encode(PAGE)],
    [FILES.topology, new Uint8Array(topology)],
    [FILES.weights, new Uint8Array(weights)],
    [FILES.wasm, new Uint8Array(await readWasm('simd'))],
    [FILES.peerWasm, new Uint8Array(await readPeerWasm())],
    [FILES.peerBoxes, new TextEncoder().encode(JSON.stringify(peers.map(({ boxes }) => boxes)))],
    ...peers.map(({ model }, index) => [FILES.peer(index), model] as const),
  ]);

const serve = async (files: Served, cacheDir: string): Promise<ViteDevServer> => {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const bytes = files.get(request.url ?? '');
    if (bytes === undefined) {
      next();
      return;
    }
    response.setHeader('content-type', request.url === '/' ? 'text/html' : 'application/octet-stream');
    response.end(bytes);
  };
  const server = await createServer({
    configFile: false,
    root: ROOT,
    cacheDir,
    appType: 'custom',
    logLevel: 'warn',
    resolve: { conditions: ['lifesign-source', 'browser', 'module', 'import', 'default'] },
    // A free port, and no watching: the sources do not change during the measurement.
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: {
      include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-backend-webgl'],
      // It loads its own parts relative to itself.
      exclude: ['onnxruntime-web'],
    },
    plugins: [{ name: 'bench-files', configureServer: ({ middlewares }) => void middlewares.use(answer) }],
  });
  return server.listen();
};
