/** A failure with a code of its family: the class below those of BPM, e-verify and the Liveness Check Proxy. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WireFailure } from './answer-failure.ts';

export interface FailureOptions<Status> {
  /** In place of the code's own status, for errors that the family has no code for. */
  readonly status?: Status;
  readonly retryAfterSeconds?: number;
  readonly reason?: string;
  readonly cause?: unknown;
}

export abstract class CodedFailure<Code extends string, Status extends ContentfulStatusCode>
  extends Error
  implements WireFailure
{
  readonly code: Code;
  readonly status: Status;
  readonly retryAfterSeconds: number | null;
  readonly reason: string | null;

  /** `status`: the code's own. */
  constructor(code: Code, message: string, status: Status, options: FailureOptions<Status>) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? status;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.reason = options.reason ?? null;
  }
}
