/**
 * The flow of a launch as one pure function: no clock, no DOM, no network, no waiting.
 * Owns: which phase follows which, and that every launch ends in exactly one result.
 * Does not know: how a command is run (session.ts) or what a phase looks like (ui/).
 */
import type { FlowEvent } from './event.ts';
import { onCapturing, onFraming, onHolding, onPaused } from './phases/capture.ts';
import { onChallenge } from './phases/challenge.ts';
import { onProcessing, onRetry, onSubmitting, pickUp } from './phases/gateway.ts';
import { onHandoff } from './phases/handoff.ts';
import { onChecking, onIdle, onIntro, onPreparing, onRedeeming } from './phases/opening.ts';
import { deliver, onBlocked, onExhausted } from './phases/waiting.ts';
import { cancelledResult, helpResult } from './result.ts';
import { dueOf } from './plan.ts';
import type { LaunchContext, State } from './state.ts';
import type { Step } from './step.ts';
import { end, isDue, leave, settle, stay } from './step.ts';
import { isTerminal } from './terminal.ts';

/** Returns the same state object when the event has no effect. */
export const transition = (state: State, event: FlowEvent): Step =>
  isTerminal(state) || isStale(state, event)
    ? stay(state)
    : settle(
        state,
        withLandmarks(
          state,
          leaveOnRequest(state, event) ??
            pickUp(state, event) ??
            askIdle(state, event) ??
            inPhase(learn(state, event), event),
        ),
      );

/** Whether the event is from a deadline that was stopped before it arrived. */
const isStale = (state: State, event: FlowEvent): boolean => event.type === 'timeout' && !isDue(state, event.timer);

/** Updates the context by events that count in every phase. */
const learn = (state: State, event: FlowEvent): State => {
  switch (event.type) {
    case 'engine-progress':
      return { ...state, context: { ...state.context, engineShare: event.share } };
    case 'engine-ready':
      return { ...state, context: { ...state.context, engineReady: true } };
    case 'submission-opened':
      return { ...state, context: opened(state.context, event) };
    case 'hidden':
    case 'visible':
      // Hiding or showing the page is an action of the person, so a waiting screen's time starts again.
      return { ...state, context: { ...state.context, isHidden: event.type === 'hidden', isTimeShort: false } };
    default:
      return state;
  }
};

const opened = (
  context: LaunchContext,
  {
    attemptsLeft,
    challenges = [],
    isPassiveAllowed = false,
    light = [],
  }: Extract<FlowEvent, { type: 'submission-opened' }>,
): LaunchContext => ({
  ...context,
  attemptsLeft,
  light: context.mayTint && context.screenLight !== 'off' ? light : [],
  challenges: context.asksChallenges
    ? {
        asked: challenges,
        isPassiveAllowed,
        isPassive: context.prefersPassive && isPassiveAllowed,
        completed: [],
        since: null,
        seenAt: null,
      }
    : null,
});

/** Adds the command that loads landmarks when an attempt turns out to have challenges. */
const withLandmarks = (before: State, step: Step): Step =>
  before.context.challenges === null && dueOf(step.state.context) !== null && !isTerminal(step.state)
    ? { ...step, commands: [...step.commands, { type: 'load-landmarks' }] }
    : step;

/** Handles events that end a launch in any phase; null for other events. */
const leaveOnRequest = (state: State, event: FlowEvent): Step | null => {
  switch (event.type) {
    case 'cancel':
    case 'abort':
      // The last screen already has its result.
      if (state.phase === 'exhausted') {
        return deliver(state);
      }
      // The error on screen says more to the partner than a cancellation.
      return leave(
        state.context,
        cancelledResult(state.context.correlationId, state.phase === 'blocked' ? state.error : null),
      );
    case 'failed':
      // On the phone: the computer or a newer link has ended this launch.
      return event.error.code === 'handoff-ended' && state.phase !== 'exhausted'
        ? end(state.context, event.error)
        : null;
    case 'help':
      return event.handled ? leave(state.context, helpResult(state.context.correlationId, event.help)) : null;
    default:
      return null;
  }
};

/** Asks whether the person is still there, before a screen that waits for them ends, and takes the answer. */
const askIdle = (state: State, event: FlowEvent): Step | null => {
  const { context } = state;
  if (event.type === 'timeout' && event.timer === 'idle') {
    return stay({ ...state, context: { ...context, isTimeShort: true } });
  }
  return event.type === 'extend' && context.isTimeShort
    ? stay({ ...state, context: { ...context, isTimeShort: false } })
    : null;
};

const inPhase = (state: State, event: FlowEvent): Step => {
  switch (state.phase) {
    case 'idle':
      return onIdle(state, event);
    case 'redeeming':
      return onRedeeming(state, event);
    case 'checking':
      return onChecking(state, event);
    case 'intro':
      return onIntro(state, event);
    case 'handoff':
      return onHandoff(state, event);
    case 'preparing':
      return onPreparing(state, event);
    case 'blocked':
      return onBlocked(state, event);
    case 'framing':
      return onFraming(state, event);
    case 'challenge':
      return onChallenge(state, event);
    case 'holding':
      return onHolding(state, event);
    case 'capturing':
      return onCapturing(state, event);
    case 'submitting':
      return onSubmitting(state, event);
    case 'processing':
      return onProcessing(state, event);
    case 'retry':
      return onRetry(state, event);
    case 'paused':
      return onPaused(state, event);
    case 'exhausted':
      return onExhausted(state, event);
    case 'done':
    case 'failed':
    case 'cancelled':
      return stay(state);
  }
};
