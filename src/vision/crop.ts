/**
 * The square around a face that the liveness net sees: level, centred and scaled by the face's geometry, whatever the
 * camera's resolution. `training/train/crop.py` does the same arithmetic; a parity test holds the two together.
 */
import { averageBlocks, type BlockGrid } from './crop-blocks.ts';
import type { FaceGeometry, Pixels } from './types.ts';

export interface CropSpec {
  /** Pixels on each side of the crop. */
  readonly size: number;
  /** Side of the square in the frame, in units of `FaceGeometry.scale`. */
  readonly extent: number;
  /** From the geometry's centre to the middle of the square, towards the chin, in units of `FaceGeometry.scale`. */
  readonly drop: number;
}

/**
 * HWC RGB, 0..1, `size * size * 3` values. Beyond the frame, its border repeats.
 * Whole blocks of pixels are averaged first and read bilinearly then: a large frame neither aliases nor costs more.
 */
export const cropFace = (pixels: Pixels, geometry: FaceGeometry, spec: CropSpec): Float32Array => {
  const { size } = spec;
  const step = (spec.extent * geometry.scale) / size;
  const block = Math.max(1, Math.min(Math.floor(step), pixels.width, pixels.height));
  const stepX = (Math.cos(geometry.roll) * step) / block;
  const stepY = (Math.sin(geometry.roll) * step) / block;
  const drop = spec.drop * geometry.scale;
  // Blocks count from the frame's corner; a block's value sits at its middle.
  const centerX = (geometry.center.x - Math.sin(geometry.roll) * drop) / block - 0.5;
  const centerY = (geometry.center.y + Math.cos(geometry.roll) * drop) / block - 0.5;
  const reach = (Math.abs(stepX) + Math.abs(stepY)) * (size / 2) + 1;
  const grid = averageBlocks(pixels, block, {
    left: Math.floor(centerX - reach),
    top: Math.floor(centerY - reach),
    right: Math.ceil(centerX + reach),
    bottom: Math.ceil(centerY + reach),
  });

  return sample(grid, size, {
    x: centerX - grid.left,
    y: centerY - grid.top,
    stepX,
    stepY,
  });
};

/** Where the square lies on the grid: its middle, and the step along one of its rows. */
interface Placement {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Reads the grid bilinearly. Unrolled over the channels: a loop of three would cost more than what it does. */
const sample = ({ data, width, height }: BlockGrid, size: number, placement: Placement): Float32Array => {
  const crop = new Float32Array(size * size * 3);
  const { stepX, stepY } = placement;
  const lastX = width - 1;
  const lastY = height - 1;
  const line = width * 3;
  let index = 0;
  for (let row = 0; row < size; row += 1) {
    const down = row + 0.5 - size / 2;
    const startX = placement.x - down * stepY;
    const startY = placement.y + down * stepX;
    for (let column = 0; column < size; column += 1) {
      const across = column + 0.5 - size / 2;
      const x = clamp(startX + across * stepX, lastX);
      const y = clamp(startY + across * stepY, lastY);
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
