import type { Pixels } from 'lifesign/vision';
import sharp from 'sharp';
import { imageTypeOf, MAX_IMAGE_PIXELS } from '../images/sniff.ts';

/** Longer side, pixels. More does not help for a face that fills a good part of the picture, and costs time and memory. */
const MAX_SIDE = 1600;

/** Upright RGB of a JPEG or PNG; null for other formats, broken or truncated bytes, and too many pixels. */
export const decodeImage = async (bytes: Uint8Array): Promise<Pixels | null> => {
  if (imageTypeOf(bytes) === null) {
    return null;
  }
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return info.channels === 3 ? { data, width: info.width, height: info.height, channels: 3 } : null;
  } catch {
    return null;
  }
};
