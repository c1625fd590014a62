/** The whole frame as a square picture for the detector: scaled without distortion, centred, with black borders. */
import { averageBlocks } from '../crop-blocks.ts';
import type { Pixels, Point } from '../types.ts';

export interface Letterbox {
  /** HWC RGB, 0..1. */
  readonly picture: Float32Array;
  /** From 0..1 of the square to pixels of the frame. */
  readonly toFrame: (point: Point) => Point;
}

/**
 * Whole blocks of pixels are averaged first, then read bilinearly, as for a crop: what the net sees of a face does not
 * depend on the camera's resolution, and noise is averaged.
 */
export const letterbox = (pixels: Pixels, size: number): Letterbox => {
  const { width, height } = pixels;
  const longer = Math.max(width, height);
  const step = longer / size;
  const block = Math.max(1, Math.min(Math.floor(step), width, height));
  const grid = averageBlocks(pixels, block, { left: 0, top: 0, right: width, bottom: height });
  const columns = placesOf({ size, step, block, length: width, last: grid.width - 1 });
  const rows = placesOf({ size, step, block, length: height, last: grid.height - 1 });
  const picture = new Float32Array(size * size * 3);
  const { data } = grid;
  const line = grid.width * 3;
  for (let row = rows.from; row < rows.to; row += 1) {
    const upper = (rows.index[row] ?? 0) * line;
    const lower = upper + (rows.hasNext[row] ?? 0) * line;
    const low = rows.fraction[row] ?? 0;
    let index = (row * size + columns.from) * 3;
    for (let column = columns.from; column < columns.to; column += 1) {
      const left = (columns.index[column] ?? 0) * 3;
      const next = left + (columns.hasNext[column] ?? 0) * 3;
      const right = columns.fraction[column] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const a = data[upper + left + channel] ?? 0;
        const b = data[upper + next + channel] ?? 0;
        const c = data[lower + left + channel] ?? 0;
        const d = data[lower + next + channel] ?? 0;
        const above = a + (b - a) * right;
        picture[index] = (above + (c + (d - c) * right - above) * low) / 255;
        index += 1;
      }
    }
  }
  return {
    picture,
    toFrame: ({ x, y }) => ({ x: (x - 0.5) * longer + width / 2, y: (y - 0.5) * longer + height / 2 }),
  };
};

/** Positions of the square's pixels on the grid, along one side. */
interface Places {
  /** The square's pixels that show the frame. */
  readonly from: number;
  readonly to: number;
  /** The block before, how far it is to the next one, and whether there is a next one (1). */
  readonly index: Int32Array;
  readonly fraction: Float64Array;
  readonly hasNext: Int32Array;
}

const placesOf = (side: { size: number; step: number; block: number; length: number; last: number }): Places => {
  const { size, step, block, length, last } = side;
  const places = { index: new Int32Array(size), fraction: new Float64Array(size), hasNext: new Int32Array(size) };
  let from = size;
  let to = 0;
  for (let place = 0; place < size; place += 1) {
    const pixel = (place + 0.5 - size / 2) * step + length / 2;
    if (pixel < 0 || pixel >= length) {
      continue;
    }
    from = Math.min(from, place);
    to = place + 1;
    // A block's value is the one at its middle.
    const at = Math.min(last, Math.max(0, pixel / block - 0.5));
    const index = Math.floor(at);
    places.index[place] = index;
    places.fraction[place] = at - index;
    places.hasNext[place] = index < last ? 1 : 0;
  }
  return { ...places, from, to };
};
