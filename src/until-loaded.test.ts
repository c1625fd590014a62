import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOAD_MS, untilLoaded } from './until-loaded.ts';

const never = new Promise<never>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('resolves or rejects with the load, and leaves no timer', async () => {
  await expect(untilLoaded(Promise.resolve('words'), null)).resolves.toBe('words');
  const cause = new TypeError('no');
  await expect(untilLoaded(Promise.reject(cause), new AbortController().signal)).rejects.toBe(cause);
  expect(vi.getTimerCount()).toBe(0);
});

test('a load that hangs is rejected at the deadline', async () => {
  const loading = untilLoaded(never, null);
  const refused = expect(loading).rejects.toMatchObject({ code: 'asset-load-failed', detail: 'deadline' });
  await vi.advanceTimersByTimeAsync(LOAD_MS);
  await refused;
});

test('an abort rejects before and during the load, not after', async () => {
  await expect(untilLoaded(Promise.resolve('words'), AbortSignal.abort('left'))).rejects.toBe('left');
  const controller = new AbortController();
  const loading = untilLoaded(never, controller.signal);
  const loaded = untilLoaded(Promise.resolve('words'), controller.signal);
  await loaded;
  controller.abort('left');
  await expect(loading).rejects.toBe('left');
  await expect(loaded).resolves.toBe('words');
  expect(vi.getTimerCount()).toBe(0);
});
