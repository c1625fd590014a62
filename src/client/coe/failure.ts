/** The failure envelope of the CoE family (contracts 1.3), and the causes that the client handles. */
import { fallback, looseTuple, number, object, pipe, regex, safeParse, string, transform, union } from 'valibot';
import type { Failure } from '../transport/backend-error.ts';

export const STATE_CONFLICT = 'SUBMISSION_STATE_CONFLICT';
export const INVALID_CONFIRM = 'INVALID_CONFIRM_UPLOAD_REQUEST';

const QUOTA_EXCEEDED = 'SUBMISSION_QUOTA_EXCEEDED';
/** Also sent with a success status. */
const UNAUTHORIZED = '110';

/** Codes are strings or integers. */
const envelope = object({
  errors: looseTuple([
    object({
      code: fallback(pipe(union([string(), number()]), transform(String)), ''),
      cause: fallback(pipe(string(), regex(/^[A-Z][A-Z0-9_]{1,79}$/)), ''),
    }),
  ]),
});

export const readFailure = (body: unknown, status: number): Failure | null => {
  const parsed = safeParse(envelope, body);
  if (!parsed.success) {
    return null;
  }
  const [{ code, cause }] = parsed.output.errors;
  if (cause === QUOTA_EXCEEDED) {
    return { cause, means: 'attempts-exhausted' };
  }
  return status < 300 && code === UNAUTHORIZED ? { cause, means: 'api-unauthorized' } : { cause };
};
