/**
 * The built worker under the strict content security policy, with the real assets, in Chromium.
 * The pictures are drawn, except for the recorded clips that are used where LIFESIGN_DATA has them.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HAS_CLIPS, readClip } from '../../testkit/recordings.ts';
import type { LifesignError } from '../errors.ts';
import { ASSETS, type AssetId } from '../vision/assets.ts';
import type { DetectorName, WindowVerdict } from '../vision/types.ts';
import { WEBGL_PART, WORKER_FILE } from './file-names.ts';
import {
  capture,
  load,
  loadFailure,
  type PageGlobals,
  range,
  reset,
  show,
  SLOW,
  startWorkerSite,
  UNCHANGED,
  type Visit,
  type WorkerSite,
} from './test-worker-site.ts';

let site: WorkerSite;

beforeAll(async () => {
  site = await startWorkerSite();
}, SLOW);
afterAll(() => site?.close());

/** Assets that a passive launch downloads: one WebAssembly binary, and none that only challenges or MediaPipe need. */
const DEFAULT_ASSETS = [
  'liveness-topology',
  'liveness-weights',
  'face-detector-topology',
  'face-detector-weights',
  'tfjs-wasm-simd',
] as const satisfies readonly AssetId[];

const hashesOf = (ids: readonly AssetId[]): Record<string, string> =>
  Object.fromEntries(ids.map((id) => [id, ASSETS[id].sha256]));

const pixelsOf = (jpeg?: Buffer) => sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });

const flip = (bytes: Buffer): Buffer => {
  const other = Buffer.from(bytes);
  other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
  return other;
};

test(
  'loads under the strict policy, from its own origin only, and passes its self-test',
  { timeout: SLOW },
  async () => {
    await using visited = await site.visit();
    const report = await load(visited.page);
    expect(report).toMatchObject({ selfTest: { backend: 'wasm', passed: true } });
    const models = 'models' in report ? report.models : {};
    expect(models).toEqual(hashesOf(DEFAULT_ASSETS));
    const fetched = visited.requests.flatMap((url) => /\/assets\/(.*)$/.exec(url)?.[1] ?? []);
    expect(fetched.toSorted()).toEqual([WORKER_FILE, ...DEFAULT_ASSETS.map((id) => ASSETS[id].file)].toSorted());
    expect(visited.requests.filter((url) => /mediapipe/.test(url))).toEqual([]);
    expect(visited.violations).toEqual([]);
    expect(visited.requests.filter((url) => !url.startsWith(`${site.origin}/`))).toEqual([]);
  },
);

test(
  'loads MediaPipe where the page chose it, with its assets, and finds the same faces',
  { timeout: SLOW },
  async () => {
    await using visited = await site.visit({ detector: 'mediapipe' });
    await using plain = await site.visit();
    const report = await load(visited.page);
    await load(plain.page);
    const used = [
      ...DEFAULT_ASSETS.filter((id) => !id.startsWith('face-detector')),
      ...(['mediapipe-model', 'mediapipe-loader', 'mediapipe-wasm'] as const),
    ];
    expect(report).toMatchObject({ selfTest: { passed: true } });
    expect('models' in report ? report.models : {}).toEqual(hashesOf(used));
    expect(visited.violations).toEqual([]);
    for (const [name, count] of [
      ['person', 1],
      ['two', 2],
      ['nobody', 0],
    ] as const) {
      const [[one], [other]] = [await show(visited.page, name, [0]), await show(plain.page, name, [0])];
      expect([one?.faceCount, other?.faceCount]).toEqual([count, count]);
      if (count === 1) {
        expect(one?.face?.center.x).toBeCloseTo(other?.face?.center.x ?? 0, 1.7);
        expect(one?.face?.center.y).toBeCloseTo(other?.face?.center.y ?? 0, 1.7);
      }
    }
  },
);

