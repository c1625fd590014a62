/** `fromCharCode` takes the bytes as arguments, whose number engines limit. */
const CHUNK = 0x80_00;

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
};
