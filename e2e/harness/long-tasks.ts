/** Long tasks of the page's thread (over 50 ms), as the browser measures them. */
import type { BrowserContext, Page } from '@playwright/test';

const KEY = 'lifesignTestLongTasks';

export interface LongTask {
  /** Milliseconds on the page's `performance.now()` clock. */
  readonly start: number;
  readonly duration: number;
}

/** Call before the page loads. */
export const observeLongTasks = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((key) => {
    const tasks: LongTask[] = [];
    Reflect.set(globalThis, key, tasks);
    const observer = new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ start: startTime, duration })));
    });
    observer.observe({ type: 'longtask', buffered: true });
  }, KEY);

export const longTasksOf = (page: Page): Promise<readonly LongTask[]> =>
  page.evaluate((key) => (Reflect.get(globalThis, key) ?? []) as LongTask[], KEY);

/** Milliseconds of the longest task that overlaps the span; 0 when none took over 50. */
export const longestBetween = (tasks: readonly LongTask[], from: number, to: number): number =>
  Math.max(0, ...tasks.filter(({ start, duration }) => start < to && start + duration > from).map((t) => t.duration));
