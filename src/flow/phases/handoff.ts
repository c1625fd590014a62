/** The computer's side of a hand-off: shows the link, polls the launch on the phone, and ends with the phone's outcome. */
import type { ErrorData } from '../../errors.ts';
import type { FlowEvent } from '../event.ts';
import { POLICY } from '../policy.ts';
import type { HandoffStage, StateOf } from '../state.ts';
import type { Step } from '../step.ts';
import { end, go, handOff, prepare, stay } from '../step.ts';
import { decide } from './gateway.ts';
import { leaveIdle } from './opening.ts';

type Handoff = StateOf<'handoff'>;

export const onHandoff = (state: Handoff, event: FlowEvent): Step => {
  switch (event.type) {
    case 'handoff-made':
      return state.stage === 'making' ? go({ ...state, stage: 'waiting', link: event.link }, look()) : stay(state);
    case 'handoff-standing':
      return event.id === state.link?.id ? onStanding(state, event) : stay(state);
    case 'failed':
      return event.error.stage === 'network' ? onFailed(state, event.error, event.retryAfterMs ?? 0) : stay(state);
    case 'retry':
      return handOff(state.context);
    case 'begin':
      return prepare(state.context);
    case 'visible':
      // Browsers slow down the timers of a hidden page, so a visible one polls at once.
      return state.link === null ? stay(state) : go(state, look(0));
    case 'timeout':
      return event.timer === 'poll' && state.link !== null
        ? go(state, { type: 'look-at-handoff', id: state.link.id })
        : leaveIdle(state);
    default:
      return stay(state);
  }
};

const look = (ms: number = POLICY.handoff.lookMs) => ({ type: 'start-timer', timer: 'poll', ms }) as const;

const onStanding = (
  state: Handoff,
  { standing, outcome, isJudging, at }: Extract<FlowEvent, { type: 'handoff-standing' }>,
): Step => {
  // A decision counts even if the person left the phone's page before its end.
  if (outcome?.nextAction === 'EXIT') {
    return decide(state.context, outcome, { since: at, polls: 0 });
  }
  if (isJudging) {
    return follow(state, 'opened');
  }
  switch (standing) {
    case 'waiting':
    case 'opened':
      return follow(state, standing);
    case 'expired':
      return stay({ ...state, stage: 'expired', link: null });
    case 'ended':
      return stay({ ...state, stage: 'left', link: null });
  }
};

const follow = (state: Handoff, stage: HandoffStage): Step =>
  go(stage === state.stage ? state : { ...state, stage }, look());

const onFailed = (state: Handoff, error: ErrorData, retryAfterMs: number): Step => {
  if (state.stage === 'making') {
    return stay({ ...state, stage: 'unmade' });
  }
  if (state.link === null) {
    return stay(state);
  }
  return error.retryable
    ? go(state, look(Math.max(POLICY.handoff.troubleMs, retryAfterMs)))
    : end(state.context, error);
};
