/** One picture out of a recording. */
import { readFileSync } from 'node:fs';

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** JPEG number `index` (0-based) of an .mjpeg file, as a data URL. */
export const frameOf = (file: string, index = 0): string => {
  const bytes = readFileSync(file);
  let start = 0;
  let end = 0;
  for (let count = 0; count <= index; count += 1) {
    start = end;
    const mark = bytes.indexOf(END_OF_IMAGE, start);
    if (mark < 0) {
      throw new Error(`${file} holds ${count} pictures, not ${index + 1}`);
    }
    end = mark + END_OF_IMAGE.length;
  }
  return `data:image/jpeg;base64,${bytes.subarray(start, end).toString('base64')}`;
};
