/**
 * Input of the liveness net: an upright rectangle, sized in face boxes, that stays inside the frame, drawn as a square.
 * Near a border it is moved, and in a smaller frame it is shrunk, so that every pixel comes from the camera:
 * a repeated border would tell the net how near the face is. `training/train/crop.py` does the same; a parity test
 * compares the two.
 */
import { averageBlocks } from './crop-blocks.ts';
import { sampleGrid } from './crop-sample.ts';
import type { FaceGeometry, Pixels } from './types.ts';

export interface BoxCropSpec {
  /** Pixels on each side of the crop. */
  readonly size: number;
  /** Sides of the rectangle, in face boxes. */
  readonly boxes: number;
}

/**
 * The face box (brows to chin) in units of `FaceGeometry.scale`; `rise` is the height of its middle above the geometry's.
 * Fitted to the boxes of our data folders, on which Minivision's crops are laid too, so that these crops show what theirs show.
 */
export const FACE_BOX = { width: 1.97, height: 2.61, rise: 0.19 } as const;

/** HWC RGB, 0..1, `size * size * 3` values. Whole blocks of pixels are averaged first, then read bilinearly. */
export const cropBox = (
  pixels: Pixels,
  { center, scale }: FaceGeometry,
  { size, boxes }: BoxCropSpec,
): Float32Array => {
  const factor = Math.min(boxes, pixels.width / (FACE_BOX.width * scale), pixels.height / (FACE_BOX.height * scale));
  const width = FACE_BOX.width * scale * factor;
  const height = FACE_BOX.height * scale * factor;
  const left = inside(center.x - width / 2, pixels.width - width);
  const top = inside(center.y - FACE_BOX.rise * scale - height / 2, pixels.height - height);
  const block = Math.max(1, Math.min(Math.floor(Math.min(width, height) / size), pixels.width, pixels.height));
  const grid = averageBlocks(pixels, block, {
    left: Math.floor(left / block) - 1,
    top: Math.floor(top / block) - 1,
    right: Math.ceil((left + width) / block) + 1,
    bottom: Math.ceil((top + height) / block) + 1,
  });
  // Blocks are counted from the frame's corner; a block's value is the one at its middle.
  return sampleGrid(grid, size, {
    middle: { x: (left + width / 2) / block - 0.5 - grid.left, y: (top + height / 2) / block - 0.5 - grid.top },
    across: { x: width / block / size, y: 0 },
    down: { x: 0, y: height / block / size },
  });
};

const inside = (value: number, last: number): number => Math.max(0, Math.min(value, last));
