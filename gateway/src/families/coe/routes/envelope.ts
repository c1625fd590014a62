import { z } from '@hono/zod-openapi';
import type { SuccessEnvelope } from 'lifesign/contract';

/** The contract's success answer, a rejected selfie included. */
export const success = <T>(data: T): SuccessEnvelope<T> => ({ success: true, data });

const failureSchema = z
  .object({
    success: z.literal(false),
    data: z
      .object({ submissionId: z.string() })
      .nullable()
      .openapi({ description: 'The submission that is in the way of another one' }),
    errors: z.array(
      z.object({
        code: z.string().openapi({ example: '1539' }),
        cause: z.string().openapi({ example: 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY' }),
        entity: z.string().optional(),
        reason: z.string().optional().openapi({ description: 'Of a 422: what is wrong with the picture' }),
      }),
    ),
  })
  .openapi('Failure');

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

/** 200 with `data` in the envelope, and the family's failures by status, with their meanings. */
export const responses = <T extends z.ZodType>(
  data: T,
  description: string,
  failures: Readonly<Record<number, string>>,
) => ({
  200: { description, content: json(z.object({ success: z.literal(true), data })) },
  ...Object.fromEntries(
    Object.entries(failures).map(([status, causes]) => [status, { description: causes, content: json(failureSchema) }]),
  ),
});