describe('one engine, reset before each test', () => {
  let visited: Visit;

  beforeAll(async () => {
    visited = await site.visit();
    await load(visited.page);
  }, SLOW);
  beforeEach(() => reset(visited.page));
  afterAll(() => visited?.[Symbol.asyncDispose]());

  test('scores drawn people of any skin tone, and captures the frames that it scored', { timeout: SLOW }, async () => {
    const { page } = visited;
    for (const name of ['deep', 'person']) {
      await reset(page);
      const analyses = await show(page, name, range(36));
      expect(analyses.filter(({ issues }) => issues.length > 0)).toEqual([]);
      expect(analyses.findIndex(({ window }) => window !== null)).toBe(30);
      expect(analyses.every(({ liveness }) => liveness !== null && liveness >= 0 && liveness <= 1)).toBe(true);
    }
    const captured = await capture(page);
    if (!('images' in captured)) {
      throw new Error(captured.code);
    }
    const { images, verdict } = captured;
    expect(verdict.frames).toBe(36);
    expect(images.map(({ type }) => type)).toEqual(['SELFIE', 'ADDITIONAL_SELFIE']);
    const [best, other] = images;
    expect(Math.abs((best?.at ?? 0) - (other?.at ?? 0))).toBeGreaterThanOrEqual(300);
    for (const image of images) {
      const bytes = Buffer.from(image.bytes);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(image.sha256);
      const shown = site.serving.streams.get('person')?.[Math.round((image.at * 30) / 1000)];
      const [kept, original] = [await pixelsOf(bytes), await pixelsOf(shown)];
      expect(kept.info).toMatchObject({ width: image.width, height: image.height, format: 'raw' });
      expect(kept.data.length).toBe(original.data.length);
      const difference = kept.data.reduce(
        (sum, value, index) => sum + Math.abs(value - (original.data[index] ?? 0)),
        0,
      );
      // The loss of one JPEG encoding; the mirrored or the next frame differs by several levels.
      expect(difference / kept.data.length).toBeLessThan(2);
    }
  });

  test(
    'keeps small frames from all over the window and of each tint, and none from before',
    { timeout: SLOW },
    async () => {
      const { page } = visited;
      // A hold that was lost within its second tint, and one that was not.
      const steps = { 2: 0, 5: 0, 8: 1, 12: 0, 16: 0, 24: 1, 30: 1, 36: 2, 42: 2, 48: 3, 54: 3 };
      await show(page, 'person', range(60), 0, null, 30, steps);
      const captured = await capture(page);
      if (!('moments' in captured)) {
        throw new Error(captured.code);
      }
      const { moments, verdict } = captured;
      const times = moments.map(({ atMs }) => atMs);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      expect(times[0]).toBeLessThan(80);
      expect(verdict.windowMs - (times.at(-1) ?? 0)).toBeLessThan(80);
      expect(Math.min(...gaps)).toBeGreaterThan(30);
      expect(Math.max(...gaps)).toBeLessThan(120);
      const places = captured.light.map(({ atMs }) => 12 + Math.round((atMs * 30) / 1000));
      expect(places).toEqual([12, 16, 24, 30, 36, 42, 48, 54]);
      for (const { bytes, sha256 } of [...moments, ...captured.light]) {
        const jpeg = Buffer.from(bytes);
        expect(createHash('sha256').update(jpeg).digest('hex')).toBe(sha256);
        expect(jpeg.length).toBeLessThan(20_000);
        expect((await pixelsOf(jpeg)).info).toMatchObject({ width: 320, height: 240 });
      }
      await reset(page);
      await show(page, 'person', range(36), 10_000);
      const again = await capture(page);
      expect('moments' in again ? Math.max(...again.moments.map(({ atMs }) => atMs)) : again.code).toBeLessThan(1500);
      expect('light' in again ? again.light : again.code).toEqual([]);
    },
  );

  test('judges and captures on a device that analyses two frames a second', { timeout: SLOW }, async () => {
    const { page } = visited;
    const shown = range(6).map((index) => index * 15);
    const analyses = await show(page, 'person', shown, 0, null, 2);
    expect(analyses.map(({ window }) => window?.frames ?? null)).toEqual([null, null, null, null, 5, 5]);
    const captured = await capture(page);
    expect('images' in captured ? captured.images.length : captured.code).toBe(2);
  });

  test(
    'distinguishes no person and two people from one; without a window there is nothing to capture',
    { timeout: SLOW },
    async () => {
      const { page } = visited;
      expect((await show(page, 'nobody', [0]))[0]?.issues).toEqual(['no-face']);
      expect((await show(page, 'two', [0], 1000))[0]).toMatchObject({ faceCount: 2, liveness: null });
      expect(await capture(page)).toEqual({ code: 'capture-failed' });
    },
  );

  test('a frozen stream is not live', { timeout: SLOW }, async () => {
    const analyses = await show(visited.page, 'person', range(36).fill(7));
    expect(analyses.at(-1)?.window).toMatchObject({ verdict: 'spoof', signals: { frozenShare: 1 } });
  });
});

