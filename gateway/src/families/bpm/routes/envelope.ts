import { z } from '@hono/zod-openapi';

/** Whether the command worked; the liveness outcome is in `data`. */
export const success = <T>(data: T, message: string) => ({
  isSuccessful: true as const,
  statusCode: '00' as const,
  message,
  data,
});

const failureSchema = z
  .object({
    isSuccessful: z.literal(false),
    statusCode: z.string().openapi({ example: '01' }),
    message: z.string(),
    data: z.null(),
  })
  .openapi('BpmFailure');

const FAILURES = {
  400: '`01` validation; `02` Submit with a check that was not successful',
  401: '`05` unauthenticated',
  403: '`04` forbidden: wrong role, or the session of another user',
  404: '`03` not found',
  409: '`06` the session has been started already',
  429: '`07` too many requests, with Retry-After',
  500: '`99` unexpected; nothing was stored',
  503: '`99` not available now, with Retry-After; nothing was stored',
} as const;

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

export const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: json(schema) });

/** Message of a command without a special one. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({ ...body(schema), required: false });

/** 200 with `data` in the envelope, the failures that every command can have, and `more`. */
export const responses = <T extends z.ZodType>(
  data: T,
  description: string,
  more: readonly (keyof typeof FAILURES)[] = [],
) => ({
  200: {
    description,
    content: json(
      z.object({
        isSuccessful: z.literal(true),
        statusCode: z.literal('00'),
        message: z.string().optional(),
        data,
      }),
    ),
  },
  ...Object.fromEntries(
    ([400, 401, 403, 429, 500, 503, ...more] as const).map((status) => [
      status,
      { description: FAILURES[status], content: json(failureSchema) },
    ]),
  ),
});

/** Documents the bearer token; the guard in front has checked it already. */
export const bearer = (role: 'customer' | 'admin') =>
  z.object({
    authorization: z
      .string()
      .optional()
      .openapi({
        param: { name: 'authorization', in: 'header', required: true, description: `Bearer, a token of role ${role}` },
      }),
  });
