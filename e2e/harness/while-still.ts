/** Looks at a page while nothing on it fades or moves, in shadow trees neither. */
import type { Page } from '@playwright/test';

const KEY = 'lifesignTestPaused';

/** Runs in the page, so it refers to nothing outside of itself. */
const becomeStill = async (key: string): Promise<void> => {
  const rootsIn = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : rootsIn(shadowRoot))),
  ];
  // Each root is asked: Chromium's `document.getAnimations()` leaves out what is inside of shadow roots.
  const running = (): Animation[] =>
    rootsIn(document)
      .flatMap((root) => root.getAnimations())
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      );
  const paused: Animation[] = [];
  // One that ends may start another.
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

/** Waits for what has begun to fade, holds back what would begin meanwhile; what repeats for ever goes on. */
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
