/**
 * Transitions that several phases share. A phase returns the next state; what that starts, stops and releases follows from the
 * two states alone (`settle`), so no path can forget a timer or leave the camera on.
 */
import type { DocumentVerificationResult, HelpType, UiMessage } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { Command, TimerId } from './command.ts';
import type { Hint } from './hint.ts';
import { trackHint } from './hint.ts';
import { asksMovements, resetChallenges } from './plan.ts';
import { POLICY } from './policy.ts';
import { errorResult } from './result.ts';
import type { LaunchContext, Resume, State, StateOf } from './state.ts';

export interface Step {
  readonly state: State;
  readonly commands: readonly Command[];
}

export const stay = (state: State): Step => ({ state, commands: [] });

export const go = (state: State, ...commands: Command[]): Step => ({ state, commands });

/** Camera, engine and an open submission, in whatever order they come. */
export const prepare = (context: LaunchContext, deviceId?: string): Step =>
  go(
    // A new submission may ask for other challenges and other light.
    {
      phase: 'preparing',
      context: { ...context, cameraOpen: false, challenges: null, light: [] },
      waitingFor: 'camera',
    },
    // First, while the tap still counts as a user gesture.
    { type: 'open-camera', ...(deviceId === undefined ? {} : { deviceId }) },
    ...(context.engineReady ? [] : [{ type: 'load-engine' } as const]),
    { type: 'open-submission' },
  );

/** The attempt was opened after the hold and asks for light that the hold did not show: the selfie is taken again with it. */
export const prepareWithLight = (state: StateOf<'capturing' | 'submitting'>): Step => {
  if (state.context.light.length === 0) {
    return stay(state);
  }
  const { state: next, commands } = prepare(state.context);
  return go(next, { type: 'abort-requests' }, ...commands);
};

/** The camera delivers; frames flow once the engine is ready for them. */
export const cameraOpened = (context: LaunchContext, isMirrored: boolean): Step => {
  const opened = { ...context, cameraOpen: true, isMirrored };
  return context.engineReady
    ? frame(opened)
    : go({ phase: 'preparing', context: opened, waitingFor: 'engine' }, { type: 'load-engine' });
};

export const frame = (context: LaunchContext): Step =>
  go(framing(resetChallenges(context), 'no-face'), { type: 'reset-engine' }, { type: 'start-frames' });

/** Back to framing, while frames keep being delivered. */
export const reframe = (context: LaunchContext): Step => stay(framing(context, 'hold'));

/** No frame seen yet; the hint may change with the first one. */
export const framing = (context: LaunchContext, hint: Hint): StateOf<'framing'> => ({
  phase: 'framing',
  context,
  hint,
  tracker: trackHint(hint, 0),
  goodSince: null,
  darkSince: null,
  notBefore: 0,
});

/** Hands the launch off to a phone by a new link. */
export const handOff = (context: LaunchContext): Step =>
  go({ phase: 'handoff', context, stage: 'making', link: null }, { type: 'make-handoff' });

/** Errors that a phone avoids: this computer's camera or browser cannot be used. */
const isWayAround = ({ mayHandOff }: LaunchContext, { code, stage }: ErrorData): boolean =>
  mayHandOff && (stage === 'camera' || (stage === 'support' && code !== 'insecure-context'));

/** Shows the problem; an error that the person can neither solve nor avoid ends the launch instead. */
export const block = (context: LaunchContext, error: ErrorData, resume: Resume): Step =>
  error.retryable || isWayAround(context, error)
    ? stay({ phase: 'blocked', context, error, help: helpFor(error), resume })
    : end(context, error);

/** The last screen, for an error that cannot be retried. */
export const end = (context: LaunchContext, error: ErrorData, messages: readonly UiMessage[] = []): Step =>
  stay({
    phase: 'exhausted',
    context,
    help: helpFor(error),
    messages,
    error,
    result: errorResult(context.correlationId, error),
  });

/** Delivers the result of a launch that failed. */
export const fail = (context: LaunchContext, error: ErrorData, result: DocumentVerificationResult): Step =>
  go({ phase: 'failed', context, error, result }, { type: 'finish', result });

/** Delivers the result of a launch that the person or the host left. */
export const leave = (context: LaunchContext, result: DocumentVerificationResult): Step =>
  go({ phase: 'cancelled', context, result }, { type: 'finish', result });

export const succeed = (context: LaunchContext, result: DocumentVerificationResult, passed: boolean): Step =>
  go({ phase: 'done', context, result, passed }, { type: 'finish', result });

/** Retries automatically where that is likely to help, a limited number of times. */
export const recover = (context: LaunchContext, error: ErrorData): Step => {
  if (!error.retryable || context.recoveries >= POLICY.maxRecoveries) {
    return block(context, error, 'capture');
  }
  const again = { ...context, recoveries: context.recoveries + 1 };
  return error.stage === 'engine'
    ? go(
        { phase: 'preparing', context: { ...again, engineReady: false }, waitingFor: 'engine' },
        { type: 'load-engine' },
      )
    : go({ phase: 'paused', context: { ...again, cameraOpen: false }, cause: 'camera' }, { type: 'open-camera' });
};

