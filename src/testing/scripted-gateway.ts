/** A gateway that answers by script, without a network. Pass it as `backend` of a launch. */
import type { Backend, BackendCall, SubmissionOutcome, SubmitInput } from '../client/backend.ts';
import type { ChallengeName, Tint } from '../contract/index.ts';
import { type ErrorCode, LifesignError } from '../errors.ts';
import { attemptScript, type AttemptState, type ScriptedAttempt } from './attempt-script.ts';

export interface GatewayScript {
  /** Default: one attempt that is VALID. */
  readonly attempts?: readonly ScriptedAttempt[];
  /** Default `enforce`: a spoof verdict on the device ends the attempt without an upload. */
  readonly deviceVerdict?: 'enforce' | 'report';
  /** Challenges of each attempt. Default: this gateway never asks for any. */
  readonly challenges?: readonly ChallengeName[];
  readonly isPassiveAllowed?: boolean;
  /** Tints for the screen during the hold, in order. Default: none are asked for. */
  readonly light?: readonly Tint[];
  /** Milliseconds that every call takes. Default 0. */
  readonly latencyMs?: number;
  /** Codes that calls of a kind reject with, one for each call, before they begin to work. */
  readonly failures?: Readonly<Partial<Record<BackendCall, readonly ErrorCode[]>>>;
}

export interface ScriptedGateway extends Backend {
  /** What was submitted, oldest first. A device-side spoof has no images. */
  readonly submitted: readonly SubmitInput[];
  readonly counts: Readonly<Record<BackendCall, number>>;
}

const outcomeOf = (state: AttemptState): SubmissionOutcome => ({
  submissionId: state.submissionId,
  nextAction: state.nextAction,
  decided: state.status === 'COMPLETED',
  passed: state.approved,
  reasonCode: state.reasonCode,
  attemptsLeft: state.attemptsLeft,
  messages: state.message === null ? [] : [state.message],
  retryAfterMs: null,
});

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const aborted = (): void => reject(new LifesignError('network-failed', 'Aborted', { detail: 'ABORTED' }));
    if (signal.aborted) {
      aborted();
      return;
    }
    signal.addEventListener('abort', aborted, { once: true });
    setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, ms);
  });

const known = (state: AttemptState | null): AttemptState => {
  if (state === null) {
    throw new LifesignError('api-rejected', 'No such submission', { detail: 'SUBMISSION_DOES_NOT_EXIST' });
  }
  return state;
};

/** One scripted gateway for each launch. */
export const scriptedGateway = (script: GatewayScript = {}): ScriptedGateway => {
  const attempts = attemptScript(script.attempts ?? [{ result: 'VALID' }]);
  const counts = { begin: 0, submit: 0, status: 0 };
  const submitted: SubmitInput[] = [];

  const enter = async (kind: BackendCall, signal: AbortSignal): Promise<void> => {
    const code = script.failures?.[kind]?.[counts[kind]];
    counts[kind] += 1;
    await wait(script.latencyMs ?? 0, signal);
    if (code !== undefined) {
      throw new LifesignError(code, `The script lets ${kind} fail`);
    }
  };

  return {
    asksChallenges: script.challenges !== undefined,
    begin: async ({ signal }) => {
      await enter('begin', signal);
      const state = attempts.open();
      if (state === null) {
        throw new LifesignError('attempts-exhausted', 'The script has no attempt left', {
          detail: 'SUBMISSION_QUOTA_EXCEEDED',
        });
      }
      const { submissionId, attemptsLeft } = state;
      return {
        submissionId,
        attemptsLeft,
        nonce: `nonce-${submissionId}`,
        deviceVerdict: script.deviceVerdict ?? 'enforce',
        challenges: script.challenges ?? [],
        isPassiveAllowed: script.isPassiveAllowed ?? false,
        light: script.light ?? [],
      };
    },
    submit: async (input) => {
      await enter('submit', input.signal);
      const { submissionId } = input.submission;
      const state = attempts.confirm(submissionId);
      if (state === 'conflict') {
        return outcomeOf(known(attempts.poll(submissionId)));
      }
      const outcome = outcomeOf(known(state));
      submitted.push(input);
      input.onProgress?.(1);
      return outcome;
    },
    status: async (submissionId, { signal }) => {
      await enter('status', signal);
      return outcomeOf(known(attempts.poll(submissionId)));
    },
    submitted,
    counts,
  };
};
