import { z } from '@hono/zod-openapi';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

const failureSchema = z
  .object({
    request_id: z.string(),
    status: z.literal('failed'),
    error: z.object({ code: z.string().openapi({ example: 'invalid_input' }), message: z.string() }),
    message: z.string(),
  })
  .openapi('EVerifyFailure');

const FAILURES = {
  400: '`invalid_input`',
  401: '`unauthorized`',
  403: '`forbidden`',
  404: '`not_found`',
  409: '`conflict`',
  429: '`rate_limited`, with Retry-After',
  500: '`internal_error`',
  503: '`service_unavailable`, with Retry-After; nothing was stored',
} as const;

/** 200 without an envelope, and the family's failures of the call. */
export const responses = <T extends z.ZodType>(
  schema: T,
  description: string,
  failures: readonly (keyof typeof FAILURES)[],
) => ({
  200: { description, content: json(schema) },
  ...Object.fromEntries(
    ([...failures, 503] as const).map((status) => [
      status,
      { description: FAILURES[status], content: json(failureSchema) },
    ]),
  ),
});

export const keyHeader = z.object({
  'x-api-key': z
    .string()
    .openapi({ param: { name: 'x-api-key', in: 'header' }, description: '`ev_live_…` or `ev_test_…`' }),
});

export const captureTokenHeader = z.object({
  authorization: z
    .string()
    .openapi({ param: { name: 'authorization', in: 'header' }, description: 'Bearer, the capture token' }),
});

export const sessionParam = z.object({
  session_id: z.string().openapi({ param: { name: 'session_id', in: 'path' }, example: 'liveness_session_abc' }),
});
