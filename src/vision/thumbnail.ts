/**
 * Sparse samples of a frame, to tell whether two frames are identical and what moved between them. Samples are
 * read, never averaged: the noise of a real sensor must be kept, because its absence is one of the signals.
 */
import type { Pixels } from './types.ts';

export const THUMBNAIL = { columns: 64, rows: 48 } as const;

const { columns: COLUMNS, rows: ROWS } = THUMBNAIL;

/** `columns * rows` green values (the channel that carries most of luma), 0..255, row-major, over the whole frame. */
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

/** FNV-1a, 32 bits: equal thumbnails have equal hashes; enough to find a repeated frame; not for security. */
export const thumbnailHash = (thumbnail: Uint8Array): number => {
  let hash = 0x811c9dc5;
  for (const value of thumbnail) {
    hash = Math.imul(hash ^ value, 0x01000193);
  }
  return hash >>> 0;
};

/** Samples on each side of a block: enough to average out sensor noise and keep a head's movement. */
const BLOCK = 4;
const BLOCK_COLUMNS = COLUMNS / BLOCK;
const BLOCK_ROWS = ROWS / BLOCK;

/**
 * Means of 4 x 4 samples, each over the mean of its row of blocks: lamps on alternating current brighten and darken whole
 * rows of a rolling shutter, which is not movement. Values are about 1.
 */
export const thumbnailBlocks = (thumbnail: Uint8Array): Float32Array => {
  const blocks = new Float32Array(BLOCK_COLUMNS * BLOCK_ROWS);
  for (let row = 0; row < BLOCK_ROWS; row += 1) {
    // One grey level for each sample, so that a black row does not turn its noise into movement.
    let total = BLOCK_COLUMNS * BLOCK * BLOCK;
    for (let column = 0; column < BLOCK_COLUMNS; column += 1) {
      let sum = 0;
      for (let sample = 0; sample < BLOCK * BLOCK; sample += 1) {
        const y = row * BLOCK + Math.floor(sample / BLOCK);
        sum += thumbnail[y * COLUMNS + column * BLOCK + (sample % BLOCK)] ?? 0;
      }
      blocks[row * BLOCK_COLUMNS + column] = sum;
      total += sum;
    }
    for (let column = 0; column < BLOCK_COLUMNS; column += 1) {
      const index = row * BLOCK_COLUMNS + column;
      blocks[index] = ((blocks[index] ?? 0) * BLOCK_COLUMNS) / total;
    }
  }
  return blocks;
};
