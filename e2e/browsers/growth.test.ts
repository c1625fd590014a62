/** What frames and launches leave behind in the page's process: nothing that grows with each. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { chromium } from 'playwright';
import type * as Sdk from 'lifesign';
import type * as Kit from 'lifesign/testing';
import { ASSETS } from 'lifesign/vision';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_FLAGS, cameraFlags, findChromium } from '../../scripts/browser.ts';
import { ensureBuild } from '../../scripts/build.ts';
import type { VisionRequest } from '../../src/worker/protocol.ts';
import { startSite, type Site } from './site.ts';

const SLOW = 180_000;
const FRAMES = 60;
/** Chromium keeps 1.2 MB of each frame that is drawn on a canvas. */
const BYTES_OF_FRAME = 200_000;
const LAUNCHES = 3;

let site: Site;
let browser: Browser;

beforeAll(async () => {
  ensureBuild();
  site = await startSite();
  browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...cameraFlags()] });
}, SLOW);

afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

const statusOf = (pid: string): string => readFileSync(`/proc/${pid}/status`, 'utf8');

const isOurs = (pid: string): boolean => {
  const parent = /^PPid:\s*(\d+)/m.exec(statusOf(pid))?.[1] ?? '0';
  return parent === String(process.pid) || (Number(parent) > 1 && isOurs(parent));
};

/** Bytes of memory that the processes of this Chromium which draw pages share with others: frames and what was drawn of them. */
const sharedBytes = (): number => {
  const sizes = readdirSync('/proc').map((pid) => {
    try {
      const isRenderer = /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      return isRenderer && isOurs(pid) ? Number(/^RssShmem:\s*(\d+)/m.exec(statusOf(pid))?.[1]) * 1024 : 0;
    } catch {
      // It has ended meanwhile.
      return 0;
    }
  });
  return sizes.reduce((sum, size) => sum + size, 0);
};

const open = async (): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'sdk' in globalThis);
  return page;
};

/** Frames of noise, as a camera's come, through the built worker. Resolves to how many were analysed. */
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

test.skipIf(process.platform !== 'linux')(
  'an analysed frame leaves no picture in the memory of the page',
  async () => {
    const page = await open();
    expect(await analyse(page, 5)).toBe(5);
    const before = sharedBytes();
    expect(await analyse(page, FRAMES)).toBe(FRAMES);
    expect((sharedBytes() - before) / FRAMES).toBeLessThan(BYTES_OF_FRAME);
    await page.close();
  },
  SLOW,
);

/** With its camera, until it looks for a face; then the end of the engine. */
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
            } else if (event.phase === 'framing') {
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
  'a launch that has ended leaves no element and no listener',
  async () => {
    const page = await open();
    const devTools = await page.context().newCDPSession(page);
    const count = async () => {
      await devTools.send('HeapProfiler.collectGarbage');
      return devTools.send('Memory.getDOMCounters');
    };
    // What is loaded once is not growth.
    expect(await launch(page)).toContain('framing');
    const before = await count();
    for (let round = 0; round < LAUNCHES; round += 1) {
      expect(await launch(page)).toContain('framing');
    }
    expect(await count()).toEqual(before);
    await page.close();
  },
  SLOW,
);
