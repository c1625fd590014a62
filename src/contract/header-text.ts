/**
 * Ids and names in HTTP headers, where only ASCII is safe. Plain ASCII is sent unchanged, a percent sign
 * included; everything else is sent as an RFC 8187 value: `UTF-8''Jos%C3%A9`.
 */

/** Printable ASCII without spaces at either end: what a header carries unchanged. */
const PLAIN = /^(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?$/;
const EXTENDED = /^UTF-8'[\w-]*'/i;

const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Throws `URIError` for a text with half of a surrogate pair. */
export const encodeHeaderText = (text: string): string =>
  PLAIN.test(text) && !EXTENDED.test(text) ? text : `UTF-8''${encodeURIComponent(text).replace(/['()*]/g, percent)}`;

/**
 * The text of a header as a server's runtime gives it, one character for each byte. Bytes beyond ASCII count as UTF-8, as most
 * clients send them. Null for what is neither UTF-8 nor a well-formed RFC 8187 value.
 */
export const decodeHeaderText = (value: string): string | null => {
  const prefix = EXTENDED.exec(value)?.[0];
  const encoded = prefix === undefined ? value.replace(/[%\x80-\xff]/g, percent) : value.slice(prefix.length);
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
};
