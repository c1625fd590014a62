/** The e-verify family's failures: one class, one body, and the only place where errors become one. */
import { HTTPException } from 'hono/http-exception';
import { faultMessage, Refusal, type RefusalReason } from '../../../check/refusal.ts';
import { TooManyAttempts } from '../../../check/velocity.ts';
import { CodedFailure, type FailureOptions } from '../../../http/coded-failure.ts';
import { isUnavailable, retryAfterOf } from '../../../unavailable.ts';

const STATUS = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  internal_error: 500,
  service_unavailable: 503,
} as const;

export type EVerifyCode = keyof typeof STATUS;

/** The family has no codes for these. */
type ExtraStatus = 405 | 415;

export class EVerifyFailure extends CodedFailure<EVerifyCode, (typeof STATUS)[EVerifyCode] | ExtraStatus> {
  override readonly name = 'EVerifyFailure';

  constructor(code: EVerifyCode, message: string, options: FailureOptions<ExtraStatus> = {}) {
    super(code, message, STATUS[code], options);
  }

  body(requestId: string) {
    const { code, message } = this;
    return { request_id: requestId, status: 'failed' as const, error: { code, message }, message };
  }
}

const REFUSALS: Readonly<Partial<Record<RefusalReason, readonly [EVerifyCode, string]>>> = {
  'submission-missing': ['not_found', 'The liveness session does not exist.'],
  'forbidden': ['forbidden', 'The liveness session belongs to another kind of key.'],
  'state-conflict': ['conflict', 'The liveness session does not take a capture now.'],
  'evidence': ['invalid_input', 'The evidence does not belong to this capture.'],
  'artifact': ['invalid_input', 'The images are not usable or are not the ones that were signed.'],
};

export const toEVerifyFailure = (error: unknown): EVerifyFailure => {
  if (error instanceof EVerifyFailure) {
    return error;
  }
  if (error instanceof TooManyAttempts) {
    const { velocity: reason, retryAfterSeconds } = error;
    return new EVerifyFailure('rate_limited', 'Too many captures.', { retryAfterSeconds, reason, cause: error });
  }
  if (error instanceof Refusal) {
    const [code, message] = REFUSALS[error.reason] ?? ['internal_error', 'Internal server error.'];
    return new EVerifyFailure(code, faultMessage(error) ?? message, { cause: error });
  }
  if (error instanceof HTTPException && error.status < 500) {
    return new EVerifyFailure('invalid_input', 'The request could not be read.', { cause: error });
  }
  if (isUnavailable(error)) {
    const retryAfterSeconds = retryAfterOf(error);
    const message = 'The service is not available now.';
    return new EVerifyFailure('service_unavailable', message, { retryAfterSeconds, cause: error });
  }
  return new EVerifyFailure('internal_error', 'Internal server error.', { cause: error });
};
