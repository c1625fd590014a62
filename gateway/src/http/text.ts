/** Text of callers' own: ids, names, references. Kept in Unicode's composed form (NFC), so that one name is one text. */
import { z } from '@hono/zod-openapi';
import { decodeHeaderText } from 'lifesign/contract';

/** No control characters nor halves of surrogate pairs, which text columns and `jsonb` take badly. */
const CLEAN = /^[^\p{Cc}\p{Cs}]*$/u;

/** In a body, a query or a path. */
export const text = (maxLength: number) => z.string().normalize('NFC').max(maxLength).regex(CLEAN);

/**
 * As callers name their users. Every family takes ids by this one rule, and the admin page by it as well: an id that could
 * come in and not be asked about could not be erased.
 */
export const userIdSchema = z.string().trim().normalize('NFC').min(1).max(256).regex(CLEAN);

export interface HeaderRules {
  readonly maxLength: number;
  /** The family's word for a header that is not there or blank; default: the schema's own. */
  readonly missing?: string;
  /** The family's word for what cannot be such a text. */
  readonly invalid?: string;
}

/** In a header: UTF-8 bytes, or an RFC 8187 value. Decoded before anything is cut off, as bytes are no letters yet. */
export const headerSchema = ({ maxLength, missing, invalid }: HeaderRules) =>
  z
    .string(missing === undefined ? {} : { error: missing })
    .refine((value) => decodeHeaderText(value) !== null, invalid)
    .overwrite(headerText)
    .trim()
    .min(1, missing)
    .max(maxLength, invalid)
    .regex(CLEAN, invalid);

/** A header's text; as it came where it is not one, for those who only compare or take note. */
export const headerText = (value: string): string => (decodeHeaderText(value) ?? value).normalize('NFC');
