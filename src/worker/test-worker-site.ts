/**
 * The built worker on pages in Chromium, under the strict content security policy and with the real assets, and what
 * tests run on those pages. For tests only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, loadConfigFromFile, type InlineConfig } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.ts';
import { changedWorker } from '../../testkit/changed-worker.ts';
import { splitJpegs } from '../../testkit/jpegs.ts';
import { renderStream } from '../../testkit/render/stream.ts';
import { STREAMS } from '../../testkit/streams.ts';
import type { ChallengeName } from '../contract/challenge.ts';
import type { shareEngine } from '../engine-pool.ts';
import type { ErrorData, LifesignError } from '../errors.ts';
import { ASSETS } from '../vision/assets.ts';
import type { DetectorName, EngineReport, FrameAnalysis } from '../vision/types.ts';
import { WORKER_SCRIPTS } from './file-names.ts';
import type { VisionEngine } from './vision-engine.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ASSET_FOLDER = join(ROOT, 'dist/assets');
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/** Milliseconds that a test with the real assets may take. */
export const SLOW = 240_000;

/** What the server answers, beside the built files. Tests change it. */
interface Serving {
  /** What is served instead of an asset; null is a 404. */
  tamper: (file: string, bytes: Buffer, isReload: boolean) => Buffer | null;
  /** Paths for which the server answers its page, as many do for unknown paths. */
  lost: RegExp;
  /** JPEG frames by stream, at /frame/NAME/INDEX. */
  readonly streams: Map<string, readonly Buffer[]>;
}

/** Every file as it was built. */
export const UNCHANGED: Pick<Serving, 'tamper' | 'lost'> = { tamper: (_, bytes) => bytes, lost: /^$/ };

/** The worker with code before it that changes its globals. */
const after = (change: string): string => changedWorker(change, '/assets/vision.worker.js');

const WORKERS: Readonly<Record<string, string>> = {
  '/without-webgl.worker.js': after(`
    for (const name of Object.keys(Object.getOwnPropertyDescriptors(globalThis))) {
      if (name.startsWith('WebGL')) delete globalThis[name];
    }
    const getContext = OffscreenCanvas.prototype.getContext;
    globalThis.asked = [];
    OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
      if (kind.startsWith('webgl')) asked.push(kind);
      return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...rest);
    };
  `),
  /** Its renderer has the name of a graphics processor, and each later measurement is shorter. */
  '/fast-webgl.worker.js': after(`
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      return name === this.RENDERER || name === 37446 ? 'A graphics processor' : getParameter.call(this, name);
    };
    let [now, step] = [0, 1000];
    performance.now = () => (now += step *= 0.99);
  `),
  '/without-simd.worker.js': after(`
    const { validate } = WebAssembly;
    // 253 begins the instructions of SIMD.
    WebAssembly.validate = (bytes) => !new Uint8Array(bytes.buffer ?? bytes).includes(253) && validate(bytes);
  `),
  '/blocked.worker.js': after(`
    const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...area) {
      const image = read.apply(this, area);
      image.data.reverse();
      return image;
    };
  `),
  /** A download that hangs, and a rejection that nothing handles. */
  '/rejecting.worker.js': after(`
    globalThis.fetch = () => {
      void Promise.reject(new Error('left alone'));
      return new Promise(() => undefined);
    };
  `),
  '/throwing.worker.js': after(`
    globalThis.fetch = () => {
      setTimeout(() => { throw new Error('thrown alone'); });
      return new Promise(() => undefined);
    };
  `),
};

const answerTo = (
  { tamper, lost, streams }: Serving,
  built: string,
  path: string,
  isReload: boolean,
): Buffer | string | null => {
  const [, folder = '', name = '', index = ''] = path.split('/');
  if (path === '/' || lost.test(path)) {
    return '<!doctype html><script type="module" src="/page.js"></script>';
  }
  if (path === '/page.js') {
    return "import { shareEngine } from './client.js'; globalThis.shareEngine = shareEngine;";
  }
  const worker = WORKERS[path];
  if (worker !== undefined) {
    return worker;
  }
  if (folder === 'frame') {
    return streams.get(name)?.[Number(index)] ?? null;
  }
  if (folder === 'assets' && !WORKER_SCRIPTS.some((script) => script === name)) {
    return tamper(name, readFileSync(join(ASSET_FOLDER, name)), isReload);
  }
  const file = join(built, path);
  return existsSync(file) ? readFileSync(file) : null;
};

const contentType = ({ lost }: Serving, path: string): string =>
  path === '/' || lost.test(path)
    ? 'text/html'
    : extname(path) === '.js'
      ? 'text/javascript'
      : 'application/octet-stream';

