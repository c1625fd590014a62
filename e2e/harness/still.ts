/** A picture of a recording, for `<img>` and options that take an address. */
import { readFileSync } from 'node:fs';
import { splitJpegs } from '../../testkit/jpegs.ts';

/** JPEG number `index` (0-based) of an .mjpeg file, as a data URL. */
export const frameOf = (file: string, index = 0): string => {
  const picture = splitJpegs(readFileSync(file))[index];
  if (picture === undefined) {
    throw new Error(`${file} has no picture number ${index}`);
  }
  return `data:image/jpeg;base64,${picture.toString('base64')}`;
};
