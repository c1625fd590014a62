/**
 * The test object of all journeys: a partner's page in a Chromium with the camera that the test requests, checked by the
 * guard, and with the camera released at the end. `test.use({ camera: ... })` chooses the camera.
 */
import { expect } from '@playwright/test';
import type { Camera } from './camera.ts';
import type { Guard } from './guard.ts';
import { watch } from './guard.ts';
import { shortenLastScreen } from './hold.ts';
import { countTracks, tracksOf } from './tracks.ts';
import { stackAddress } from './stack.ts';
import { test as base } from './with-browsers.ts';

interface Options {
  readonly camera: Camera;
  /** Whether the last screen of a check is shown for as long as a person sees it, or only shortly. Default: shortly. */
  readonly lastScreen: 'whole' | 'short';
  /** Console errors that the journey provokes on purpose, such as a refused request. */
  readonly expectedErrors: RegExp | null;
}

interface Fixtures {
  readonly guard: Guard;
}

export const test = base.extend<Options & Fixtures>({
  camera: [{ stream: 'person' }, { option: true }],
  lastScreen: ['short', { option: true }],
  expectedErrors: [null, { option: true }],

  context: async ({ browsers, camera, lastScreen, viewport, colorScheme, baseURL }, use) => {
    const browser = await browsers.get(camera);
    const context = await browser.newContext({
      viewport,
      colorScheme,
      locale: 'en-GB',
      baseURL: baseURL ?? stackAddress(),
    });
    if (lastScreen === 'short') {
      await shortenLastScreen(context);
    }
    await use(context);
    await context.close();
  },

  // Every test is checked in full: a journey with the right outcome must not leak anything either.
  guard: [
    async ({ context, expectedErrors, baseURL }, use) => {
      await countTracks(context);
      const guard = await watch(context, { origins: [new URL(baseURL ?? stackAddress()).origin], expectedErrors });
      await use(guard);
      const pages = context.pages().filter((page) => !page.isClosed() && page.url() !== 'about:blank');
      for (const page of pages) {
        await expect.poll(async () => (await tracksOf(page)).live, { message: 'camera tracks left open' }).toBe(0);
      }
      expect(guard.findings).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
