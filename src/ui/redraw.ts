import type { State } from '../flow/state.ts';

/** Frames change the state dozens of times a second; words and looks change only with what is compared here. */
export const looksTheSame = (before: State, after: State): boolean => {
  if (before.phase !== after.phase || before.context.screenLight !== after.context.screenLight) {
    return false;
  }
  if (before.phase === 'framing' && after.phase === 'framing') {
    return before.hint === after.hint;
  }
  return after.phase === 'holding' || before === after;
};
