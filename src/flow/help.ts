/**
 * Help with what keeps a face from being judged well: a bright screen for a dark face, and a second hold after an undecided
 * window.
 */
import type { FrameAnalysis } from '../vision/types.ts';
import type { Hint } from './hint.ts';
import { trackHint } from './hint.ts';
import { POLICY } from './policy.ts';
import type { LaunchContext, StateOf } from './state.ts';

type Framing = StateOf<'framing'>;

/** Follows how long the face is dark, and lights it when it was dark for long enough. */
export const lightDarkFace = (state: Framing, { at, quality }: FrameAnalysis): Framing => {
  const isDark = quality !== null && quality.luma < POLICY.screenLight.darkLuma;
  const darkSince = isDark ? (state.darkSince ?? at) : null;
  return darkSince !== null && at - darkSince >= POLICY.screenLight.settleMs && state.context.screenLight === 'ready'
    ? {
        ...state,
        context: lit(state.context),
        hint: 'hold-still',
        tracker: trackHint('hold-still', at),
        goodSince: null,
        darkSince: null,
        notBefore: at + POLICY.screenLight.adjustMs,
      }
    : { ...state, darkSince };
};

/** No hold begins with a dark face that the screen is about to light. */
export const isLightDue = ({ context, darkSince }: Framing): boolean =>
  context.screenLight === 'ready' && darkSince !== null;

/** The screen gets brighter where that is allowed. */
const lit = (context: LaunchContext): LaunchContext =>
  context.screenLight === 'ready' ? { ...context, screenLight: 'lit' } : context;

/** Turns the light and the tints off for this attempt and later ones, because the person does not want them. */
export const withoutScreenLight = (context: LaunchContext): LaunchContext => ({
  ...context,
  screenLight: 'off',
  light: [],
});

/** Help after an undecided window, before another hold; null when this attempt already had its second look. */
export const secondLook = (context: LaunchContext, { at, quality }: FrameAnalysis): Framing | null => {
  const { max, helpMs, dimLuma, farSize } = POLICY.secondLook;
  if (context.secondLooks >= max) {
    return null;
  }
  const isDim = quality !== null && quality.luma < dimLuma;
  const hint: Hint = isDim ? 'too-dark' : quality !== null && quality.size < farSize ? 'too-far' : 'hold-still';
  return {
    phase: 'framing',
    context: { ...(isDim ? lit(context) : context), secondLooks: context.secondLooks + 1 },
    hint,
    tracker: trackHint(hint, at),
    goodSince: null,
    darkSince: null,
    notBefore: at + helpMs,
  };
};
