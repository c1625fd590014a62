import { z } from '@hono/zod-openapi';

const errorSchema = z
  .object({
    status: z.literal('ERROR'),
    responseObject: z.object({ code: z.string().openapi({ example: 'ERROR_REQUEST' }), message: z.string() }),
  })
  .openapi('LcpError');

/** By status, with their codes. */
export const failures = (codes: Readonly<Record<number, string>>) =>
  Object.fromEntries(
    Object.entries(codes).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: errorSchema } } },
    ]),
  );

/** 200 without an envelope, and the failures. */
export const responses = <T extends z.ZodType>(
  schema: T,
  description: string,
  codes: Readonly<Record<number, string>>,
) => ({ 200: { description, content: { 'application/json': { schema } } }, ...failures(codes) });
