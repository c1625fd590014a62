/**
 * Turns the outcome of a launch into the result for the partner's page (contracts 1.12).
 * A result never holds a score.
 */
import type { DocumentVerificationResult, HelpType, ResultErrorCode } from '../contract/index.ts';
import type { ErrorCode, ErrorData } from '../errors.ts';
import { LifesignError } from '../errors.ts';
import type { SubmissionSummary } from './command.ts';

const RESULT_CODES = {
  'unsupported-browser': 'CAMERA',
  'insecure-context': 'SECURITY',
  // The person grants it in the same place as the camera.
  'canvas-blocked': 'PERMISSION',

  'asset-load-failed': 'NETWORK',
  'asset-mismatch': 'SECURITY',
  'engine-failed': 'VERIFICATION',
  'worker-crashed': 'VERIFICATION',

  'permission-policy': 'PERMISSION',
  'permission-user': 'PERMISSION',
  'permission-system': 'PERMISSION',
  'camera-in-use': 'CAMERA',
  'camera-none': 'CAMERA',
  'camera-lost': 'CAMERA',
  'camera-failed': 'CAMERA',
  'camera-too-small': 'CAMERA',

  'capture-timeout': 'VERIFICATION',
  'capture-failed': 'VERIFICATION',
  'challenge-timeout': 'VERIFICATION',

  'network-offline': 'NETWORK',
  'network-timeout': 'NETWORK',
  'network-failed': 'NETWORK',
  'api-unauthorized': 'API',
  'api-rejected': 'API',
  'api-rate-limited': 'API',
  'api-failed': 'API',
  'api-malformed': 'API',
  'processing-timeout': 'API',

  'handoff-unknown': 'API',
  'handoff-used': 'API',
  'handoff-expired': 'API',
  'handoff-ended': 'USER_CANCELLED',

  'too-many-attempts': 'VERIFICATION',
  'attempts-exhausted': 'VERIFICATION',
  'verification-failed': 'VERIFICATION',
  'help-requested': 'HELP_CLICKED',
  'session-timeout': 'USER_CANCELLED',
  'internal': 'VERIFICATION',
} as const satisfies Record<ErrorCode, ResultErrorCode>;

export const toResultErrorCode = (code: ErrorCode): ResultErrorCode => RESULT_CODES[code];

/** The data of a failure that the machine itself finds. */
export const failure = (code: ErrorCode, message: string, detail?: string): ErrorData =>
  new LifesignError(code, message, detail === undefined ? {} : { detail }).toJSON();

export const completedResult = (correlationId: string, submissionId: string): DocumentVerificationResult => ({
  correlationId,
  status: 'COMPLETED',
  submissionId,
});

/** `reason`: why a check was decided, which is more precise than our code. A gateway's name of a refused call is not. */
export const errorResult = (
  correlationId: string,
  error: ErrorData,
  reason: string = error.code,
): DocumentVerificationResult => ({
  correlationId,
  status: 'ERROR',
  extra: { errorCode: toResultErrorCode(error.code), detailedErrorCode: reason, errorMessage: error.message },
});

/** The person or the host ended the launch. `error`: the error on screen at that time, if any. */
export const cancelledResult = (correlationId: string, error: ErrorData | null): DocumentVerificationResult => ({
  correlationId,
  status: 'NOT_COMPLETED',
  extra: {
    errorCode: 'USER_CANCELLED',
    ...(error === null ? {} : { detailedErrorCode: error.code, errorMessage: error.message }),
  },
});

export const helpResult = (correlationId: string, help: HelpType): DocumentVerificationResult => ({
  correlationId,
  status: 'NOT_COMPLETED',
  extra: { errorCode: 'HELP_CLICKED', detailedErrorCode: 'help-requested', errorMessage: help },
});

/** The end of a launch whose last submission did not pass and may not be repeated. */
export interface Ending {
  readonly help: HelpType;
  readonly error: ErrorData;
  readonly result: DocumentVerificationResult;
}

/** Reasons that another attempt cannot change: a gateway then allows none, although the person has not used them up. */
const isFinalReason = (reason: string): boolean =>
  reason === 'FACE_MATCH_FAILED' ||
  reason === 'REFERENCE_IMAGE_NOT_FOUND' ||
  reason === 'REFERENCE_IMAGE_VALIDATION_FAILED';

export const endingOf = (correlationId: string, outcome: SubmissionSummary): Ending => {
  const reason = outcome.reasonCode === '' ? 'VERIFICATION_FAILED' : outcome.reasonCode;
  if (outcome.attemptsLeft <= 0 && !isFinalReason(outcome.reasonCode)) {
    const error = failure('attempts-exhausted', 'No attempt passed and none is left', reason);
    return { help: 'VERIFICATION_EXHAUSTED', error, result: errorResult(correlationId, error, reason) };
  }
  const help = 'VERIFICATION_FAILED';
  if (outcome.decided) {
    const error = failure('verification-failed', 'The verdict is final: another attempt would not change it', reason);
    return { help, error, result: completedResult(correlationId, outcome.submissionId) };
  }
  const error = failure('api-failed', 'The gateway could not reach a verdict', reason);
  return { help, error, result: errorResult(correlationId, error, reason) };
};
