/** The next action of a session, from plain facts. Pure. */
import type { NextAction, ReasonCode, Result, SubmissionStatus } from 'lifesign/contract';

export interface AttemptState {
  readonly status: SubmissionStatus;
  readonly result: Result | null;
  readonly reasonCode: ReasonCode | null;
}

export interface AttemptRules {
  readonly attemptsLeft: number;
  readonly retryOnFaceMatchFailed: boolean;
}

/** Whether another selfie can change the outcome: it cannot fix a bad or missing reference image. */
const isRetryable = (reasonCode: ReasonCode | null, rules: AttemptRules): boolean => {
  switch (reasonCode) {
    case 'NOT_LIVE':
    case 'INVALID_DOCUMENT':
    case 'DOCUMENT_NOT_FOUND':
    case 'VERIFICATION_FAILED':
      return true;
    case 'FACE_MATCH_FAILED':
      return rules.retryOnFaceMatchFailed;
    case 'REFERENCE_IMAGE_VALIDATION_FAILED':
    case 'REFERENCE_IMAGE_NOT_FOUND':
    case null:
      return false;
  }
};

export const isFinished = (status: SubmissionStatus): boolean => status === 'COMPLETED' || status === 'ERROR';

export const nextActionOf = (attempt: AttemptState, rules: AttemptRules): NextAction => {
  if (!isFinished(attempt.status)) {
    return 'STATUS';
  }
  if (attempt.result === 'VALID' || rules.attemptsLeft <= 0) {
    return 'EXIT';
  }
  return isRetryable(attempt.reasonCode, rules) ? 'RETRY' : 'EXIT';
};

/** Seconds until the next poll, by the time that processing has taken so far. */
export const retryAfterSeconds = (processingMs: number): number => {
  if (processingMs < 5000) {
    return 1;
  }
  return processingMs < 15_000 ? 2 : 5;
};
