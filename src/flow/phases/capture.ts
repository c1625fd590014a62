/** From the first frame to the capture: framing with one hint, the hold, interruptions. */
import type { ErrorData } from '../../errors.ts';
import type { FrameAnalysis } from '../../vision/types.ts';
import type { FlowEvent } from '../event.ts';
import { isLightDue, lightDarkFace, secondLook, withoutScreenLight } from '../help.ts';
import type { Hint } from '../hint.ts';
import { nextHint, trackHint } from '../hint.ts';
import { countLit, lightProgress } from '../light.ts';
import { dueOf, followFace, goPassive, isPlanAwaited } from '../plan.ts';
import { POLICY } from '../policy.ts';
import { cancelledResult, failure } from '../result.ts';
import type { LaunchContext, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { block, cameraOpened, frame, framing, go, leave, prepare, prepareWithLight, reframe, stay } from '../step.ts';
import { challenge } from './challenge.ts';
import { onInterruption, refusedOnly } from './interruption.ts';

export const onFraming = (state: StateOf<'framing'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'analysis':
      return frameAnalysed(followed(state, event.analysis), event.analysis);
    case 'choose-passive': {
      const context = goPassive(state.context);
      return context === null ? stay(state) : stay({ ...state, context });
    }
    case 'dim-screen':
      return stay({ ...state, context: withoutScreenLight(state.context), notBefore: 0 });
    default:
      return onInterruption(state, event);
  }
};

export const onHolding = (state: StateOf<'holding'>, event: FlowEvent): Step =>
  event.type === 'analysis'
    ? holdAnalysed(followed(state, event.analysis), event.analysis, event.step ?? null)
    : event.type === 'dim-screen'
      ? reframe(withoutScreenLight(state.context))
      : onInterruption(state, event);

/** Between the challenges and the selfie the person must not change. */
const followed = <S extends StateOf<'framing' | 'holding'>>(state: S, analysis: FrameAnalysis): S => ({
  ...state,
  context: followFace(state.context, analysis.at, isSameFace(analysis)),
});

export const onCapturing = (state: StateOf<'capturing'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'submission-opened':
      return prepareWithLight(state);
    case 'captured':
      return go({ phase: 'submitting', context: state.context, progress: 0 }, { type: 'submit' });
    case 'camera-lost':
      // Frames no longer matter: the capture uses earlier ones.
      return stay(state);
    case 'failed':
      // The window was lost meanwhile; the framing deadline keeps running, so this cannot repeat forever.
      return event.error.stage === 'capture' && event.error.retryable
        ? frame(state.context)
        : onInterruption(state, event);
    default:
      return onInterruption(state, event);
  }
};

export const onPaused = (state: StateOf<'paused'>, event: FlowEvent): Step => {
  const { context } = state;
  switch (event.type) {
    case 'visible':
      return state.cause === 'hidden' ? prepare(context) : stay(state);
    case 'hidden':
      return state.cause === 'camera' ? stay({ phase: 'paused', context, cause: 'hidden' }) : stay(state);
    case 'camera-opened':
      return state.cause === 'camera' ? cameraOpened(context, event.isMirrored) : stay(state);
    case 'failed':
      return event.error.stage === 'camera' ? onCameraGone(state, event.error) : refusedOnly(state, event.error);
    case 'timeout':
      return state.cause === 'camera'
        ? block(context, failure('camera-lost', 'The camera did not come back in time'), 'capture')
        : leave(
            context,
            cancelledResult(context.correlationId, failure('session-timeout', 'The page was left for too long')),
          );
    default:
      return stay(state);
  }
};

const onCameraGone = (state: StateOf<'paused'>, error: ErrorData): Step =>
  state.cause === 'camera' ? block(state.context, error, 'capture') : stay(state);

const frameAnalysed = (framed: StateOf<'framing'>, analysis: FrameAnalysis): Step => {
  const { at } = analysis;
  const state = lightDarkFace(framed, analysis);
  const counts = isGoodFrame(analysis) && at >= state.notBefore && !isLightDue(state);
  const goodSince = counts ? (state.goodSince ?? at) : null;
  if (goodSince !== null && at - goodSince >= POLICY.hold.settleMs && !isPlanAwaited(state.context)) {
    const asked = challenge(state.context);
    if (asked !== null) {
      return stay(asked);
    }
    return stay({
      phase: 'holding',
      context: state.context,
      since: goodSince,
      progress: holdProgress(state.context, { since: goodSince, lit: 0 }, analysis),
      lastGoodAt: at,
      lit: 0,
    });
  }
  // The help hint stays while a good frame could not count anyway; an issue of the frame has precedence.
  const isHelped = isGoodFrame(analysis) && at < state.notBefore;
  const tracker = isHelped ? state.tracker : nextHint(state.tracker, hintOf(analysis), at);
  return stay({ ...state, hint: tracker.shown, tracker, goodSince });
};

const holdAnalysed = (state: StateOf<'holding'>, analysis: FrameAnalysis, step: number | null): Step => {
  const { context, since, lastGoodAt } = state;
  const { at } = analysis;
  if (dueOf(context) !== null) {
    return reframe(context);
  }
  if (!isGoodFrame(analysis)) {
    return isSameFace(analysis) && at - lastGoodAt <= POLICY.hold.graceMs ? stay(state) : loseHold(state, analysis);
  }
  const lit = countLit(state, step);
  if (!isDecided(since, analysis) || lightProgress(context, lit) < 1) {
    return stay({ ...state, progress: holdProgress(context, { since, lit }, analysis), lastGoodAt: at, lit });
  }
  const again = analysis.window?.verdict === 'uncertain' ? secondLook(context, analysis) : null;
  return again === null ? go({ phase: 'capturing', context }, { type: 'capture' }) : stay(again);
};

const loseHold = ({ context, since }: StateOf<'holding'>, analysis: FrameAnalysis): Step => {
  const tracker = nextHint(trackHint('hold', since), hintOf(analysis), analysis.at);
  return stay({ ...framing(context, tracker.shown), tracker });
};

/** No face, or several, end a hold at once: the next face must hold from the start. */
const isSameFace = ({ face, issues }: FrameAnalysis): boolean =>
  face !== null && !issues.includes('no-face') && !issues.includes('several-faces');

const isGoodFrame = (analysis: FrameAnalysis): boolean => analysis.issues.length === 0 && analysis.face !== null;

const hintOf = (analysis: FrameAnalysis): Hint => analysis.issues[0] ?? (analysis.face === null ? 'no-face' : 'hold');

const holdProgress = (
  context: LaunchContext,
  { since, lit }: Pick<StateOf<'holding'>, 'since' | 'lit'>,
  { at, window }: FrameAnalysis,
): number => {
  const share = Math.max(0, Math.min(1, (at - since) / POLICY.hold.minMs, lightProgress(context, lit)));
  return window === null ? Math.min(share, POLICY.hold.waitingProgress) : share;
};

const isDecided = (since: number, { at, window }: FrameAnalysis): boolean => {
  if (window === null) {
    return false;
  }
  return at - since >= (window.verdict === 'uncertain' ? POLICY.hold.maxMs : POLICY.hold.minMs);
};
