/** Does this machine compute the face mesh as it should be? A person would otherwise be asked for what cannot be seen. */
import { LifesignError } from '../../errors.ts';
import type { MeshNet } from './mesh-net.ts';

/** Of the drawn crop below: the first point, and the last one. Pixels of the crop. */
const KNOWN = { first: [96.48, 125.15, -16.83], last: [136.19, 75.19, 9.97] } as const;

/** wasm stays far below on every machine. */
const TOLERANCE = 0.5;

/** Throws `engine-failed`. */
export const testMesh = async (net: MeshNet): Promise<void> => {
  const { points } = await net.run(drawnCrop(net.size));
  const answers = [...points.subarray(0, 3), ...points.subarray(-3)];
  const expected = [...KNOWN.first, ...KNOWN.last];
  // Written so that a number that is none fails too.
  if (!expected.every((value, index) => Math.abs((answers[index] ?? Number.NaN) - value) <= TOLERANCE)) {
    throw new LifesignError('engine-failed', 'The self-test of the face mesh failed');
  }
};

/** A face of a few flat shapes, of whole numbers only, so that every machine draws the same. HWC RGB, 0..1. */
export const drawnCrop = (size: number): Float32Array =>
  Float32Array.from({ length: size * size * 3 }, (_value, index) => {
    const x = (Math.floor(index / 3) % size) - size / 2;
    const y = Math.floor(index / (3 * size)) - size / 2;
    return shade(Math.abs(x), y) / 255 - (index % 3) / 16;
  });

const shade = (x: number, y: number): number => {
  const isEye = (x - 26) ** 2 + 4 * (y + 22) ** 2 < 120;
  const isMouth = x < 22 && (y - 42) ** 2 < 16;
  const isNose = x < 8 && (y - 14) ** 2 < 9;
  const isHead = 2 * x ** 2 + y ** 2 < 6800;
  return isEye || isMouth ? 70 : isNose ? 140 : isHead ? 200 : 150;
};
