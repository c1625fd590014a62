/** Timers that fire without waiting, in every test of a file: retries wait for seconds. */
import { afterEach, beforeEach, vi } from 'vitest';

/** Also ends stubs and mocks after each test. */
export const useFastTimers = (): void => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.setTimerTickMode('nextTimerAsync');
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
};
