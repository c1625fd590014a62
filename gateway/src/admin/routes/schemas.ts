import { z } from 'zod';
import { CHECK_STATES, FAMILIES } from '../../check/check.ts';
import { auditCursorSchema, cursorSchema, keyParts } from '../../http/cursor.ts';
import { text, userIdSchema } from '../../http/text.ts';

const filled = (maxLength: number) => text(maxLength).min(1);

/** An empty field of the form sets no filter. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const paging = {
  page: optional(z.coerce.number().int().min(1).max(100_000)).transform((page) => page ?? 1),
  pageSize: optional(z.coerce.number().int().min(1).max(100)).transform((size) => size ?? 20),
};

export const checksQuery = z.strictObject({
  family: optional(z.enum(FAMILIES)),
  state: optional(z.enum(CHECK_STATES)),
  tenant: optional(filled(200)),
  userId: optional(userIdSchema),
  reference: optional(filled(200)),
  after: optional(
    cursorSchema(
      z.tuple([keyParts.time, keyParts.uuid]).transform(([time, id]) => ({ createdAt: new Date(time), id })),
    ),
  ),
  ...paging,
});

export const auditQuery = z
  .strictObject({
    family: optional(z.enum(FAMILIES)),
    tenant: optional(filled(200)),
    userId: optional(userIdSchema),
    checkId: optional(filled(200)),
    after: optional(auditCursorSchema),
    ...paging,
  })
  .transform(({ page, pageSize, ...filters }) => ({
    page,
    pageSize,
    ...(filters.family === undefined ? {} : { family: filters.family }),
    ...(filters.tenant === undefined ? {} : { tenant: filters.tenant }),
    ...(filters.userId === undefined ? {} : { userId: filters.userId }),
    ...(filters.checkId === undefined ? {} : { checkId: filters.checkId }),
    ...(filters.after === undefined ? {} : { after: filters.after }),
  }));

export const signInBody = z.strictObject({ name: z.string().max(200), password: z.string().max(1000) });

export const eraseBody = z.strictObject({
  family: z.enum(FAMILIES),
  tenant: filled(200),
  userId: userIdSchema,
  reason: filled(500),
});
