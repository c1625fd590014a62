/** Encodes a canvas as JPEG; `quality` 0..1. Returns the bytes and their lower-case hex SHA-256. */
export const encodeJpeg = async (
  canvas: OffscreenCanvas,
  quality: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string }> => {
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { bytes, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
};
