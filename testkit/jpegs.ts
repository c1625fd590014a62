/** Splits Motion JPEG into pictures. */
const START = Buffer.from([0xff, 0xd8, 0xff]);

/** Bytes before the first picture are left out; a truncated picture is in the list as it is. */
export const splitJpegs = (bytes: Buffer): readonly Buffer[] => {
  const pictures: Buffer[] = [];
  for (let start = bytes.indexOf(START); start >= 0;) {
    const next = bytes.indexOf(START, start + START.length);
    pictures.push(bytes.subarray(start, next < 0 ? bytes.length : next));
    start = next;
  }
  return pictures;
};
