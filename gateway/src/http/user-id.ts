import { z } from '@hono/zod-openapi';

/**
 * As callers name their users. Every family takes ids by this one rule, and the admin page by it as well: an id that could
 * come in and not be asked about could not be erased. No control characters, which a text column takes badly.
 */
export const userIdSchema = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
