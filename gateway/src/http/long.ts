/**
 * 64-bit integers, as in contracts from other languages. JavaScript numbers lose their last digits
 * beyond 2^53, so these are kept as text from parsing to output. Pure.
 */
const MAX_LONG = 2n ** 63n - 1n;

/** Null for a value that is not a positive long. */
export const longText = (value: unknown): string | null => {
  const isWhole =
    typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^\d{1,19}$/.test(value);
  if (!isWhole) {
    return null;
  }
  const long = BigInt(value as number | string);
  return long > 0n && long <= MAX_LONG ? long.toString() : null;
};

// Supported by Node; missing in the types of ES2023.
const parseWithSource = JSON.parse as (
  text: string,
  revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

/** Like `JSON.parse`, but integers beyond the safe range become strings of digits. */
export const parseExactly = (text: string): unknown =>
  parseWithSource(text, (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value,
  );

/** For `JSON.stringify`, which writes the digits as a number. Not for arithmetic. */
export const asJsonNumber = (digits: string): number => rawJSON(digits) as number;
