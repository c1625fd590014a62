/**
 * The square around a face that the liveness net sees: level, centred and scaled by the face's geometry, whatever the
 * camera's resolution. `models/train/crop.py` does the same arithmetic; a parity test holds the two together.
 */
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

  const crop = new Float32Array(size * size * 3);
  const { data, width } = grid;
  const lastX = width - 1;
  const lastY = grid.height - 1;
  let index = 0;
  for (let row = 0; row < size; row += 1) {
    const down = row + 0.5 - size / 2;
    for (let column = 0; column < size; column += 1) {
      const across = column + 0.5 - size / 2;
      const x = clamp(centerX + across * stepX - down * stepY - grid.left, lastX);
      const y = clamp(centerY + across * stepY + down * stepX - grid.top, lastY);
      const x0 = Math.floor(x);
      const y0 = Math.floor(y);
      const right = x - x0;
      const low = y - y0;
      const nextX = x0 < lastX ? 3 : 0;
      const upper = (y0 * width + x0) * 3;
      const lower = y0 < lastY ? upper + width * 3 : upper;
      for (let channel = 0; channel < 3; channel += 1) {
        const top = (data[upper + channel] ?? 0) * (1 - right) + (data[upper + nextX + channel] ?? 0) * right;
        const bottom = (data[lower + channel] ?? 0) * (1 - right) + (data[lower + nextX + channel] ?? 0) * right;
        crop[index] = (top * (1 - low) + bottom * low) / 255;
        index += 1;
      }
    }
  }
  return crop;
};

interface Grid {
  /** RGB means, 0..255. */
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Blocks between the frame's corner and the grid's. */
  readonly left: number;
  readonly top: number;
}

/** The blocks that the crop reads, and only those. Blocks that the frame's far edges cut are left out. */
const averageBlocks = (
  { data, width, height, channels }: Pixels,
  block: number,
  region: { left: number; top: number; right: number; bottom: number },
): Grid => {
  const lastColumn = Math.floor(width / block) - 1;
  const lastRow = Math.floor(height / block) - 1;
  const left = clamp(region.left, lastColumn);
  const top = clamp(region.top, lastRow);
  const columns = clamp(region.right, lastColumn) - left + 1;
  const rows = clamp(region.bottom, lastRow) - top + 1;
  const means = new Float32Array(columns * rows * 3);
  const weight = 1 / (block * block);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let line = 0; line < block; line += 1) {
        let at = (((top + row) * block + line) * width + (left + column) * block) * channels;
        for (let pixel = 0; pixel < block; pixel += 1) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
          at += channels;
        }
      }
      const index = (row * columns + column) * 3;
      means[index] = red * weight;
      means[index + 1] = green * weight;
      means[index + 2] = blue * weight;
    }
  }
  return { data: means, width: columns, height: rows, left, top };
};

const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));
