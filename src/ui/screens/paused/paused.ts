/** The page was hidden, or the camera was interrupted; the flow continues by itself. */
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const pausedScreen = ({ state, strings }: View<'paused'>): Screen =>
  onStage({ look: 'paused', hint: null, caption: caption(strings.paused[state.cause]) });
