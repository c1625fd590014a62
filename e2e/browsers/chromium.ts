import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.ts';
import type { Visitor } from './visitor.ts';

export const openChromium = async (flags: readonly string[] = []): Promise<Visitor> => {
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...flags] });
  const page = await browser.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    goto: async (url) => {
      await page.goto(url);
    },
    run: (work, argument) => page.evaluate<unknown, unknown>(work as (given: unknown) => unknown, argument) as never,
    [Symbol.asyncDispose]: () => browser.close(),
  };
};
