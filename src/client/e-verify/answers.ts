/** Answers of the e-verify family to a capture (contracts 6): strict about every field that the flow depends on. */
import {
  boolean,
  fallback,
  type InferOutput,
  literal,
  nullable,
  object,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  variant,
} from 'valibot';
import { CHALLENGES, type ChallengeName, type NextAction, type ReasonCode } from '../../contract/index.ts';
import type { SubmissionOutcome } from '../backend.ts';
import { challenges, deviceVerdict, light, moments, parseAnswer, text } from '../transport/answers.ts';
import type { Failure } from '../transport/backend-error.ts';
import type { DrawnFrames } from '../transport/moments.ts';

const failure = object({ error: object({ code: pipe(string(), regex(/^[a-z_]{1,40}$/)) }) });

export const readFailure = (body: unknown): Failure | null => {
  const parsed = safeParse(failure, body);
  return parsed.success ? { cause: parsed.output.error.code.toUpperCase() } : null;
};

export interface Begun {
  readonly nonce: string;
  readonly deviceVerdict: 'enforce' | 'report';
  /** Null when the gateway does not say. */
  readonly challenges: readonly ChallengeName[] | null;
  readonly isPassiveAllowed: boolean;
  readonly drawn: DrawnFrames;
}

const begun = object({
  nonce: text,
  device_verdict: deviceVerdict,
  challenges: optional(nullable(challenges, [])),
  is_passive_allowed: fallback(boolean(), false),
  moments,
  light,
});

export const parseBegun = (body: unknown): Begun => {
  const parsed = parseAnswer(begun, body);
  return {
    nonce: parsed.nonce,
    deviceVerdict: parsed.device_verdict,
    challenges: parsed.challenges ?? null,
    isPassiveAllowed: parsed.is_passive_allowed,
    drawn: { moments: parsed.moments, light: parsed.light },
  };
};

/** The challenges of a session type. Types that name no supported movement are passive. */
export const challengesOfType = (type: string | undefined): readonly ChallengeName[] =>
  CHALLENGES.filter((name) => name.toLowerCase() === type);

const capture = variant('status', [
  object({ status: picklist(['pending', 'processing', 'failed', 'expired']) }),
  object({ status: literal('completed'), outcome: picklist(['live', 'not_live', 'unusable']) }),
]);

export type Standing = InferOutput<typeof capture>;

export const parseStanding = (body: unknown): Standing => parseAnswer(capture, body);

const REASONS = {
  live: '',
  not_live: 'NOT_LIVE',
  unusable: 'INVALID_DOCUMENT',
} as const satisfies Record<Extract<Standing, { status: 'completed' }>['outcome'], ReasonCode | ''>;

/** The flow's outcome. A failed attempt may be repeated in a new session while attempts are left. */
export const outcomeOf = (
  standing: Standing,
  rest: Pick<SubmissionOutcome, 'submissionId' | 'attemptsLeft' | 'retryAfterMs'>,
): SubmissionOutcome => {
  const again: NextAction = rest.attemptsLeft > 0 ? 'RETRY' : 'EXIT';
  const common = { ...rest, messages: [] };
  switch (standing.status) {
    case 'pending':
    case 'processing':
      return { ...common, nextAction: 'STATUS', decided: false, passed: false, reasonCode: '' };
    case 'failed':
    case 'expired':
      return { ...common, nextAction: again, decided: false, passed: false, reasonCode: 'VERIFICATION_FAILED' };
    case 'completed': {
      const { outcome } = standing;
      const passed = outcome === 'live';
      return { ...common, nextAction: passed ? 'EXIT' : again, decided: true, passed, reasonCode: REASONS[outcome] };
    }
  }
};
