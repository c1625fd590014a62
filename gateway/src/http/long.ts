/**
 * Whole numbers of 64 bits, as contracts made in other languages have them. Numbers of JavaScript lose their last digits
 * beyond 2^53, so these are kept as text: exact on the way in, in between, and on the way out. Pure.
 */
const MAX_LONG = 2n ** 63n - 1n;

/** Null for what is not a positive long. */
export const longText = (value: unknown): string | null => {
  const isWhole =
    typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^\d{1,19}$/.test(value);
  if (!isWhole) {
    return null;
  }
  const long = BigInt(value as number | string);
  return long > 0n && long <= MAX_LONG ? long.toString() : null;
};

// What Node does, and the types of ES2023 do not know yet.
const parseWithSource = JSON.parse as (
  text: string,
  revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

/** Like `JSON.parse`, but whole numbers that a number cannot hold are their digits, as a string. */
export const parseExactly = (text: string): unknown =>
  parseWithSource(text, (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value,
  );

/** For `JSON.stringify`, which writes the digits as a number. Nothing to calculate with. */
export const asJsonNumber = (digits: string): number => rawJSON(digits) as number;