test('detects the requested blink, with landmarks that only challenges load', { timeout: SLOW }, async () => {
  await using visited = await site.visit();
  const { page, requests } = visited;
  await load(page);
  const before = requests.length;
  const models = await page.evaluate(async () => {
    const { engine } = globalThis as unknown as PageGlobals;
    await Promise.all([engine.loadLandmarks(), engine.loadLandmarks()]);
    return engine.report?.models ?? {};
  });
  expect(models).toMatchObject({ 'landmarks-weights': ASSETS['landmarks-weights'].sha256 });
  const loaded = requests.slice(before).map((url) => new URL(url).pathname);
  expect(new Set(loaded)).toEqual(
    new Set([`/assets/${ASSETS['landmarks-weights'].file}`, `/assets/${ASSETS['landmarks-topology'].file}`]),
  );

  // The drawn person blinks in the first two seconds, and does nothing else.
  const asked = await show(page, 'person', range(60), 0, 'BLINK');
  const stages = asked.map(({ challenge }) => challenge?.stage);
  expect(stages[0]).toBe('learning');
  expect(stages).toContain('waiting');
  expect(stages).toContain('done');
  const other = await show(page, 'person', range(60), 3000, 'TURN_LEFT');
  expect(other.map(({ challenge }) => challenge?.stage)).not.toContain('done');
  // No picture of a movement is kept, though the frames were good and counted.
  expect(other.at(-1)?.window).not.toBeNull();
  expect(await capture(page)).toEqual({ code: 'capture-failed' });
});

describe('assets that differ from the release', () => {
  afterEach(() => {
    Object.assign(site.serving, UNCHANGED);
  });

  test.each<[AssetId, DetectorName]>([
    ['face-detector-weights', 'blazeface'],
    ['liveness-weights', 'blazeface'],
    ['tfjs-wasm-simd', 'blazeface'],
    ['mediapipe-model', 'mediapipe'],
    ['mediapipe-loader', 'mediapipe'],
    ['mediapipe-wasm', 'mediapipe'],
  ])('one bit of %s: refused', { timeout: SLOW }, async (id, detector) => {
    site.serving.tamper = (file, bytes) => (file === ASSETS[id].file ? flip(bytes) : bytes);
    await using visited = await site.visit({ detector });
    expect(await load(visited.page)).toEqual({ code: 'asset-mismatch' });
  });

  test.each([
    ['html', () => Buffer.from('\ufeff\n<!DOCTYPE html><title>Our app</title>')],
    ['gzip', (bytes: Buffer) => gzipSync(bytes)],
    ['empty', () => Buffer.alloc(0)],
    ['size', (bytes: Buffer) => bytes.subarray(0, -1)],
  ] as const)(
    'another file in its place, %s: not loaded, and not reported as tampering',
    { timeout: SLOW },
    async (kind, change) => {
      for (const [id, detector] of [
        ['liveness-topology', 'blazeface'],
        ['mediapipe-loader', 'mediapipe'],
      ] as const) {
        const { file } = ASSETS[id];
        site.serving.tamper = (name, bytes) => (name === file ? change(bytes) : bytes);
        await using visited = await site.visit({ detector });
        const failure = await loadFailure(visited.page);
        expect(failure).toMatchObject({ code: 'asset-load-failed', detail: kind, retryable: true });
        expect(failure?.message).toContain(`${file} came as`);
        expect(failure?.message).toContain(`(${kind})`);
      }
    },
  );

  test('missing: reported as missing, and loaded once it is there', { timeout: SLOW }, async () => {
    site.serving.tamper = (file, bytes) => (file === ASSETS['liveness-topology'].file ? null : bytes);
    await using visited = await site.visit();
    expect(await load(visited.page)).toEqual({ code: 'asset-load-failed' });
    site.serving.tamper = UNCHANGED.tamper;
    expect(await load(visited.page)).toMatchObject({ selfTest: { passed: true } });
  });

  test('without MediaPipe on the server: an error only if it is chosen', { timeout: SLOW }, async () => {
    const theirs = (['mediapipe-model', 'mediapipe-loader', 'mediapipe-wasm'] as const).map((id) => ASSETS[id].file);
    site.serving.tamper = (file, bytes) => (theirs.includes(file) ? null : bytes);
    await using visited = await site.visit();
    expect(await load(visited.page)).toMatchObject({ selfTest: { passed: true } });
    await using other = await site.visit({ detector: 'mediapipe' });
    expect(await load(other.page)).toEqual({ code: 'asset-load-failed' });
  });

  test('a stale copy in a cache: fetched again from the server', { timeout: SLOW }, async () => {
    site.serving.tamper = (file, bytes, isReload) =>
      file === ASSETS['face-detector-weights'].file && !isReload ? flip(bytes) : bytes;
    await using visited = await site.visit();
    expect(await load(visited.page)).toMatchObject({ selfTest: { passed: true } });
  });
});

