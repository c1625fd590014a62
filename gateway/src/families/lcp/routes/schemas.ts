import { z } from '@hono/zod-openapi';

const errorSchema = z
  .object({
    status: z.literal('ERROR'),
    responseObject: z.object({ code: z.string().openapi({ example: 'ERROR_REQUEST' }), message: z.string() }),
  })
  .openapi('LcpError');

/** 200 as it is, without an envelope; failures by status with their codes. */
export const responses = <T extends z.ZodType>(
  schema: T,
  description: string,
  failures: Readonly<Record<number, string>>,
) => ({
  200: { description, content: { 'application/json': { schema } } },
  ...Object.fromEntries(
    Object.entries(failures).map(([status, codes]) => [
      status,
      { description: codes, content: { 'application/json': { schema: errorSchema } } },
    ]),
  ),
});
