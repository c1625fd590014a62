/** A picture of a recording, for `<img>` and options that take an address. */
import { readFileSync } from 'node:fs';
import { splitJpegs } from '../../testkit/jpegs.ts';

export const dataUrl = (jpeg: Uint8Array): string => `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;

/** JPEG number `index` (0-based) of an .mjpeg file, as a data URL. */
export const frameOf = (file: string, index = 0): string => {
  const picture = splitJpegs(readFileSync(file))[index];
  if (picture === undefined) {
    throw new Error(`${file} has no picture number ${index}`);
  }
  return dataUrl(picture);
};
