import sharp from 'sharp';
import type { ImageFacts, SniffImage } from './types.ts';

/** Pictures with more pixels are refused before anything is decoded: 5 MB of PNG can decode to gigabytes. */
export const MAX_IMAGE_PIXELS = 40_000_000;

/** Pixels on each side: decoding a JPEG to so small a size is much cheaper. */
const SMALL = 32;

/** Reads type and size from the bytes, and all of them once: a picture may be cut off. Sides are those of the upright picture (EXIF orientation applied). */
export const sniffImage: SniffImage = async (bytes): Promise<ImageFacts | null> => {
  const type = imageTypeOf(bytes);
  if (type === null) {
    return null;
  }
  try {
    const { format, autoOrient } = await sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS }).metadata();
    if (format !== type || autoOrient.width * autoOrient.height > MAX_IMAGE_PIXELS) {
      return null;
    }
    await sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' }).resize(SMALL, SMALL).raw().toBuffer();
    return { contentType: `image/${type}`, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return null;
  }
};

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG_SIGNATURE = [0xff, 0xd8, 0xff];

/** Checks the file signature first: libvips has loaders (SVG, PDF, TIFF and more) that untrusted bytes must not reach. */
export const imageTypeOf = (bytes: Uint8Array): 'jpeg' | 'png' | null => {
  if (startsWith(bytes, JPEG_SIGNATURE)) {
    return 'jpeg';
  }
  return startsWith(bytes, PNG_SIGNATURE) ? 'png' : null;
};

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);