test('without SIMD: another binary is loaded, and scores', { timeout: SLOW }, async () => {
  await using visited = await site.visit({ worker: '/without-simd.worker.js' });
  const { page, requests } = visited;
  expect(await load(page)).toMatchObject({ selfTest: { backend: 'wasm', passed: true } });
  const binaries = requests.filter((url) => url.endsWith('.wasm'));
  expect(binaries).toEqual([`${site.origin}/assets/${ASSETS['tfjs-wasm'].file}`]);
  expect((await show(page, 'person', [0]))[0]).toMatchObject({ faceCount: 1, issues: [] });
});

test.each(['blazeface', 'mediapipe'] as const)(
  'detection by %s creates no WebGL context',
  { timeout: SLOW },
  async (detector) => {
    await using visited = await site.visit({ worker: '/without-webgl.worker.js', detector });
    const { page } = visited;
    expect(await load(page)).toMatchObject({ selfTest: { passed: true } });
    expect((await show(page, 'person', [0]))[0]?.issues).toEqual([]);
    // Each frame is detected independently: the previous frame's face is not reported again.
    expect((await show(page, 'nobody', [0], 1000))[0]?.issues).toEqual(['no-face']);
    expect((await show(page, 'person', [1], 2000))[0]?.issues).toEqual([]);
    const asked = await page.workers()[0]?.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    expect(asked).toEqual([]);
  },
);

test('WebGL is a script that loads when the worker is idle, and scores as wasm does', { timeout: SLOW }, async () => {
  await using visited = await site.visit({ worker: '/fast-webgl.worker.js' });
  const { page, requests } = visited;
  expect(await load(page)).toMatchObject({ selfTest: { backend: 'wasm' } });
  expect(requests.filter((url) => url.endsWith(WEBGL_PART))).toEqual([]);
  const [onWasm] = await show(page, 'person', [0]);
  await page.waitForFunction(
    () => (globalThis as unknown as PageGlobals).engine.report?.selfTest.backend === 'webgl',
    undefined,
    { timeout: 60_000 },
  );
  const [onWebgl] = await show(page, 'person', [0], 1000);
  expect(onWasm?.liveness).not.toBeNull();
  expect(onWebgl?.liveness).toBeCloseTo(onWasm?.liveness ?? Number.NaN, 2);
  expect(requests.filter((url) => url.endsWith(WEBGL_PART))).toHaveLength(1);
});

test('a canvas that gives other pixels is refused before anything is downloaded', { timeout: SLOW }, async () => {
  await using visited = await site.visit({ worker: '/blocked.worker.js' });
  expect(await loadFailure(visited.page)).toMatchObject({ code: 'canvas-blocked', detail: 'canvas-readback' });
  expect(visited.requests.filter((url) => url.includes('/assets/'))).toEqual([`${site.origin}/assets/${WORKER_FILE}`]);
});

