/** The browser asks for the camera, or the engine is still loading. */
import { caption } from '../../parts/caption/caption.ts';
import { onStage } from '../../view.ts';
import type { Screen, View } from '../../view.ts';

export const preparingScreen = ({ state, strings }: View<'preparing'>): Screen =>
  onStage({ look: 'waiting', hint: null, caption: caption(strings.preparing[state.waitingFor]) });
