/** A test that gets a browser with its camera; the worker keeps the last one for the next test. */
import type { Browser } from '@playwright/test';
import { test as base } from '@playwright/test';
import type { Camera } from './camera.ts';
import type { Keeper } from './keepers.ts';
import { browserKeeper } from './keepers.ts';

interface WorkerFixtures {
  readonly browsers: Keeper<Camera, Browser>;
}

export const test = base.extend<object, WorkerFixtures>({
  browsers: [
    async ({ browserName: _browserName }, use) => {
      const browsers = browserKeeper();
      await use(browsers);
      await browsers.end();
    },
    { scope: 'worker' },
  ],
});
