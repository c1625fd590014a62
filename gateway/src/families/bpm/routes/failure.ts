/** The BPM self-service family's failures: one class, one envelope, and the only place where errors become one. */
import { HTTPException } from 'hono/http-exception';
import { faultMessage, Refusal, type RefusalReason } from '../../../check/refusal.ts';
import { TooManyAttempts } from '../../../check/velocity.ts';
import { CodedFailure, type FailureOptions } from '../../../http/coded-failure.ts';
import { isUnavailable, retryAfterOf } from '../../../unavailable.ts';

const FAILURES = {
  '01': 400,
  /** Submit with a check that was not successful. */
  '02': 400,
  '03': 404,
  '04': 403,
  '05': 401,
  '06': 409,
  '07': 429,
  '99': 500,
} as const;

export type BpmCode = keyof typeof FAILURES;

/** The family has no codes for these. */
type ExtraStatus = 405 | 415 | 503;

export class BpmFailure extends CodedFailure<BpmCode, (typeof FAILURES)[BpmCode] | ExtraStatus> {
  override readonly name = 'BpmFailure';

  constructor(code: BpmCode, message: string, options: FailureOptions<ExtraStatus> = {}) {
    super(code, message, FAILURES[code], options);
  }

  envelope() {
    return { isSuccessful: false as const, statusCode: this.code, message: this.message, data: null };
  }
}

const REFUSALS: Readonly<Partial<Record<RefusalReason, readonly [BpmCode, string]>>> = {
  'forbidden': ['04', 'The liveness session belongs to another user.'],
  'session-duplicate': ['06', 'The liveness session has been started already.'],
  'evidence': ['01', 'metadata.evidence does not belong to this session.'],
  'artifact': ['01', 'A picture is missing, is not a usable JPEG or PNG, or is not the one that was signed.'],
};

const UNEXPECTED = 'An unexpected error occurred.';

export const toBpmFailure = (error: unknown): BpmFailure => {
  if (error instanceof BpmFailure) {
    return error;
  }
  if (error instanceof TooManyAttempts) {
    const { velocity: reason, retryAfterSeconds } = error;
    return new BpmFailure('07', 'Too many liveness checks.', { retryAfterSeconds, reason, cause: error });
  }
  if (error instanceof Refusal) {
    const [code, message] = REFUSALS[error.reason] ?? ['99', UNEXPECTED];
    return new BpmFailure(code, faultMessage(error) ?? message, { cause: error });
  }
  if (error instanceof HTTPException && error.status < 500) {
    return new BpmFailure('01', 'The request could not be read.', { cause: error });
  }
  if (isUnavailable(error)) {
    const retryAfterSeconds = retryAfterOf(error);
    return new BpmFailure('99', 'The service is not available now.', { status: 503, retryAfterSeconds, cause: error });
  }
  return new BpmFailure('99', UNEXPECTED, { cause: error });
};