const helpFor = (error: ErrorData): HelpType => {
  switch (error.stage) {
    case 'camera':
    case 'support':
      return 'CAMERA_ISSUE';
    case 'capture':
      return 'SELFIE_TIMEOUT';
    default:
      return error.code === 'attempts-exhausted' ? 'VERIFICATION_EXHAUSTED' : 'VERIFICATION_FAILED';
  }
};

/** Adds what follows from leaving one state and entering another: releases first, then the step's own, then deadlines. */
export const settle = (previous: State, step: Step): Step => {
  if (step.state === previous) {
    return step;
  }
  const next = withoutQuestion(previous, holdsCamera(step.state) ? step.state : withoutCamera(step.state));
  const before = timersOf(previous);
  const after = timersOf(next);
  // A screen that waits for the person and follows another gets its whole time.
  const restarted = previous.phase === next.phase ? [] : ['idle'];
  const stops = before.filter((timer) => !after.includes(timer));
  const starts = after.filter((timer) => !before.includes(timer) || restarted.includes(timer));
  return {
    state: next,
    commands: [
      ...stops.map((timer) => ({ type: 'stop-timer', timer }) as const),
      ...(hasFrames(previous) && !hasFrames(next) ? [{ type: 'stop-frames' } as const] : []),
      ...(holdsCamera(previous) && !holdsCamera(next) ? [{ type: 'close-camera' } as const] : []),
      ...stopOfHandoff(previous, next),
      ...step.commands,
      ...starts.flatMap((timer) =>
        timer === 'poll' ? [] : [{ type: 'start-timer', timer, ms: POLICY.deadlines[timer] } as const],
      ),
    ],
  };
};

/** When the computer continues itself, or is closed, the hand-off is ended. */
const stopOfHandoff = (previous: State, next: State): readonly Command[] =>
  previous.phase === 'handoff' && previous.link !== null && ['preparing', 'cancelled'].includes(next.phase)
    ? [{ type: 'end-handoff', id: previous.link.id }]
    : [];

const withoutCamera = (state: State): State =>
  state.context.cameraOpen ? { ...state, context: { ...state.context, cameraOpen: false } } : state;

/** Withdraws the question when another screen begins, because that one has its full time. */
const withoutQuestion = (previous: State, state: State): State =>
  state.context.isTimeShort && previous.phase !== state.phase
    ? { ...state, context: { ...state.context, isTimeShort: false } }
    : state;

const hasFrames = (state: State): boolean =>
  state.phase === 'framing' || state.phase === 'challenge' || state.phase === 'holding';

const holdsCamera = (state: State): boolean =>
  hasFrames(state) ||
  state.phase === 'preparing' ||
  state.phase === 'capturing' ||
  (state.phase === 'paused' && state.cause === 'camera');

/** Whether a deadline runs in this state; events of a stopped one are ignored. */
export const isDue = (state: State, timer: TimerId): boolean => timersOf(state).includes(timer);

/** The deadlines that run in a state. The phase itself sets the time of a `poll`. */
const timersOf = (state: State): readonly TimerId[] => {
  switch (state.phase) {
    case 'redeeming':
      return ['submit'];
    case 'checking':
      return ['support'];
    case 'handoff':
      return handoffTimers(state);
    case 'preparing':
      return [state.waitingFor];
    case 'framing':
    case 'holding':
      return ['framing', ...attemptTimers(state.context)];
    case 'challenge':
      return ['challenge'];
    case 'capturing':
      return ['framing', 'capture', ...attemptTimers(state.context)];
    case 'submitting':
      return ['submit'];
    case 'processing':
      return ['processing', 'poll'];
    case 'paused':
      return [state.cause === 'camera' ? 'camera' : 'away'];
    case 'intro':
    case 'blocked':
    case 'retry':
    case 'exhausted':
      return [idleTimer(state.context)];
    case 'idle':
    case 'done':
    case 'failed':
    case 'cancelled':
      return [];
  }
};

const idleTimer = ({ isHidden, isTimeShort }: LaunchContext): TimerId => {
  if (isHidden) {
    return 'away';
  }
  return isTimeShort ? 'warning' : 'idle';
};

const handoffTimers = ({ context, stage, link }: StateOf<'handoff'>): readonly TimerId[] => {
  if (link !== null) {
    return ['handoff', 'poll'];
  }
  return stage === 'making' ? ['handoff'] : [idleTimer(context)];
};

/** Runs from one movement to the next and through the framing between, so that a face that is lost repeatedly gains no time. */
const attemptTimers = (context: LaunchContext): readonly TimerId[] => (asksMovements(context) ? ['challenge'] : []);
