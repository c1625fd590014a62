/** One challenge after the other: its stage, the time left, another try, and the end after the last try. */
import type { ChallengeReading, FrameAnalysis } from '../../vision/types.ts';
import type { FlowEvent } from '../event.ts';
import { dueOf, goPassive, resetChallenges, withPlan } from '../plan.ts';
import { POLICY } from '../policy.ts';
import { failure } from '../result.ts';
import type { LaunchContext, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { block, reframe, stay } from '../step.ts';
import { onInterruption } from './interruption.ts';

type Challenge = StateOf<'challenge'>;

/** The state of the next challenge; null when there is none. */
export const challenge = (context: LaunchContext): Challenge | null => {
  const name = dueOf(context);
  return name === null
    ? null
    : {
        phase: 'challenge',
        context,
        name,
        stage: 'learning',
        issue: null,
        since: null,
        timeLeft: 1,
        isCoached: false,
        tries: 1,
      };
};

export const onChallenge = (state: Challenge, event: FlowEvent): Step => {
  switch (event.type) {
    case 'analysis':
      return event.analysis.challenge?.name === state.name
        ? onReading(state, event.analysis, event.analysis.challenge)
        : stay(state);
    case 'choose-passive': {
      const context = goPassive(state.context);
      return context === null ? stay(state) : reframe(context);
    }
    default:
      return onInterruption(state, event);
  }
};

const onReading = (state: Challenge, analysis: FrameAnalysis, { stage }: ChallengeReading): Step => {
  const { at } = analysis;
  switch (stage) {
    case 'done':
      return onDone(state, at);
    case 'lost':
      return reframe(resetChallenges(state.context));
    default:
      return onTrying({ ...state, stage, issue: issueOf(analysis) }, state, at);
  }
};

const onDone = (state: Challenge, at: number): Step => {
  const plan = state.context.challenges;
  const since = plan?.since ?? at;
  const context = withPlan(state.context, {
    since,
    seenAt: at,
    completed: [...(plan?.completed ?? []), { name: state.name, atMs: Math.round(at - since) }],
  });
  const next = challenge(context);
  return next === null ? reframe(context) : stay(next);
};

/** @param before returned unchanged when nothing visible changed. */
const onTrying = (now: Challenge, before: Challenge, at: number): Step => {
  if (now.stage === 'learning') {
    return stay(looksAlike(now, before) ? before : now);
  }
  const since = now.since ?? at;
  const elapsed = at - since;
  if (elapsed >= POLICY.challenge.limitMs) {
    return onTimeUp(now, at);
  }
  const steps = Math.ceil((1 - elapsed / POLICY.challenge.limitMs) / POLICY.challenge.timeStep);
  const context = now.context.challenges?.since === null ? withPlan(now.context, { since: at }) : now.context;
  const next: Challenge = {
    ...now,
    context,
    since,
    timeLeft: steps * POLICY.challenge.timeStep,
    isCoached: now.isCoached || now.stage === 'other-way' || elapsed >= POLICY.challenge.coachMs,
  };
  return stay(looksAlike(next, before) ? before : next);
};

const onTimeUp = (state: Challenge, at: number): Step =>
  state.tries < POLICY.challenge.maxTries
    ? stay({ ...state, since: at, timeLeft: 1, isCoached: true, tries: state.tries + 1 })
    : block(
        resetChallenges(state.context),
        failure('challenge-timeout', 'A movement was not seen in time', state.name),
        'capture',
      );

const issueOf = ({ issues, face }: FrameAnalysis): Challenge['issue'] =>
  face === null ? 'no-face' : (issues.find((issue) => !PART_OF_MOVING.includes(issue)) ?? null);

/** Issues that a movement causes and that are therefore not shown. */
const PART_OF_MOVING: readonly string[] = ['look-straight', 'head-tilted', 'hold-still', 'blurred'];

const looksAlike = (one: Challenge, other: Challenge): boolean =>
  one.stage === other.stage &&
  one.issue === other.issue &&
  one.since === other.since &&
  one.timeLeft === other.timeLeft &&
  one.isCoached === other.isCoached;
