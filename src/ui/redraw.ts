import { tintOf } from '../flow/light.ts';
import type { State } from '../flow/state.ts';

/** Whether two states render the same. Frames change the state many times a second, mostly in fields that are not rendered. */
export const looksTheSame = (before: State, after: State): boolean => {
  const isLitAlike = before.context.screenLight === after.context.screenLight && tintOf(before) === tintOf(after);
  if (before.phase !== after.phase || !isLitAlike) {
    return false;
  }
  if (before.phase === 'framing' && after.phase === 'framing') {
    return before.hint === after.hint;
  }
  return after.phase === 'holding' || before === after;
};
