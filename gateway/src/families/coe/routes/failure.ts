/** The CoE family's failures: one class, one envelope, and the only place where errors become one. */
import type { FailureEnvelope } from 'lifesign/contract';
import { HTTPException } from 'hono/http-exception';
import { type ArtifactFault, Refusal, type RefusalReason } from '../../../check/refusal.ts';
import { TooManyAttempts } from '../../../check/velocity.ts';
import { REASON_HEADER } from '../../../http/answer-failure.ts';
import { HandoffRefusal, type HandoffRefusalReason } from '../../../handoff/handoff.ts';
import { isUnavailable, retryAfterOf } from '../../../unavailable.ts';

export type FailureStatus = 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

const ENTITY = 'LIFESIGN_GATEWAY';

export class CoeFailure extends Error {
  override readonly name = 'CoeFailure';
  readonly status: FailureStatus;
  readonly code: string;
  /** `cause` on the wire; not `Error.cause`. */
  readonly word: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `reason` on the wire: what is wrong with a picture. */
  readonly fault: ArtifactFault | null;
  readonly data: FailureEnvelope['data'];

  constructor(
    status: FailureStatus,
    code: string,
    word: string,
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly fault?: ArtifactFault | null;
      readonly data?: FailureEnvelope['data'];
      readonly cause?: unknown;
    } = {},
  ) {
    super(word, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = code;
    this.word = word;
    this.headers = options.headers ?? {};
    this.fault = options.fault ?? null;
    this.data = options.data ?? null;
  }

  envelope(): FailureEnvelope {
    const reason = this.fault === null ? {} : { reason: this.fault };
    return {
      success: false,
      data: this.data,
      errors: [{ code: this.code, cause: this.word, entity: ENTITY, ...reason }],
    };
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
  'velocity': [429, '429', 'TOO_MANY_ATTEMPTS'],
  'session-duplicate': [400, '1539', 'DUPLICATE_PARTNER_SESSION_ID'],
  'evidence': [400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST'],
  'artifact': [422, '422', 'INVALID_UPLOAD_ARTIFACT'],
};

const HANDOFF_REFUSALS: Readonly<Record<HandoffRefusalReason, readonly [FailureStatus, string, string]>> = {
  off: [403, '110', 'HANDOFF_NOT_ALLOWED'],
  missing: [404, '404', 'HANDOFF_DOES_NOT_EXIST'],
  used: [409, '409', 'HANDOFF_USED'],
  expired: [410, '410', 'HANDOFF_EXPIRED'],
  ended: [410, '410', 'HANDOFF_ENDED'],
};

/** `unexpected` is the route's cause for an unexpected error. */
export const toCoeFailure = (error: unknown, unexpected: string): CoeFailure => {
  if (error instanceof CoeFailure) {
    return error;
  }
  if (error instanceof Refusal) {
    const [status, code, word] = REFUSALS[error.reason];
    const { fault, submissionId } = error;
    const data = submissionId === null ? null : { submissionId };
    const headers: Readonly<Record<string, string>> =
      error instanceof TooManyAttempts
        ? { 'retry-after': String(error.retryAfterSeconds), [REASON_HEADER]: error.velocity }
        : {};
    return new CoeFailure(status, code, word, { fault, data, headers, cause: error });
  }
  if (error instanceof HandoffRefusal) {
    const [status, code, word] = HANDOFF_REFUSALS[error.reason];
    return new CoeFailure(status, code, word, { cause: error });
  }
  if (error instanceof HTTPException) {
    return fromHttpException(error);
  }
  if (isUnavailable(error)) {
    const headers = { 'retry-after': String(retryAfterOf(error)) };
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
