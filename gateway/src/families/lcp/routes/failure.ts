/** The proxy's failures: one class, one body, and the only place where errors become one. */
import { HTTPException } from 'hono/http-exception';
import { faultMessage, Refusal } from '../../../check/refusal.ts';
import { TooManyAttempts } from '../../../check/velocity.ts';
import { CodedFailure, type FailureOptions } from '../../../http/coded-failure.ts';
import { isUnavailable, retryAfterOf } from '../../../unavailable.ts';
import { LCP_ERRORS, type LcpErrorCode, LcpRefusal } from '../rules.ts';
import { ProviderFailure, type ProviderFailureKind } from '../providers/provider.ts';

/** The family has no codes for these; the HTTP status is the usual one. */
type ExtraStatus = 401 | 403 | 405 | 409 | 415 | 422 | 429 | 503;
type LcpStatus = (typeof LCP_ERRORS)[LcpErrorCode] | ExtraStatus;

export class LcpFailure extends CodedFailure<LcpErrorCode, LcpStatus> {
  override readonly name = 'LcpFailure';

  constructor(code: LcpErrorCode, message: string, options: FailureOptions<ExtraStatus> = {}) {
    super(code, message, LCP_ERRORS[code], options);
  }

  body() {
    return { status: 'ERROR' as const, responseObject: { code: this.code, message: this.message } };
  }
}

const MESSAGES: Readonly<Record<LcpErrorCode, string>> = {
  ERROR_REQUEST: 'Invalid request parameters.',
  INITIATION_ERROR: 'Could not initiate liveness check for the user.',
  USER_DETAILS_MISSING: 'User details are not available.',
  USER_NOT_ENROLLED: 'User is not enrolled at verification provider.',
  VERIFICATION_ERROR: 'Could not verify liveness of the user.',
  ERROR_NOT_FOUND: 'Resource not found.',
  ERROR_REMOTE: 'Error occurred during remote service communication.',
  ERROR_GENERIC: 'Unknown error occurred while processing request.',
};

const KINDS: Readonly<Record<ProviderFailureKind, LcpErrorCode>> = {
  'record': 'ERROR_REQUEST',
  'initiation': 'INITIATION_ERROR',
  'verification': 'VERIFICATION_ERROR',
  'too-early': 'VERIFICATION_ERROR',
  'remote': 'ERROR_REMOTE',
};

export const toLcpFailure = (error: unknown): LcpFailure => {
  if (error instanceof LcpFailure) {
    return error;
  }
  if (error instanceof TooManyAttempts) {
    const { velocity: reason, retryAfterSeconds } = error;
    const options = { status: 429, retryAfterSeconds, reason, cause: error } as const;
    return new LcpFailure('ERROR_REQUEST', 'Too many liveness checks.', options);
  }
  if (isUnavailable(error) && !(error instanceof ProviderFailure)) {
    const retryAfterSeconds = retryAfterOf(error);
    return new LcpFailure('ERROR_GENERIC', MESSAGES.ERROR_GENERIC, { status: 503, retryAfterSeconds, cause: error });
  }
  const code = codeOf(error);
  const fault = error instanceof ProviderFailure && error.cause instanceof Refusal ? faultMessage(error.cause) : null;
  return new LcpFailure(code, fault ?? MESSAGES[code], { cause: error });
};

const codeOf = (error: unknown): LcpErrorCode => {
  if (error instanceof LcpRefusal) {
    return error.code;
  }
  if (error instanceof ProviderFailure) {
    return KINDS[error.kind];
  }
  return error instanceof HTTPException && error.status < 500 ? 'ERROR_REQUEST' : 'ERROR_GENERIC';
};
