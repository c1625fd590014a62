/** A call that the gateway refused, with its `Retry-After`. */
import { type ErrorCode, isLifesignError, LifesignError } from '../../errors.ts';

export class Refusal extends LifesignError {
  readonly retryAfterMs: number | null;
  /** The submission that the gateway names as the cause; null when it names none. */
  readonly submissionId: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    options: { detail: string; retryAfterMs: number | null; submissionId?: string | undefined },
  ) {
    super(code, message, { detail: options.detail });
    this.retryAfterMs = options.retryAfterMs;
    this.submissionId = options.submissionId ?? null;
  }
}

/** Milliseconds; null when the error is not a refusal or has no `Retry-After`. */
export const retryAfterOf = (error: unknown): number | null =>
  isLifesignError(error) && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
    ? error.retryAfterMs
    : null;
