/** Memory, elements and listeners of a page do not grow with each frame or launch. */
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright';
import { chromium } from 'playwright';
import type * as Sdk from 'lifesign';
import type * as Kit from 'lifesign/testing';
import { ASSETS } from 'lifesign/vision';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_FLAGS, cameraFlags, findChromium } from '../../scripts/browser.ts';
import { ensureBuild } from '../../scripts/build.ts';
import type { VisionRequest } from '../../src/worker/protocol.ts';
import { renderStream } from '../../testkit/render/stream.ts';
import { STREAMS } from '../../testkit/streams.ts';
import { startSite, type Site } from './site.ts';

const SLOW = 180_000;
const FRAMES = 60;
/** Chromium keeps 1.2 MB of each frame that is drawn on a canvas, the frames of this size. */
const BYTES_OF_FRAME = 1_200_000;
/** So many in a row must leave nothing. */
const LAUNCHES = 3;
const MOST_LAUNCHES = 10;

let site: Site;
let browser: Browser;

beforeAll(async () => {
  ensureBuild();
  site = await startSite();
  const camera = cameraFlags(await renderStream(STREAMS.person));
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...camera] });
}, SLOW);

afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

interface MemoryEvent {
  readonly args?: { readonly dumps?: { readonly allocators?: Readonly<Record<string, Allocator | undefined>> } };
}

interface Allocator {
  readonly attrs?: { readonly size?: { readonly value: string } };
}

/** Bytes of discardable memory, of all processes of this Chromium: there it keeps the colours of drawn pictures. */
const pictureBytes = async (): Promise<number> => {
  const devTools = await browser.newBrowserCDPSession();
  const events: MemoryEvent[] = [];
  devTools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as MemoryEvent[])));
  const complete = new Promise((resolve) => {
    devTools.once('Tracing.tracingComplete', resolve);
  });
  // Only when asked: by itself it would count every few seconds. The protocol takes a list, whatever its type says.
  const memoryDumpConfig = { triggers: [] } as unknown as Record<string, string>;
  const includedCategories = ['disabled-by-default-memory-infra'];
  const traceConfig = { includedCategories, excludedCategories: ['*'], memoryDumpConfig };
  await devTools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  const { success } = await devTools.send('Tracing.requestMemoryDump', { levelOfDetail: 'detailed' });
  await devTools.send('Tracing.end');
  await complete;
  await devTools.detach();
  expect(success).toBe(true);
  const dumps = events.map(({ args }) => args?.dumps?.allocators).filter((allocators) => allocators !== undefined);
  expect(dumps.length, 'processes that count their memory').toBeGreaterThan(1);
  const sizes = dumps.map((allocators) => allocators['discardable']?.attrs?.size?.value ?? '0');
  return sizes.reduce((sum, size) => sum + Number.parseInt(size, 16), 0);
};

const open = async (): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'sdk' in globalThis);
  return page;
};

/** Sends frames of noise, in a camera's format, through the built worker. Resolves to the number of analysed frames. */
const analyse = (page: Page, count: number): Promise<number> =>
  page.evaluate(
    async ({ files, frames }) => {
      const globals = globalThis as unknown as { worker?: Worker };
      const ask = (request: VisionRequest, transfer: Transferable[] = []): Promise<string> =>
        new Promise((resolve) => {
          const listen = ({ data }: MessageEvent<{ readonly type: string; readonly id?: number }>): void => {
            if (data.id === request.id) {
              globals.worker?.removeEventListener('message', listen);
              resolve(data.type);
            }
          };
          globals.worker?.addEventListener('message', listen);
          globals.worker?.postMessage(request, transfer);
        });
      if (globals.worker === undefined) {
        globals.worker = new Worker('/sdk/assets/vision.worker.js', { type: 'module' });
        const assets = Object.fromEntries(files.map((file) => [file, `${location.origin}/sdk/assets/${file}`]));
        await ask({ type: 'load', id: 1, assets, detector: 'blazeface' });
      }
      const [codedWidth, codedHeight] = [640, 480];
      let analysed = 0;
      for (let index = 0; index < frames; index += 1) {
        const data = new Uint8Array(codedWidth * codedHeight * 1.5).fill(index);
        const frame = new VideoFrame(data, { format: 'I420', codedWidth, codedHeight, timestamp: index * 33_000 });
        const answer = await ask({ type: 'analyse', id: 2 + index, frame, at: index * 33, due: null, light: null }, [
          frame,
        ]);
        analysed += answer === 'analysed' ? 1 : 0;
      }
      return analysed;
    },
    { files: Object.values(ASSETS).map(({ file }) => file), frames: count },
  );

test(
  'an analysed frame leaves no picture in the memory of the page',
  async () => {
    const page = await open();
    expect(await analyse(page, 5)).toBe(5);
    const before = await pictureBytes();
    expect(await analyse(page, FRAMES)).toBe(FRAMES);
    expect(await pictureBytes()).toBeLessThan(before + BYTES_OF_FRAME);
    await page.close();
  },
  SLOW,
);

/** Runs a launch with its camera until the selfie is taken, then ends launch and engine. */
const launch = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { sdk, kit } = globalThis as unknown as { sdk: typeof Sdk; kit: typeof Kit };
    const controller = new AbortController();
    const phases: string[] = [];
    await sdk.launchSelfieLiveness({
      correlationId: 'growth',
      backend: kit.scriptedGateway(),
      language: 'en',
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'phase') {
          phases.push(event.phase);
          setTimeout(() => {
            const root = document.querySelector('lifesign-selfie')?.shadowRoot;
            if (event.phase === 'intro') {
              root?.querySelector<HTMLButtonElement>('.button.primary')?.click();
            } else if (event.phase === 'capturing') {
              controller.abort();
            }
          }, 300);
        }
      },
    });
    await sdk.dispose();
    return phases;
  });

test(
  'a launch that has ended leaves no element, no listener and no picture',
  async () => {
    const page = await open();
    const devTools = await page.context().newCDPSession(page);
    const count = async () => {
      await devTools.send('HeapProfiler.collectGarbage');
      return devTools.send('Memory.getDOMCounters');
    };
    /** What a timer or a frame that is being copied still holds is freed when that is over. */
    const settle = async (before: Awaited<ReturnType<typeof count>>) => {
      const deadline = performance.now() + 10_000;
      for (;;) {
        const now = await count();
        if (isDeepStrictEqual(now, before) || performance.now() > deadline) {
          return now;
        }
        await delay(500);
      }
    };
    expect(await launch(page)).toContain('capturing');
    let kept = await count();
    const bytes = await pictureBytes();
    // The first launch that shows a screen keeps its template, which is not growth: a slow launch shows more screens.
    for (let [round, unchanged] = [0, 0]; unchanged < LAUNCHES; round += 1) {
      expect(round, `launches, and ${JSON.stringify(kept)} has still grown`).toBeLessThan(MOST_LAUNCHES);
      expect(await launch(page)).toContain('capturing');
      const now = await settle(kept);
      unchanged = isDeepStrictEqual(now, kept) ? unchanged + 1 : 0;
      kept = now;
    }
    await expect.poll(pictureBytes, { timeout: 20_000, interval: 1000 }).toBeLessThan(bytes + BYTES_OF_FRAME);
    await page.close();
  },
  SLOW,
);
