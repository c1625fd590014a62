/** Framing, holding and taking the selfie: one screen whose bubble shows one instruction. */
import { caption } from '../../parts/caption/caption.ts';
import { cameraChooser } from '../../parts/camera-chooser/camera-chooser.ts';
import { hintBubble } from '../../parts/hint/hint.ts';
import type { Hint } from '../../../flow/hint.ts';
import type { Strings } from '../../strings/strings.ts';
import { onStage } from '../../view.ts';
import type { Screen, StageLook, View } from '../../view.ts';

type CaptureState = View<'framing' | 'holding' | 'capturing'>['state'];

const LOOKS: Readonly<Record<CaptureState['phase'], StageLook>> = {
  framing: 'live',
  holding: 'holding',
  capturing: 'taken',
};

export const captureScreen = (view: View<'framing' | 'holding' | 'capturing'>): Screen => {
  const { state, strings } = view;
  return onStage({
    look: LOOKS[state.phase],
    hint: hintBubble(signOf(state), captureHint(state, strings)),
    tools: cameraChooser(view),
    caption: caption(strings.capture),
  });
};

/** The text of the bubble, which the announcer speaks as well. */
export const captureHint = (state: CaptureState, strings: Strings): string => {
  switch (state.phase) {
    case 'framing':
      return strings.hint[state.hint];
    case 'holding':
      return strings.capture.holding;
    case 'capturing':
      return strings.capture.taken;
  }
};

const signOf = (state: CaptureState): Hint => (state.phase === 'framing' ? state.hint : 'hold');
