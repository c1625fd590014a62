/** When the screen shows a tint alone: a while after the user interface was told, on the clock of the frames. */
import { LIGHT } from '../contract/light.ts';
import { tintStep } from '../flow/light.ts';
import type { State } from '../flow/state.ts';

export interface ShownLight {
  /** Called with every new state. */
  follow(state: State): void;
  /** Number of the tint that a frame of this time shows and is to be kept for; null for other frames. */
  stepAt(at: number): number | null;
}

export const createShownLight = (now: () => number): ShownLight => {
  let step: number | null = null;
  let since = 0;
  let last = -Infinity;
  return {
    follow: (state) => {
      const next = tintStep(state);
      if (next !== step) {
        step = next;
        since = now();
      }
    },
    stepAt: (at) => {
      if (step === null || at < since + LIGHT.settleMs || at < last + LIGHT.gapMs) {
        return null;
      }
      last = at;
      return step;
    },
  };
};
