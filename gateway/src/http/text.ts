/** Text from callers: ids, names, references. Stored in Unicode's composed form (NFC), so that equal names are equal texts. */
import { z } from '@hono/zod-openapi';
import { decodeHeaderText } from 'lifesign/contract';

/** No control characters nor unpaired surrogates: text columns and `jsonb` reject NUL and surrogates. */
const CLEAN = /^[^\p{Cc}\p{Cs}]*$/u;

/** In a body, a query or a path. */
export const text = (maxLength: number) => z.string().normalize('NFC').max(maxLength).regex(CLEAN);

/**
 * Ids of users. Every family and the admin page accept ids by this rule: an id that could
 * be stored but not queried could not be erased.
 */
export const userIdSchema = z.string().trim().normalize('NFC').min(1).max(256).regex(CLEAN);

export interface HeaderRules {
  readonly maxLength: number;
  /** The family's message for a missing or blank header; default: the schema's own. */
  readonly missing?: string;
  /** The family's message for an invalid text. */
  readonly invalid?: string;
}

/** In a header: UTF-8 bytes, or an RFC 8187 value. Decoded before trimming, because bytes are not characters yet. */
export const headerSchema = ({ maxLength, missing, invalid }: HeaderRules) =>
  z
    .string(missing === undefined ? {} : { error: missing })
    .refine((value) => decodeHeaderText(value) !== null, invalid)
    .overwrite(headerText)
    .trim()
    .min(1, missing)
    .max(maxLength, invalid)
    .regex(CLEAN, invalid);

/** A header's text; the raw value if it cannot be decoded, for callers that only compare or log it. */
export const headerText = (value: string): string => (decodeHeaderText(value) ?? value).normalize('NFC');
