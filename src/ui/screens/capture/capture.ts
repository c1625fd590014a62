/** Framing, holding and taking the selfie: one screen, whose bubble says the one thing to do. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { caption } from '../../parts/caption/caption.ts';
import { cameraChooser } from '../../parts/camera-chooser/camera-chooser.ts';
import { hintBubble } from '../../parts/hint/hint.ts';
import type { Hint } from '../../../flow/hint.ts';
import { tintOf } from '../../../flow/light.ts';
import type { State } from '../../../flow/state.ts';
import type { Strings } from '../../strings/strings.ts';
import { isLit, onStage } from '../../view.ts';
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
    tools: html`<div class="tools">${tools(view)}</div>`,
    caption: caption({
      title: strings.capture.title,
      text: lightWords(state, strings) ?? strings.capture.text,
    }),
  });
};

/** One control at a time, because a small phone has no room for more below the oval. */
const tools = (view: View<'framing' | 'holding' | 'capturing'>): TemplateResult | typeof nothing => {
  const { state, strings, send } = view;
  if (!isLit(state)) {
    return cameraChooser(view);
  }
  return state.phase === 'capturing'
    ? nothing
    : html`
        <button class="tool" part="button dim-button" type="button" @click=${() => send({ type: 'dim-screen' })}>
          ${strings.action.dimScreen}
        </button>
      `;
};

/** What the screen does to light the face; null where it does nothing. */
export const lightWords = (state: State, { capture }: Strings): string | null => {
  if (!isLit(state)) {
    return null;
  }
  return tintOf(state) === null ? capture.lit : capture.tinted;
};

/** The words of the bubble, which the announcer speaks as well. */
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
