/** A call that the gateway answered with a no, and its wish for when to ask again. */
import { type ErrorCode, isLifesignError, LifesignError } from '../../errors.ts';

export class Refusal extends LifesignError {
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, options: { detail: string; retryAfterMs: number | null }) {
    super(code, message, { detail: options.detail });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Null when the error is no refusal, or says nothing about when. */
export const retryAfterOf = (error: unknown): number | null =>
  isLifesignError(error) && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number'
    ? error.retryAfterMs
    : null;
