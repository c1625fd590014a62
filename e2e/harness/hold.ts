/** Shows screens that close by themselves for longer, so that a test can examine them, or for less time than a person needs. */
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
/** Milliseconds to the first poll for a verdict (`POLLING` in `src/contract`). */
const FIRST_POLL_MS = 1000;

/** A page or a context. */
type Loading = Pick<Page, 'addInitScript'>;

/** Replaces delays of `setTimeout` in what loads after; a delay of `null` never ends. */
const replaceDelays = (loading: Loading, delays: Readonly<Record<number, number | null>>): Promise<unknown> =>
  loading.addInitScript((replaced) => {
    const original = globalThis.setTimeout;
    const withOthers = (handler: TimerHandler, ms?: number, ...more: unknown[]): number => {
      const delay = replaced[ms ?? 0];
      return delay === null ? 0 : original(handler, delay ?? ms, ...more);
    };
    Reflect.set(globalThis, 'setTimeout', withOthers);
  }, delays);

/** The last screen stays until it is left. Call before the page loads. */
export const holdLastScreen = (page: Loading): Promise<unknown> => replaceDelays(page, { [DONE_SHOWN_MS]: null });

/** The last screen closes soon, for tests that are not about it. Call before the page loads. */
export const shortenLastScreen = (page: Loading): Promise<unknown> => replaceDelays(page, { [DONE_SHOWN_MS]: 100 });

/** The same, and a scripted gateway, which has no work to wait for, is polled soon. */
export const shortenScreens = (page: Loading): Promise<unknown> =>
  replaceDelays(page, { [DONE_SHOWN_MS]: 100, [FIRST_POLL_MS]: 100 });
