/** Keeps screens open that close by themselves, so that a test can examine them. */
import { once } from 'node:events';
import type { Page } from '@playwright/test';

/** No verdict comes until the returned function is called; a CoE launch is in `processing` until then. */
export const holdVerdict = async (page: Page): Promise<() => void> => {
  const given = new AbortController();
  await page.route(
    ({ pathname }) => /\/submissions\/[^/]+\/status$/.test(pathname),
    async (route) => {
      if (!given.signal.aborted) {
        await once(given.signal, 'abort');
      }
      await route.continue();
    },
  );
  return () => given.abort();
};

/** Milliseconds that the last screen of a check is shown (`src/ui/flow-element.ts`). */
const DONE_SHOWN_MS = 1600;

/** The last screen stays until it is left. Call before the page loads. */
export const holdLastScreen = (page: Page): Promise<unknown> =>
  page.addInitScript((shown) => {
    const original = globalThis.setTimeout;
    const withoutOne = (handler: TimerHandler, ms?: number, ...more: unknown[]): number =>
      ms === shown ? 0 : original(handler, ms, ...more);
    Reflect.set(globalThis, 'setTimeout', withoutOne);
  }, DONE_SHOWN_MS);