/** Builds the pool of engines and the worker's scripts into that folder. */
const buildInto = async (built: string): Promise<void> => {
  for (const mode of ['production', 'worker', 'webgl', 'mediapipe']) {
    const loaded = await loadConfigFromFile({ command: 'build', mode }, join(ROOT, 'vite.config.ts'));
    const config = loaded?.config ?? {};
    const options: InlineConfig = {
      ...config,
      mode,
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ...config.build,
        outDir: built,
        sourcemap: false,
        rolldownOptions: {
          ...config.build?.rolldownOptions,
          ...(mode === 'production' ? { input: { client: 'src/engine-pool.ts' } } : {}),
        },
      },
    };
    await build(options);
  }
};

export interface PageGlobals {
  shareEngine: typeof shareEngine;
  engine: VisionEngine;
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Addresses that were asked for. */
  readonly requests: readonly string[];
  readonly violations: readonly string[];
}

interface VisitOptions {
  /** Path of the worker's script; by default the built one. */
  readonly worker?: string;
  readonly detector?: DetectorName;
}

export interface WorkerSite {
  readonly origin: string;
  readonly serving: Serving;
  visit(options?: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

const visitWith = async (page: Page, origin: string, { worker, detector }: VisitOptions): Promise<Visit> => {
  const requests: string[] = [];
  const violations: string[] = [];
  page.context().on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) {
      violations.push(message.text());
    }
  });
  await page.goto(origin);
  await page.waitForFunction(() => 'shareEngine' in globalThis);
  await page.evaluate(
    (wanted) => {
      const globals = globalThis as unknown as PageGlobals;
      const { script } = wanted;
      globals.engine = globals.shareEngine({
        staticUrl: new URL('/assets', location.href).href,
        createWorker: script === undefined ? null : () => new Worker(script, { type: 'module' }),
        detector: wanted.detector ?? 'blazeface',
      }).engine;
    },
    { script: worker, detector },
  );
  return { page, requests, violations, [Symbol.asyncDispose]: () => page.close() };
};

/** Builds the worker and serves it to a Chromium of its own. */
export const startWorkerSite = async (): Promise<WorkerSite> => {
  if (!existsSync(join(ASSET_FOLDER, ASSETS['mediapipe-wasm'].file))) {
    throw new Error('The assets are missing: npm run build:assets');
  }
  const built = mkdtempSync(join(tmpdir(), 'lifesign-worker-'));
  await buildInto(built);
  const serving: Serving = { ...UNCHANGED, streams: new Map() };
  for (const name of ['person', 'deep', 'nobody', 'two'] as const) {
    serving.streams.set(name, splitJpegs(readFileSync(await renderStream(STREAMS[name]))));
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const body = answerTo(serving, built, path, request.headers['cache-control'] === 'no-cache');
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('content-type', contentType(serving, path));
    response.setHeader('cache-control', 'no-store');
    response.writeHead(body === null ? 404 : 200).end(body ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS] });
  return {
    origin,
    serving,
    visit: async (options = {}) => visitWith(await browser.newPage(), origin, options),
    async close() {
      await browser.close();
      server.close();
      rmSync(built, { recursive: true, force: true });
    },
  };
};

export const load = (page: Page): Promise<EngineReport | { readonly code: string }> =>
  page.evaluate(() =>
    (globalThis as unknown as PageGlobals).engine.load().catch(({ code }: { code: string }) => ({ code })),
  );

/** Forgets all frames and faces. */
export const reset = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as PageGlobals).engine.reset());

/** The error of a failed load as data. */
export const loadFailure = (page: Page): Promise<ErrorData | null> =>
  page.evaluate(() =>
    (globalThis as unknown as PageGlobals).engine.load().then(
      () => null,
      (error: LifesignError) => error.toJSON(),
    ),
  );

/** Sends frames of a stream whose timestamps are `1 / fps` apart, however slow the machine is. */
export const show = (
  page: Page,
  name: string,
  indices: readonly number[],
  from = 0,
  due: ChallengeName | null = null,
  fps = 30,
  /** Number of the tint that the frame at this place shows. */
  steps: Readonly<Record<number, number>> = {},
): Promise<FrameAnalysis[]> =>
  page.evaluate(
    async (task) => {
      const { engine } = globalThis as unknown as PageGlobals;
      const analyses = [];
      for (const [place, index] of task.indices.entries()) {
        const response = await fetch(`/frame/${task.name}/${index}`);
        const picture = await createImageBitmap(await response.blob());
        const frame = new VideoFrame(picture, { timestamp: place * 33_333 });
        picture.close();
        analyses.push(await engine.analyse(frame, task.from + (place * 1000) / task.fps, task.due, task.steps[place]));
      }
      return analyses;
    },
    { name, indices, from, due, fps, steps },
  );

export const capture = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as PageGlobals).engine.capture().then(
      ({ images, moments = [], light = [], verdict }) => ({
        verdict,
        images: images.map((image) => ({ ...image, bytes: [...image.bytes] })),
        moments: moments.map((moment) => ({ ...moment, bytes: [...moment.bytes] })),
        light: light.map((frame) => ({ ...frame, bytes: [...frame.bytes] })),
      }),
      ({ code }: { code: string }) => ({ code }),
    ),
  );

export const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);
