/**
 * The whole frame, drawn as a square whatever its shape, and where the face is in it: a held medium shows its rim, the hand
 * and the room behind it beyond every crop of the face.
 */
import { FACE_BOX } from './box-crop.ts';
import { averageBlocks } from './crop-blocks.ts';
import { sampleGrid } from './crop-sample.ts';
import type { FaceGeometry, Pixels } from './types.ts';

export interface WholeFrameSpec {
  /** Pixels on each side of the square. */
  readonly size: number;
  /** Cells on each side of the map of the face (see `faceCells`): as many as the net's features have. */
  readonly cells: number;
}

/** HWC RGB, 0..1, `size * size * 3` values. Whole blocks of pixels are averaged first, then read bilinearly. */
export const drawWholeFrame = (pixels: Pixels, { size }: Pick<WholeFrameSpec, 'size'>): Float32Array => {
  const { width, height } = pixels;
  const block = Math.max(1, Math.min(Math.floor(width / size), Math.floor(height / size)));
  const grid = averageBlocks(pixels, block, { left: 0, top: 0, right: width, bottom: height });
  return sampleGrid(grid, size, {
    middle: { x: width / block / 2 - 0.5, y: height / block / 2 - 0.5 },
    across: { x: width / block / size, y: 0 },
    down: { x: 0, y: height / block / size },
  });
};

/** The share of each cell of the frame that the face box covers, 0..1, row by row: `cells * cells` values. */
export const faceCells = (
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  { center, scale }: FaceGeometry,
  { cells }: Pick<WholeFrameSpec, 'cells'>,
): Float32Array => {
  const columns = coverage(center.x, (FACE_BOX.width / 2) * scale, width, cells);
  const rows = coverage(center.y - FACE_BOX.rise * scale, (FACE_BOX.height / 2) * scale, height, cells);
  return Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)));
};

/** Share of each of `count` equal parts of 0..length that lies within `reach` of `middle`. */
const coverage = (middle: number, reach: number, length: number, count: number): readonly number[] => {
  const first = ((middle - reach) / length) * count;
  const last = ((middle + reach) / length) * count;
  return Array.from({ length: count }, (_value, index) =>
    Math.max(0, Math.min(last, index + 1) - Math.max(first, index)),
  );
};
