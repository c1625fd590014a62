/** From the capture to the verdict: submitting, polling, and what the gateway wants done next. */
import type { ErrorData } from '../../errors.ts';
import type { SubmissionSummary } from '../command.ts';
import type { FlowEvent } from '../event.ts';
import { pollDelay } from '../policy.ts';
import { completedResult, endingOf, failure } from '../result.ts';
import type { LaunchContext, Phase, State, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { block, end, go, prepare, prepareWithLight, stay, succeed } from '../step.ts';
import { leaveIdle } from './opening.ts';

export const onSubmitting = (state: StateOf<'submitting'>, event: FlowEvent): Step => {
  const { context } = state;
  switch (event.type) {
    case 'submission-opened':
      return prepareWithLight(state);
    case 'progress': {
      const progress = Math.min(1, Math.max(state.progress, event.progress));
      return progress === state.progress ? stay(state) : stay({ ...state, progress });
    }
    case 'outcome':
      return decide(context, event.outcome, { since: event.at, polls: 0 });
    case 'failed':
      return concerns(event.error)
        ? block(context, event.error, event.error.stage === 'network' ? 'submit' : 'capture')
        : stay(state);
    case 'timeout': {
      const blocked = block(context, failure('network-timeout', 'The upload did not end in time'), 'submit');
      return go(blocked.state, { type: 'abort-requests' });
    }
    default:
      return stay(state);
  }
};

export const onProcessing = (state: StateOf<'processing'>, event: FlowEvent): Step => {
  const { context, submissionId, since, polls } = state;
  switch (event.type) {
    case 'outcome':
      return event.outcome.submissionId === submissionId
        ? decide(context, event.outcome, { since, polls: polls + 1 })
        : stay(state);
    case 'failed':
      if (!concerns(event.error)) {
        return stay(state);
      }
      return event.error.retryable
        ? go({ ...state, polls: polls + 1, trouble: event.error }, waitToPoll(polls + 1, event.retryAfterMs ?? null))
        : end(context, event.error);
    case 'timeout':
      return event.timer === 'poll' ? go(state, { type: 'poll', submissionId }) : onCeiling(state);
    default:
      return stay(state);
  }
};

/** Failures of camera and engine no longer matter after the capture. */
const concerns = (error: ErrorData): boolean => error.stage !== 'camera' && error.stage !== 'engine';

const onCeiling = ({ context, trouble, messages }: StateOf<'processing'>): Step => {
  const error = trouble ?? failure('processing-timeout', 'The gateway did not decide in time');
  return go(end(context, error, messages).state, { type: 'abort-requests' });
};

export const decide = (
  previous: LaunchContext,
  outcome: SubmissionSummary,
  { since, polls }: { readonly since: number; readonly polls: number },
): Step => {
  const context = { ...previous, attemptsLeft: outcome.attemptsLeft };
  const { submissionId, messages } = outcome;
  if (outcome.decided && outcome.passed) {
    return succeed(context, completedResult(context.correlationId, submissionId), true);
  }
  switch (outcome.nextAction) {
    case 'STATUS':
      return go(
        { phase: 'processing', context, submissionId, since, messages, polls, trouble: null },
        waitToPoll(polls, outcome.retryAfterMs),
      );
    case 'RETRY':
      return stay({ phase: 'retry', context, reason: outcome.reasonCode || 'VERIFICATION_FAILED', messages });
    case 'EXIT':
      return stay({ phase: 'exhausted', context, messages, ...endingOf(context.correlationId, outcome) });
  }
};

/** An earlier page of this session has sent the attempt already: the selfie that this page began is dropped. */
export const pickUp = (state: State, event: FlowEvent): Step | null =>
  event.type === 'outcome' && BEFORE_SENDING.has(state.phase)
    ? decide(state.context, event.outcome, { since: event.at, polls: 0 })
    : null;

const BEFORE_SENDING: ReadonlySet<Phase> = new Set<Phase>([
  'preparing',
  'blocked',
  'framing',
  'challenge',
  'holding',
  'capturing',
  'paused',
]);

const waitToPoll = (polls: number, retryAfterMs: number | null) =>
  ({ type: 'start-timer', timer: 'poll', ms: pollDelay(polls, retryAfterMs) }) as const;

export const onRetry = (state: StateOf<'retry'>, event: FlowEvent): Step => {
  switch (event.type) {
    case 'retry':
    case 'begin':
      return prepare({ ...state.context, attempt: state.context.attempt + 1, recoveries: 0, secondLooks: 0 });
    case 'timeout':
      return leaveIdle(state);
    default:
      return stay(state);
  }
};
