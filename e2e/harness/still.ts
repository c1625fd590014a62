/** One picture out of a recording. */
import { readFileSync } from 'node:fs';

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** The first JPEG of an .mjpeg file, as a data URL. */
export const firstFrame = (file: string): string => {
  const bytes = readFileSync(file);
  const end = bytes.indexOf(END_OF_IMAGE);
  if (end < 0) {
    throw new Error(`${file} holds no JPEG`);
  }
  return `data:image/jpeg;base64,${bytes.subarray(0, end + 2).toString('base64')}`;
};
