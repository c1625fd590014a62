/**
 * An opaque cursor for the last row of a page: the next page begins after that row, wherever it is by then. Page
 * numbers count from the newest row, so they drift whenever one arrives.
 */
import { z } from '@hono/zod-openapi';
import type { AuditPlace } from '../audit/types.ts';
import { text } from './text.ts';

/** A header, because the contract fixes the body. Absent on the last page. */
export const NEXT_CURSOR_HEADER = 'x-lifesign-next-cursor';

/** Beside totals of such bodies: `at-least` where there are more rows than were counted. */
export const TOTAL_HEADER = 'x-lifesign-total';

export const cursorOf = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

const MAX_INTEGER = 2_147_483_647;
const MAX_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/** Characters of a key; the database accepts no others. */
export const keyParts = {
  number: z.number().int().min(0).max(MAX_INTEGER),
  time: z.number().int().min(0).max(MAX_TIME),
  text: text(512),
  uuid: z.uuid(),
} as const;

/** A schema that turns a cursor of our lists into its key. */
export const cursorSchema = <T extends z.ZodType>(key: T) =>
  z
    .string()
    .max(2048)
    .transform((word, context): z.output<T> => {
      const parsed = key.safeParse(parseJson(Buffer.from(word, 'base64url').toString()));
      if (!parsed.success) {
        context.addIssue({ code: 'custom', message: 'not a cursor of this list' });
        return z.NEVER;
      }
      return parsed.data;
    });

/** Of the audit trail's list. */
export const auditCursorOf = ({ at, chain, sequence }: AuditPlace): string => cursorOf([at.getTime(), chain, sequence]);

export const auditCursorSchema = cursorSchema(
  z
    .tuple([keyParts.time, keyParts.text, keyParts.number])
    .transform(([at, chain, sequence]): AuditPlace => ({ at: new Date(at), chain, sequence })),
);

const parseJson = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
};
