/** Deadlines by name: starting one again replaces it. */
import type { TimerId } from '../flow/command.ts';

/** The two timer functions, which a test replaces. */
export interface TimerHost {
  set(run: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const pageTimers: TimerHost = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => {
    if (typeof handle === 'number') {
      clearTimeout(handle);
    }
  },
};

export interface Timers {
  readonly start: (timer: TimerId, ms: number) => void;
  readonly stop: (timer: TimerId) => void;
  readonly clear: () => void;
}

export const createTimers = (host: TimerHost, onTimeout: (timer: TimerId) => void): Timers => {
  const running = new Map<TimerId, unknown>();
  const stop = (timer: TimerId): void => {
    host.clear(running.get(timer));
    running.delete(timer);
  };
  return {
    start(timer, ms) {
      stop(timer);
      running.set(
        timer,
        host.set(() => {
          running.delete(timer);
          onTimeout(timer);
        }, ms),
      );
    },
    stop,
    clear() {
      for (const timer of running.keys()) {
        stop(timer);
      }
    },
  };
};
