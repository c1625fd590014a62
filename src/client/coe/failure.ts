/** The failure envelope of the CoE family (contracts 1.3), and the causes that its client knows by name. */
import {
  fallback,
  looseTuple,
  nonEmpty,
  number,
  object,
  optional,
  pipe,
  regex,
  safeParse,
  string,
  transform,
  union,
} from 'valibot';
import type { ErrorCode } from '../../errors.ts';
import type { Failure } from '../transport/backend-error.ts';

export const STATE_CONFLICT = 'SUBMISSION_STATE_CONFLICT';
export const INVALID_CONFIRM = 'INVALID_CONFIRM_UPLOAD_REQUEST';

/** Causes that say more than their status. */
const MEANINGS: ReadonlyMap<string, ErrorCode> = new Map([
  ['SUBMISSION_QUOTA_EXCEEDED', 'attempts-exhausted'],
  ['TOO_MANY_ATTEMPTS', 'too-many-attempts'],
  ['INVALID_HANDOFF_CODE', 'handoff-unknown'],
  ['HANDOFF_DOES_NOT_EXIST', 'handoff-unknown'],
  ['HANDOFF_USED', 'handoff-used'],
  ['HANDOFF_EXPIRED', 'handoff-expired'],
  ['HANDOFF_ENDED', 'handoff-ended'],
]);
/** Comes with a status of success, too. */
const UNAUTHORIZED = '110';

/** Codes are strings or integers; `data` is null, empty or absent when the failure names no submission. */
const envelope = object({
  data: fallback(optional(object({ submissionId: pipe(string(), nonEmpty()) })), undefined),
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
  const {
    data,
    errors: [{ code, cause }],
  } = parsed.output;
  const means = MEANINGS.get(cause);
  if (means !== undefined) {
    return { cause, means };
  }
  return status < 300 && code === UNAUTHORIZED ? { cause, means: 'api-unauthorized' } : { cause, ...data };
};
