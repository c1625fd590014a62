/** What a launch hands to the partner's page (contracts 1.12). Exactly one per launch. */

export const RESULT_STATUSES = ['COMPLETED', 'NOT_COMPLETED', 'ERROR'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

export const RESULT_ERROR_CODES = [
  'CAMERA',
  'PERMISSION',
  'NETWORK',
  'API',
  'VERIFICATION',
  'HELP_CLICKED',
  'SECURITY',
  'USER_CANCELLED',
] as const;
export type ResultErrorCode = (typeof RESULT_ERROR_CODES)[number];

export interface ResultExtra {
  readonly errorCode: ResultErrorCode;
  /** The SDK's own error code, or the gateway's reason code. */
  readonly detailedErrorCode?: string;
  /** For developers, in English; the help type when `HELP_CLICKED`. */
  readonly errorMessage?: string;
}

export interface DocumentVerificationResult {
  readonly correlationId: string;
  /** `COMPLETED` means that the gateway reached a verdict, not that the person passed: ask your server for that. */
  readonly status: ResultStatus;
  /** Present when `COMPLETED`. */
  readonly submissionId?: string;
  /** Present when not `COMPLETED`. */
  readonly extra?: ResultExtra;
}

export const HELP_TYPES = ['SELFIE_TIMEOUT', 'CAMERA_ISSUE', 'VERIFICATION_EXHAUSTED', 'VERIFICATION_FAILED'] as const;
export type HelpType = (typeof HELP_TYPES)[number];
