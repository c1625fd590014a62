/** The gateway decided. The stage shows it briefly; closing only delivers the result earlier. */
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const doneScreen = ({ state, strings }: View<'done'>): Screen =>
  onStage({
    look: state.passed ? 'passed' : 'received',
    hint: null,
    caption: caption(state.passed ? strings.done.passed : strings.done.decided),
  });
