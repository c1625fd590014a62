/** Answers a failure in every family: one log line, and the family's own body. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Logger } from 'pino';
import type { GatewayEnv } from './env.ts';

export interface WireFailure {
  readonly status: ContentfulStatusCode;
  /** The family's code, for the log. */
  readonly code: string;
  readonly retryAfterSeconds: number | null;
  /** Told in a header; the families' bodies have no place for it. */
  readonly reason?: string | null;
}

/** Why something did not pass, in a word; bodies stay as the families' documents have them. */
export const REASON_HEADER = 'x-lifesign-reason';

/** `error` is the thrown value: logged if it is unexpected, and never sent to the caller. */
export const answerFailure = <E extends GatewayEnv>(
  c: Context<E>,
  logger: Logger,
  error: Error,
  { status, code, retryAfterSeconds, reason = null }: WireFailure,
  body: object,
): Response => {
  const line = { requestId: c.get('requestId'), cause: code };
  if (status >= 500) {
    logger.error({ ...line, err: error }, 'request failed');
  } else {
    logger.debug({ ...line, reason: error.message }, 'request refused');
  }
  if (retryAfterSeconds !== null) {
    c.header('retry-after', String(retryAfterSeconds));
  }
  if (reason !== null) {
    c.header(REASON_HEADER, reason);
  }
  return c.json(body, status);
};
