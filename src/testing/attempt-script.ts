/** The attempts of a scripted gateway, shared by the one with calls and the one with HTTP. */
import type { NextAction, ReasonCode, UiMessage } from '../contract/index.ts';

export interface ScriptedAttempt {
  readonly result: 'VALID' | 'INVALID' | 'ERROR';
  /** `STATUS` answers to polls before the verdict. Default 1. */
  readonly polls?: number;
  /** Default: absent when VALID, `NOT_LIVE` when INVALID, `VERIFICATION_FAILED` on ERROR. */
  readonly reasonCode?: ReasonCode;
  /** Default: `EXIT` when VALID or when it was the last attempt of the script, otherwise `RETRY`. */
  readonly nextAction?: 'RETRY' | 'EXIT';
  /** The gateway's message for the person. */
  readonly message?: UiMessage;
}

/** State of one attempt. */
export interface AttemptState {
  readonly submissionId: string;
  readonly status: 'INITIATED' | 'IN_PROGRESS' | 'COMPLETED' | 'ERROR';
  readonly nextAction: NextAction;
  readonly approved: boolean;
  readonly reasonCode: ReasonCode | '';
  readonly attemptsLeft: number;
  readonly message: UiMessage | null;
}

export interface AttemptScript {
  /** Null when the script has no attempt left, as when the partner session's quota is used up. */
  open(): AttemptState | null;
  /** Null when unknown; `conflict` when it was confirmed before. */
  confirm(submissionId: string): AttemptState | 'conflict' | null;
  /** Counts as a poll once confirmed. */
  poll(submissionId: string): AttemptState | null;
}

const REASONS = { VALID: '', INVALID: 'NOT_LIVE', ERROR: 'VERIFICATION_FAILED' } as const;

interface Running {
  readonly attempt: ScriptedAttempt;
  readonly index: number;
  confirmed: boolean;
  polls: number;
}

/** Plays the attempts in order. Opening again before a confirm continues the same attempt under a new id. */
export const attemptScript = (attempts: readonly ScriptedAttempt[]): AttemptScript => {
  const running = new Map<string, Running>();
  let used = 0;

  const stateOf = (submissionId: string, { attempt, confirmed, polls }: Running): AttemptState => {
    const base = { submissionId, attemptsLeft: attempts.length - used, message: null };
    if (!confirmed || polls <= (attempt.polls ?? 1)) {
      const status = confirmed ? 'IN_PROGRESS' : 'INITIATED';
      return { ...base, status, nextAction: 'STATUS', approved: false, reasonCode: '' };
    }
    const fallback = attempt.result === 'VALID' || base.attemptsLeft === 0 ? 'EXIT' : 'RETRY';
    return {
      ...base,
      status: attempt.result === 'ERROR' ? 'ERROR' : 'COMPLETED',
      nextAction: attempt.nextAction ?? fallback,
      approved: attempt.result === 'VALID',
      reasonCode: attempt.reasonCode ?? REASONS[attempt.result],
      message: attempt.message ?? null,
    };
  };

  return {
    open: () => {
      const attempt = attempts[used];
      if (attempt === undefined) {
        return null;
      }
      const submissionId = `scripted-${String(running.size + 1)}`;
      const entry = { attempt, index: used, confirmed: false, polls: 0 };
      running.set(submissionId, entry);
      return stateOf(submissionId, entry);
    },
    confirm: (submissionId) => {
      const entry = running.get(submissionId);
      if (entry === undefined) {
        return null;
      }
      if (entry.confirmed || entry.index !== used) {
        return 'conflict';
      }
      entry.confirmed = true;
      used += 1;
      return stateOf(submissionId, entry);
    },
    poll: (submissionId) => {
      const entry = running.get(submissionId);
      if (entry === undefined) {
        return null;
      }
      entry.polls += entry.confirmed ? 1 : 0;
      return stateOf(submissionId, entry);
    },
  };
};
