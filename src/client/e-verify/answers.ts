/** What the e-verify family answers to a capture, checked: strict about everything that the flow goes by. */
import { CHALLENGES, type ChallengeName, type NextAction, type ReasonCode } from '../../contract/index.ts';
import { LifesignError } from '../../errors.ts';
import type { SubmissionOutcome } from '../backend.ts';
import { readChallenges } from '../asked-challenges.ts';
import type { Failure } from '../coe/backend-error.ts';

const STATUSES = ['pending', 'processing', 'completed', 'failed', 'expired'] as const;
const OUTCOMES = ['live', 'not_live', 'unusable'] as const;

export interface Standing {
  readonly status: (typeof STATUSES)[number];
  /** Null unless completed. */
  readonly outcome: (typeof OUTCOMES)[number] | null;
}

const malformed = (field: string): LifesignError =>
  new LifesignError('api-malformed', `The gateway's answer has no usable ${field}`, { detail: field });

const fieldOf = (body: unknown, field: string): unknown =>
  typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === field)?.[1] : undefined;

const oneOf = <T extends string>(values: readonly T[], value: unknown, field: string): T => {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) {
    throw malformed(field);
  }
  return found;
};

/** The family's code in capitals, as our errors carry words of a gateway. */
export const readFailure = (body: unknown): Failure | null => {
  const code = fieldOf(fieldOf(body, 'error'), 'code');
  return typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? { code, cause: code.toUpperCase() } : null;
};

export interface Begun {
  readonly nonce: string;
  readonly deviceVerdict: 'enforce' | 'report';
  /** Null when the gateway does not say. */
  readonly challenges: readonly ChallengeName[] | null;
  readonly isPassiveAllowed: boolean;
}

export const parseBegun = (body: unknown): Begun => {
  const nonce = fieldOf(body, 'nonce');
  if (typeof nonce !== 'string' || nonce === '') {
    throw malformed('nonce');
  }
  const challenges = fieldOf(body, 'challenges');
  return {
    nonce,
    deviceVerdict: oneOf(['enforce', 'report'], fieldOf(body, 'device_verdict'), 'device_verdict'),
    challenges: challenges === undefined ? null : readChallenges(challenges),
    isPassiveAllowed: fieldOf(body, 'is_passive_allowed') === true,
  };
};

/** The family names more types than there are movements to see: all others are passive. */
export const challengesOfType = (type: string | undefined): readonly ChallengeName[] =>
  CHALLENGES.filter((name) => name.toLowerCase() === type);

export const parseStanding = (body: unknown): Standing => {
  const status = oneOf(STATUSES, fieldOf(body, 'status'), 'status');
  return { status, outcome: status === 'completed' ? oneOf(OUTCOMES, fieldOf(body, 'outcome'), 'outcome') : null };
};

const REASONS = {
  live: '',
  not_live: 'NOT_LIVE',
  unusable: 'INVALID_DOCUMENT',
} as const satisfies Record<NonNullable<Standing['outcome']>, ReasonCode | ''>;

/** In the flow's words. An attempt that did not pass may be repeated in a session of its own, while attempts are left. */
export const outcomeOf = (
  { status, outcome }: Standing,
  rest: Pick<SubmissionOutcome, 'submissionId' | 'attemptsLeft' | 'retryAfterMs'>,
): SubmissionOutcome => {
  const again: NextAction = rest.attemptsLeft > 0 ? 'RETRY' : 'EXIT';
  const common = { ...rest, messages: [] };
  switch (status) {
    case 'pending':
    case 'processing':
      return { ...common, nextAction: 'STATUS', decided: false, passed: false, reasonCode: '' };
    case 'failed':
    case 'expired':
      return { ...common, nextAction: again, decided: false, passed: false, reasonCode: 'VERIFICATION_FAILED' };
    case 'completed': {
      const passed = outcome === 'live';
      const reasonCode = outcome === null ? '' : REASONS[outcome];
      return { ...common, nextAction: passed ? 'EXIT' : again, decided: true, passed, reasonCode };
    }
  }
};
