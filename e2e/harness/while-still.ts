/** Inspects a page while no animation runs on it, shadow trees included. */
import type { Page } from '@playwright/test';

const KEY = 'lifesignTestPaused';

/** Runs in the page, so it must not refer to anything outside itself. */
const becomeStill = async (key: string): Promise<void> => {
  const rootsIn = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : rootsIn(shadowRoot))),
  ];
  // For each root, because Chromium's `document.getAnimations()` omits animations inside shadow roots.
  const running = (): Animation[] =>
    rootsIn(document)
      .flatMap((root) => root.getAnimations())
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      );
  const paused: Animation[] = [];
  // An animation that ends may start another.
  for (let animations = running(); animations.length > 0; animations = running()) {
    const later = animations.filter(
      ({ effect, currentTime }) => Number(currentTime) < Number(effect?.getComputedTiming().delay),
    );
    for (const animation of later) {
      animation.pause();
    }
    paused.push(...later);
    const begun = animations.filter((animation) => !later.includes(animation));
    await Promise.all(begun.map((animation) => animation.finished.catch(() => undefined)));
  }
  Reflect.set(globalThis, key, paused);
};

/** Waits for running animations and holds back those that would begin meanwhile; endless ones continue. */
export const whileStill = async <T>(page: Page, look: () => Promise<T>): Promise<T> => {
  await page.evaluate(becomeStill, KEY);
  const seen = await look();
  await page.evaluate((key) => {
    for (const animation of Reflect.get(globalThis, key) as Animation[]) {
      animation.play();
    }
  }, KEY);
  return seen;
};
