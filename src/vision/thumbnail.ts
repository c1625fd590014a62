/**
 * A sparse reading of a frame, to tell whether two frames are the very same. Samples are read, never averaged: the noise
 * of a real sensor must survive, because its absence is what is looked for.
 */
import type { Pixels } from './types.ts';

const COLUMNS = 64;
const ROWS = 48;

/** `COLUMNS * ROWS` green values (the channel that carries most of luma), 0..255. */
export const thumbnailOf = (pixels: Pixels): Uint8Array => {
  const { data, width, height, channels } = pixels;
  const thumbnail = new Uint8Array(COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / ROWS);
    for (let column = 0; column < COLUMNS; column += 1) {
      const x = Math.floor(((column + 0.5) * width) / COLUMNS);
      thumbnail[row * COLUMNS + column] = data[(y * width + x) * channels + 1] ?? 0;
    }
  }
  return thumbnail;
};

/** Mean absolute difference, 0..1; 0 = the same frame. */
export const thumbnailDifference = (one: Uint8Array, other: Uint8Array): number => {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) {
    sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
  }
  return sum / one.length / 255;
};

/** FNV-1a, 32 bits: equal thumbnails have equal hashes; enough to find a frame that comes back, no security in it. */
export const thumbnailHash = (thumbnail: Uint8Array): number => {
  let hash = 0x811c9dc5;
  for (const value of thumbnail) {
    hash = Math.imul(hash ^ value, 0x01000193);
  }
  return hash >>> 0;
};
