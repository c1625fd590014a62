/** The gateway decided. The stage shows it; the button only hurries what happens anyway. */
import { actions, primaryButton } from '../../parts/actions/actions.ts';
import { caption } from '../../parts/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const doneScreen = ({ state, strings, dismiss }: View<'done'>): Screen =>
  onStage({
    look: state.passed ? 'passed' : 'received',
    hint: null,
    caption: caption(
      state.passed ? strings.done.passed : strings.done.decided,
      actions(primaryButton(strings.action.done, dismiss)),
    ),
  });
