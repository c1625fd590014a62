import type { BlockGrid } from './crop-blocks.ts';
import type { Point } from './types.ts';

/** Position of a crop on the grid, in blocks. */
export interface Placement {
  readonly middle: Point;
  /** From one pixel of the crop to the next of its row. */
  readonly across: Point;
  /** From one row of the crop to the next. */
  readonly down: Point;
}

/** HWC RGB, 0..1. Reads the grid bilinearly; beyond it, its border repeats. Unrolled over the channels, which is faster than a loop of three. */
export const sampleGrid = (
  { data, width, height }: BlockGrid,
  size: number,
  { middle, across, down }: Placement,
): Float32Array => {
  const crop = new Float32Array(size * size * 3);
  const lastX = width - 1;
  const lastY = height - 1;
  const line = width * 3;
  let index = 0;
  for (let row = 0; row < size; row += 1) {
    const below = row + 0.5 - size / 2;
    const startX = middle.x + below * down.x;
    const startY = middle.y + below * down.y;
    for (let column = 0; column < size; column += 1) {
      const beside = column + 0.5 - size / 2;
      const x = clamp(startX + beside * across.x, lastX);
      const y = clamp(startY + beside * across.y, lastY);
      const x0 = x | 0;
      const y0 = y | 0;
      const right = (x - x0) / 255;
      const low = y - y0;
      const lowRight = right * low;
      const upperRight = right - lowRight;
      const lowLeft = low / 255 - lowRight;
      const upperLeft = 1 / 255 - right - lowLeft;
      const a = (y0 * width + x0) * 3;
      const b = x0 < lastX ? a + 3 : a;
      const c = y0 < lastY ? a + line : a;
      const d = b + c - a;
      crop[index] =
        (data[a] ?? 0) * upperLeft + (data[b] ?? 0) * upperRight + (data[c] ?? 0) * lowLeft + (data[d] ?? 0) * lowRight;
      crop[index + 1] =
        (data[a + 1] ?? 0) * upperLeft +
        (data[b + 1] ?? 0) * upperRight +
        (data[c + 1] ?? 0) * lowLeft +
        (data[d + 1] ?? 0) * lowRight;
      crop[index + 2] =
        (data[a + 2] ?? 0) * upperLeft +
        (data[b + 2] ?? 0) * upperRight +
        (data[c + 2] ?? 0) * lowLeft +
        (data[d + 2] ?? 0) * lowRight;
      index += 3;
    }
  }
  return crop;
};

const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));
