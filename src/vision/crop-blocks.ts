/**
 * Averages of whole blocks of a frame's pixels: what a crop reads instead of the pixels when the face is large.
 * This reads every pixel under the crop and is its slowest part, so indices are kept as integers (`| 0`).
 */
import type { Pixels } from './types.ts';

export interface BlockGrid {
  /** RGB means, 0..255. */
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Blocks between the frame's corner and the grid's. */
  readonly left: number;
  readonly top: number;
}

/** In blocks from the frame's corner, both ends included. */
export interface BlockRegion {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The blocks of `region` that lie in the frame. `block` is their side in pixels; blocks that the far edges cut are left out. */
export const averageBlocks = (pixels: Pixels, block: number, region: BlockRegion): BlockGrid => {
  const lastColumn = Math.floor(pixels.width / block) - 1;
  const lastRow = Math.floor(pixels.height / block) - 1;
  const left = clamp(region.left, lastColumn);
  const top = clamp(region.top, lastRow);
  const width = clamp(region.right, lastColumn) - left + 1;
  const height = clamp(region.bottom, lastRow) - top + 1;
  const grid = { data: new Float32Array(width * height * 3), width, height, left, top };
  const words = wordsOf(pixels, block);
  if (words === null) {
    averageBytes(pixels, block, grid);
  } else {
    averageWords(words, pixels.width, block, grid);
  }
  return grid;
};

const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));

/** Sums of this many pixels squared stay below 2 ** 16, so that red and blue fit side by side into one number. */
const LARGEST_BLOCK_OF_WORDS = 16;
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** RGBA as one 32-bit word per pixel, which is twice as fast to sum; null where alignment, layout or sums do not allow it. */
const wordsOf = ({ data, width, height, channels }: Pixels, block: number): Int32Array | null =>
  channels === 4 && block <= LARGEST_BLOCK_OF_WORDS && IS_LITTLE_ENDIAN && data.byteOffset % 4 === 0
    ? new Int32Array(data.buffer, data.byteOffset, width * height)
    : null;

const averageWords = (words: Int32Array, frameWidth: number, side: number, grid: BlockGrid): void => {
  const means = grid.data;
  const width = frameWidth | 0;
  const block = side | 0;
  const weight = 1 / (block * block);
  let index = 0;
  for (let row = 0; row < grid.height; row += 1) {
    let corner = ((grid.top + row) * block * width + grid.left * block) | 0;
    for (let column = 0; column < grid.width; column += 1) {
      let redAndBlue = 0;
      let green = 0;
      let line = corner;
      for (let y = 0; y < block; y += 1) {
        const end = (line + block) | 0;
        for (let at = line; at < end; at += 1) {
          const word = words[at] ?? 0;
          redAndBlue = (redAndBlue + (word & 0xff00ff)) | 0;
          green = (green + (word & 0x00ff00)) | 0;
        }
        line = (line + width) | 0;
      }
      means[index] = (redAndBlue & 0xffff) * weight;
      means[index + 1] = (green >>> 8) * weight;
      means[index + 2] = (redAndBlue >>> 16) * weight;
      index += 3;
      corner = (corner + block) | 0;
    }
  }
};

const averageBytes = ({ data, width, channels }: Pixels, side: number, grid: BlockGrid): void => {
  const means = grid.data;
  const block = side | 0;
  const pixel = channels | 0;
  const stride = (width * pixel) | 0;
  const weight = 1 / (block * block);
  let index = 0;
  for (let row = 0; row < grid.height; row += 1) {
    let corner = ((grid.top + row) * block * stride + grid.left * block * pixel) | 0;
    for (let column = 0; column < grid.width; column += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let line = corner;
      for (let y = 0; y < block; y += 1) {
        let at = line;
        for (let x = 0; x < block; x += 1) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
          at = (at + pixel) | 0;
        }
        line = (line + stride) | 0;
      }
      means[index] = red * weight;
      means[index + 1] = green * weight;
      means[index + 2] = blue * weight;
      index += 3;
      corner = (corner + block * pixel) | 0;
    }
  }
};
