/** Reuses what is slow to start and the same for many tests in a row: a worker keeps the last one until another is needed. */
import type { Browser } from '@playwright/test';
import type { Camera } from './camera.ts';
import { openBrowser } from './camera.ts';
import type { Stack } from './stack.ts';
import { startStack } from './stack.ts';

export interface Keeper<Wanted, Kept> {
  /** Returns the kept one if it was made for equal settings; otherwise ends it and makes another. */
  get(wanted: Wanted): Promise<Kept>;
  end(): Promise<void>;
}

const keeper = <Wanted, Kept>(
  make: (wanted: Wanted) => Promise<Kept>,
  isUsable: (kept: Kept) => boolean,
  close: (kept: Kept) => Promise<void>,
): Keeper<Wanted, Kept> => {
  let last: { readonly key: string; readonly kept: Kept } | null = null;
  const end = async (): Promise<void> => {
    const ended = last;
    last = null;
    await (ended === null ? undefined : close(ended.kept));
  };
  return {
    async get(wanted) {
      const key = JSON.stringify(wanted);
      if (last?.key === key && isUsable(last.kept)) {
        return last.kept;
      }
      await end();
      const kept = await make(wanted);
      last = { key, kept };
      return kept;
    },
    end,
  };
};

/** Keeps a browser by its camera. A test opens its own context in it, and closes that. */
export const browserKeeper = (): Keeper<Camera, Browser> =>
  keeper(
    openBrowser,
    (browser) => browser.isConnected(),
    (browser) => browser.close(),
  );

/** Keeps a stack by the settings of gateway and partner. */
export const stackKeeper = (): Keeper<Readonly<Record<string, string>>, Stack> =>
  keeper(
    startStack,
    () => true,
    (stack) => stack.stop(),
  );
