/** The page was left, or the camera was interrupted; it goes on by itself. */
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const pausedScreen = ({ state, strings }: View<'paused'>): Screen =>
  onStage({ look: 'paused', hint: null, caption: caption(strings.paused[state.cause]) });
