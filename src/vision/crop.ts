/**
 * A levelled square around a face, centred and scaled by its geometry, independent of the camera's resolution: the input of
 * landmarks and recognition.
 */
import { averageBlocks } from './crop-blocks.ts';
import { sampleGrid } from './crop-sample.ts';
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
 * Whole blocks of pixels are averaged first, then read bilinearly: a large frame neither aliases nor costs more.
 */
export const cropFace = (pixels: Pixels, geometry: FaceGeometry, spec: CropSpec): Float32Array => {
  const { size } = spec;
  const step = (spec.extent * geometry.scale) / size;
  const block = Math.max(1, Math.min(Math.floor(step), pixels.width, pixels.height));
  const stepX = (Math.cos(geometry.roll) * step) / block;
  const stepY = (Math.sin(geometry.roll) * step) / block;
  const drop = spec.drop * geometry.scale;
  // Blocks are counted from the frame's corner; a block's value is the one at its middle.
  const centerX = (geometry.center.x - Math.sin(geometry.roll) * drop) / block - 0.5;
  const centerY = (geometry.center.y + Math.cos(geometry.roll) * drop) / block - 0.5;
  const reach = (Math.abs(stepX) + Math.abs(stepY)) * (size / 2) + 1;
  const grid = averageBlocks(pixels, block, {
    left: Math.floor(centerX - reach),
    top: Math.floor(centerY - reach),
    right: Math.ceil(centerX + reach),
    bottom: Math.ceil(centerY + reach),
  });

  return sampleGrid(grid, size, {
    middle: { x: centerX - grid.left, y: centerY - grid.top },
    across: { x: stepX, y: stepY },
    down: { x: -stepY, y: stepX },
  });
};