describe('failures in the worker that no request waits for', () => {
  test.each([
    ['a rejection', '/rejecting.worker.js', /left alone/],
    ['an error', '/throwing.worker.js', /thrown alone/],
  ])('%s is reported to the page at once', { timeout: SLOW }, async (_, worker, message) => {
    await using visited = await site.visit({ worker });
    const began = performance.now();
    const failure = await loadFailure(visited.page);
    expect(failure?.code).toBe('worker-crashed');
    expect(failure?.message).toMatch(message);
    // The load itself would wait for two minutes.
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('scripts of the worker that do not load', () => {
  test('its entry: reported without waiting for the deadline', { timeout: SLOW }, async () => {
    await using visited = await site.visit({ worker: '/nowhere.worker.js' });
    expect(await loadFailure(visited.page)).toMatchObject({ code: 'asset-load-failed', detail: 'worker' });
  });

  test('a page in its place: reported with address, status and type', { timeout: SLOW }, async () => {
    site.serving.lost = /^\/assets\/vision\.worker\.js$/;
    await using visited = await site.visit();
    const failure = await loadFailure(visited.page);
    site.serving.lost = UNCHANGED.lost;
    expect(failure).toMatchObject({ code: 'asset-load-failed', detail: 'worker' });
    const url = `${site.origin}/assets/${WORKER_FILE}`;
    expect(failure?.message).toContain(`not served as JavaScript (${url}, status 200, content type text/html`);
  });

  test('its address at a server that allows no other origin: reported', { timeout: SLOW }, async () => {
    await using visited = await site.visit();
    // The same server by its other name is another origin.
    const elsewhere = site.origin.replace('127.0.0.1', 'localhost');
    const failure = await visited.page.evaluate(
      (staticUrl) =>
        (globalThis as unknown as PageGlobals)
          .shareEngine({ staticUrl, createWorker: null, detector: 'blazeface' })
          .engine.load()
          .then(
            () => null,
            (error: LifesignError) => error.toJSON(),
          ),
      `${elsewhere}/assets/`,
    );
    expect(failure).toMatchObject({ code: 'asset-load-failed', detail: 'worker' });
    expect(failure?.message).toContain(`${elsewhere}/assets/${WORKER_FILE}`);
  });
});

describe.skipIf(!HAS_CLIPS)('recorded clips (LIFESIGN_DATA)', () => {
  /** One page with a loaded engine for each detector. */
  const visits = new Map<DetectorName, Visit>();
  afterAll(() => Promise.all([...visits.values()].map((visited) => visited[Symbol.asyncDispose]())));

  const windowsOf = async (clip: string, detector: DetectorName): Promise<readonly WindowVerdict[]> => {
    const frames = (await readClip(clip)) ?? [];
    site.serving.streams.set(clip, frames);
    const visited = visits.get(detector) ?? (await site.visit({ detector }));
    visits.set(detector, visited);
    const { page } = visited;
    await load(page);
    await reset(page);
    const analyses = await show(page, clip, range(frames.length));
    return analyses.flatMap(({ window }) => window ?? []);
  };

  test.each([
    ['s12-live', 'blazeface'],
    ['s14-live', 'blazeface'],
    ['s14-live', 'mediapipe'],
  ] as const)('%s is live by %s', { timeout: SLOW }, async (name, detector) => {
    const windows = await windowsOf(name, detector);
    expect(windows.at(0)?.verdict).toBe('live');
    expect(windows.at(-1)?.verdict).toBe('live');
  });

  test.each([
    ['s12-spoof', 'blazeface'],
    ['s14-spoof', 'blazeface'],
    ['s14-spoof', 'mediapipe'],
  ] as const)('%s is never live by %s', { timeout: SLOW }, async (name, detector) => {
    const windows = await windowsOf(name, detector);
    expect(windows.length).toBeGreaterThan(0);
    expect(windows.filter(({ verdict }) => verdict === 'live')).toEqual([]);
  });
});
