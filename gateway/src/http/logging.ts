/**
 * Logs without personal data: one line for each request with method, path and outcome. Never a query string (it may hold
 * a signature), a header, a body, a pixel, or a path that names a person.
 */
import type { MiddlewareHandler } from 'hono';
import { type DestinationStream, type Logger, pino } from 'pino';
import { currentRequestId } from '../telemetry/origin.ts';
import type { GatewayEnv } from './env.ts';

/** Redaction as a second safeguard. */
const REDACTED = [
  'token',
  'passKey',
  'pass-key',
  'authorization',
  'x-onekyc-token',
  'evidence',
  'signature',
  'password',
];

export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      // Of the request that a line is about, or that asked for the job that it is about.
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: REDACTED.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
        censor: '[redacted]',
      },
      serializers: { err: describeError },
    },
    destination ?? pino.destination(1),
  );

/** Database errors carry the values of the failed statement in `detail` and `parameters`; none of that is logged. */
const describeError = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
};

/** Health checks come every few seconds and are not logged. */
const QUIET = new Set(['/healthz', '/readyz']);

export const requestLog =
  (logger: Logger): MiddlewareHandler<GatewayEnv> =>
  async (c, next) => {
    const startedAt = performance.now();
    await next();
    const line = {
      requestId: c.var.requestId,
      method: c.req.method,
      path: c.var.loggedPath ?? c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
      ...(c.var.loggedClient === undefined ? {} : { clientId: c.var.loggedClient }),
    };
    logger[QUIET.has(c.req.path) ? 'debug' : 'info'](line, 'request');
  };
