/**
 * The product in browsers that lack a feature, or change pixels: the built SDK with its own engine, a drawn person, and a
 * scripted gateway. The numbers in the names are those of the faults that were found.
 */
import { ASSETS } from 'lifesign/vision';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuild } from '../../scripts/build.ts';
import { FIREFOX, missing, WEBKIT_DRIVER, XVFB } from '../../scripts/other-browsers.ts';
import { changedWorker } from '../../testkit/changed-worker.ts';
import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import { launchIn, openSite, supportIn, type Ended } from './launch.ts';
import { startScreen } from './screen.ts';
import { startSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';
import { openWebKit } from './webkit.ts';

const SLOW = 180_000;

/** The worker, with changed globals. */
const after = (change: string): string => changedWorker(change, '/sdk/assets/vision.worker.js');

/** Imitates the protection against fingerprinting in a browser that has none. */
const changingPixels = (change: string): string =>
  after(`
    const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...area) {
      const image = read.apply(this, area);
      ${change}
      return image;
    };
  `);

const SCRIPTS = {
  '/random.worker.js': changingPixels('crypto.getRandomValues(image.data.subarray(0, 65536));'),
  '/noisy.worker.js': changingPixels('for (let i = 0; i < image.data.length; i += 997) image.data[i] ^= 1;'),
  // A download that hangs, and a rejection that nothing handles.
  '/rejecting.worker.js': after(`
    globalThis.fetch = () => {
      void Promise.reject(new Error('left alone'));
      return new Promise(() => undefined);
    };
  `),
};

let site: Site;

beforeAll(async () => {
  ensureBuild();
  site = await startSite(SCRIPTS);
}, SLOW);

afterAll(() => site?.[Symbol.asyncDispose]());

/** Records the console messages for the page's developer. */
const listen = (visitor: Visitor): Promise<void> =>
  visitor.run(() => {
    const warnings: string[] = [];
    Object.assign(globalThis, { warnings });
    const tell = (text: unknown): unknown => warnings.push(String(text));
    Object.assign(console, { warn: tell, error: tell });
  }, null);

const heard = (visitor: Visitor): Promise<string[]> =>
  visitor.run(() => (globalThis as unknown as { warnings: string[] }).warnings, null);

const hasWebGl = (visitor: Visitor): Promise<boolean> =>
  visitor.run(() => document.createElement('canvas').getContext('webgl2') !== null, null);

const expectCompleted = ({ result, phases, images }: Ended): void => {
  expect(result).toMatchObject({ status: 'COMPLETED' });
  // A hold that is lost is entered again.
  expect(phases.filter((phase) => phase === 'holding')).toHaveLength(1);
  expect(images).toBe(2);
};

const expectBlocked = ({ result, phases, titles, steps }: Ended, step: RegExp): void => {
  expect(result).toMatchObject({
    status: 'ERROR',
    extra: { errorCode: 'PERMISSION', detailedErrorCode: 'canvas-blocked' },
  });
  // At once: before anything is loaded, and before the camera.
  expect(phases).toEqual(['checking', 'blocked', 'failed']);
  expect(titles).toContain('A privacy setting hides the picture');
  expect(steps[0]).toMatch(step);
};

describe('Chromium', () => {
  test('1: without WebGL nothing is missing, and a launch completes', { timeout: SLOW }, async () => {
    await using visitor = await openChromium(['--disable-gpu', '--disable-software-rasterizer']);
    await openSite(visitor, site);
    expect(await hasWebGl(visitor)).toBe(false);
    expect(await supportIn(visitor)).toMatchObject({ supported: true, missing: [], canvasNoise: 0 });
    expectCompleted(await launchIn(visitor, site));
  });

  test('2: a worker whose canvas gives other pixels ends a launch at once', { timeout: SLOW }, async () => {
    await using visitor = await openChromium();
    await openSite(visitor, site);
    const report = await supportIn(visitor, '/random.worker.js');
    expect(report).toMatchObject({ supported: false, missing: ['canvas-readback'] });
    expect(report.canvasNoise).toBeGreaterThan(50);
    expectBlocked(await launchIn(visitor, site, '/random.worker.js'), /privacy settings/);
  });

  test('3: noise of a level here and there is measured and tolerated', { timeout: SLOW }, async () => {
    await using visitor = await openChromium();
    await openSite(visitor, site);
    const report = await supportIn(visitor, '/noisy.worker.js');
    expect(report.supported).toBe(true);
    expect(report.canvasNoise).toBeGreaterThan(0);
    expectCompleted(await launchIn(visitor, site, '/noisy.worker.js'));
  });
});

describe('Chromium, for the developer of the page', () => {
  test(
    '10: a page served instead of an asset is not reported as tampering, and is named',
    { timeout: SLOW },
    async () => {
      const { file } = ASSETS['liveness-topology'];
      await using wrong = await startSite({ [`/sdk/assets/${file}`]: '<!doctype html><title>Not found</title>' });
      await using visitor = await openChromium();
      await openSite(visitor, wrong);
      await listen(visitor);
      const { result, titles } = await launchIn(visitor, wrong);
      expect(result).toMatchObject({
        status: 'ERROR',
        extra: { errorCode: 'NETWORK', detailedErrorCode: 'asset-load-failed' },
      });
      const named = /lifesign-pad-[0-9a-f]{8}\.txt came as a web page.*\(html\)/;
      expect(result.extra?.errorMessage).toMatch(named);
      expect((await heard(visitor)).filter((text) => named.test(text))).not.toEqual([]);
      expect(titles).toContain('The check could not load');
    },
  );

  test('11: a rejection that nothing in the worker handles ends the wait', { timeout: SLOW }, async () => {
    await using visitor = await openChromium();
    await openSite(visitor, site);
    await listen(visitor);
    const began = performance.now();
    const { result, titles } = await launchIn(visitor, site, '/rejecting.worker.js');
    expect(result.extra).toMatchObject({
      detailedErrorCode: 'worker-crashed',
      errorMessage: 'Nothing in the worker handles this: Error: left alone',
    });
    expect(titles).toContain('The check stopped unexpectedly');
    // The wait for the engine itself is a minute.
    expect(performance.now() - began).toBeLessThan(30_000);
    expect((await heard(visitor)).join()).toMatch(/worker-crashed: .*left alone/);
  });
});

const noFirefox = missing([FIREFOX]);

describe.skipIf(noFirefox !== null)(`Firefox${noFirefox === null ? '' : ` (${noFirefox})`}`, () => {
  test('1: without WebGL nothing is missing, and a launch completes', { timeout: SLOW }, async () => {
    await using visitor = await openFirefox({ preferences: { 'webgl.disabled': true } });
    await openSite(visitor, site);
    expect(await hasWebGl(visitor)).toBe(false);
    expect(await supportIn(visitor)).toMatchObject({ supported: true, missing: [], canvasNoise: 0 });
    expectCompleted(await launchIn(visitor, site));
  });

  describe('with resistance to fingerprinting', () => {
    let visitor: Visitor;

    beforeAll(async () => {
      visitor = await openFirefox({
        preferences: { 'privacy.resistFingerprinting': true },
        permissions: { canvas: site.address },
      });
    }, SLOW);
    afterAll(() => visitor?.[Symbol.asyncDispose]());

    test('2: a launch ends at once and says where to allow it', { timeout: SLOW }, async () => {
      // By its other name the same server is another origin, which has no permission.
      await openSite(visitor, { ...site, address: site.address.replace('127.0.0.1', 'localhost') });
      expect(await supportIn(visitor)).toMatchObject({ supported: false, missing: ['canvas-readback'] });
      expectBlocked(await launchIn(visitor, site), /address bar/);
    });

    test('2: with the permission that it names, the launch completes', { timeout: SLOW }, async () => {
      await openSite(visitor, site);
      expect(await supportIn(visitor)).toMatchObject({ supported: true, missing: [] });
      expectCompleted(await launchIn(visitor, site));
    });
  });

  const noScreen = missing([XVFB]);

  test.skipIf(noScreen !== null)(
    `3: canvas noise is measured and tolerated${noScreen === null ? '' : ` (${noScreen})`}`,
    { timeout: SLOW },
    async () => {
      // With a screen there is WebGL, whose noise was the largest.
      await using screen = await startScreen();
      await using visitor = await openFirefox({
        display: screen.display,
        preferences: {
          'privacy.fingerprintingProtection': true,
          'privacy.fingerprintingProtection.overrides': '-AllTargets,+CanvasRandomization',
        },
      });
      await openSite(visitor, site);
      expect(await hasWebGl(visitor)).toBe(true);
      const report = await supportIn(visitor);
      expect(report.supported).toBe(true);
      expect(report.canvasNoise).toBeGreaterThan(0);
      expectCompleted(await launchIn(visitor, site));
    },
  );
});

const noWebKit = missing([WEBKIT_DRIVER, XVFB]);

describe.skipIf(noWebKit !== null)(`WebKitGTK${noWebKit === null ? '' : ` (${noWebKit})`}`, () => {
  test('1: without WebGL in workers nothing is missing, and a launch completes', { timeout: SLOW }, async () => {
    await using screen = await startScreen();
    await using visitor = await openWebKit(screen);
    await openSite(visitor, site);
    expect(await supportIn(visitor)).toMatchObject({ supported: true, missing: [], canvasNoise: 0 });
    expectCompleted(await launchIn(visitor, site));
  });
});
