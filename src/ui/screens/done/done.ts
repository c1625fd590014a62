/** The gateway decided. The stage shows it briefly; closing only delivers the result earlier. */
import { caption } from '../../parts/caption/caption.ts';
import type { Guidance } from '../../strings/strings.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const doneScreen = (view: View<'done'>): Screen =>
  onStage({
    look: view.state.passed ? 'passed' : 'received',
    hint: null,
    caption: caption(wordsOf(view)),
  });

const wordsOf = ({ state, strings }: View<'done'>): Guidance => {
  if (state.context.isHandedOver) {
    return strings.handoff.done;
  }
  return state.passed ? strings.done.passed : strings.done.decided;
};
