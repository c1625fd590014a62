/** The pictures of a recording. */
import { readFileSync } from 'node:fs';

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Motion JPEG: one picture after the other. */
export const splitJpegs = (bytes: Buffer): readonly Buffer[] => {
  const pictures: Buffer[] = [];
  let start = 0;
  for (let mark = bytes.indexOf(END_OF_IMAGE); mark >= 0; mark = bytes.indexOf(END_OF_IMAGE, start)) {
    pictures.push(bytes.subarray(start, mark + END_OF_IMAGE.length));
    start = mark + END_OF_IMAGE.length;
  }
  return pictures;
};

/** JPEG number `index` (0-based) of an .mjpeg file, as a data URL. */
export const frameOf = (file: string, index = 0): string => {
  const picture = splitJpegs(readFileSync(file))[index];
  if (picture === undefined) {
    throw new Error(`${file} holds no picture of number ${index}`);
  }
  return `data:image/jpeg;base64,${picture.toString('base64')}`;
};
