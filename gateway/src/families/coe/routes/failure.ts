/** The CoE family's failures: one class, one envelope, and the one place where anything thrown becomes one. */
import type { FailureEnvelope } from 'lifesign/contract';
import { HTTPException } from 'hono/http-exception';
import { Refusal, type RefusalReason } from '../../../check/refusal.ts';
import { isUnavailable, RETRY_AFTER_SECONDS } from '../../../unavailable.ts';

export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

const ENTITY = 'LIFESIGN_GATEWAY';

export class CoeFailure extends Error {
  override readonly name = 'CoeFailure';
  readonly status: FailureStatus;
  readonly code: string;
  /** `cause` on the wire; not `Error.cause`. */
  readonly word: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: FailureStatus,
    code: string,
    word: string,
    options: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown } = {},
  ) {
    super(word, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = code;
    this.word = word;
    this.headers = options.headers ?? {};
  }

  envelope(): FailureEnvelope {
    return { success: false, data: null, errors: [{ code: this.code, cause: this.word, entity: ENTITY }] };
  }
}

export const unauthorized = (): CoeFailure => new CoeFailure(401, '110', 'UNAUTHORIZED');
export const forbidden = (): CoeFailure => new CoeFailure(403, '110', 'FORBIDDEN');
export const tooManyRequests = (retryAfterSeconds: number): CoeFailure =>
  new CoeFailure(429, '429', 'TOO_MANY_REQUESTS', { headers: { 'retry-after': String(retryAfterSeconds) } });

const REFUSALS: Readonly<Record<RefusalReason, readonly [FailureStatus, string, string]>> = {
  'forbidden': [403, '110', 'FORBIDDEN'],
  'submission-missing': [404, '404', 'SUBMISSION_DOES_NOT_EXIST'],
  'submission-type': [400, '1542', 'INVALID_SUBMISSION_TYPE'],
  'state-conflict': [409, '409', 'SUBMISSION_STATE_CONFLICT'],
  'attempts-exhausted': [429, '429', 'SUBMISSION_QUOTA_EXCEEDED'],
  'session-duplicate': [400, '1539', 'DUPLICATE_PARTNER_SESSION_ID'],
  'evidence': [400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST'],
  'artifact': [422, '422', 'INVALID_UPLOAD_ARTIFACT'],
};

/** `unexpected` is the route's cause for an unexpected failure. */
export const toCoeFailure = (error: unknown, unexpected: string): CoeFailure => {
  if (error instanceof CoeFailure) {
    return error;
  }
  if (error instanceof Refusal) {
    const [status, code, word] = REFUSALS[error.reason];
    return new CoeFailure(status, code, word, { cause: error });
  }
  if (error instanceof HTTPException) {
    return fromHttpException(error);
  }
  if (isUnavailable(error)) {
    const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
    return new CoeFailure(503, '903', 'SERVICE_UNAVAILABLE', { cause: error, headers });
  }
  return new CoeFailure(500, '900', unexpected, { cause: error });
};

const fromHttpException = (error: HTTPException): CoeFailure => {
  switch (error.status) {
    case 413:
      return new CoeFailure(413, '413', 'PAYLOAD_TOO_LARGE', { cause: error });
    case 415:
      return new CoeFailure(415, '415', 'UNSUPPORTED_MEDIA_TYPE', { cause: error });
    default:
      return new CoeFailure(400, '1539', 'INVALID_REQUEST', { cause: error });
  }
};
