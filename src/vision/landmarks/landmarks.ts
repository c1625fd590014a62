/**
 * Points of a face in a frame: the level square around the face through the mesh, and back to the frame's pixels.
 * Owns where that square lies. Knows nothing of time, and nothing of what the points are for.
 */
import { cropFace, type CropSpec } from '../crop.ts';
import type { FaceGeometry, Pixels } from '../types.ts';
import type { MeshNet } from './mesh-net.ts';

export const LANDMARK_COUNT = 468;

/** Below, the square shows no whole face, and the points are a guess. */
const MIN_PRESENCE = 0.5;

/** Brow, chin and both ears with a margin, as the mesh was trained: looser or lower, and it draws open mouths as shut. */
const SQUARE: Omit<CropSpec, 'size'> = { extent: 3, drop: -0.1 };

/**
 * 468 times x, y, z in pixels of the frame, not mirrored; z is what the net believes of depth, smaller is nearer. The
 * order is that of MediaPipe's face mesh.
 */
export type Landmarks = Float32Array;

/** Null when the net sees no face there. */
export const locateLandmarks = async (
  net: MeshNet,
  pixels: Pixels,
  geometry: FaceGeometry,
): Promise<Landmarks | null> => {
  const { points, presence } = await net.run(cropFace(pixels, geometry, { ...SQUARE, size: net.size }));
  return presence < MIN_PRESENCE || !points.every(Number.isFinite) ? null : toFrame(points, geometry, net.size);
};

const toFrame = (points: Float32Array, { center, scale, roll }: FaceGeometry, size: number): Landmarks => {
  const step = (SQUARE.extent * scale) / size;
  const [cos, sin] = [Math.cos(roll) * step, Math.sin(roll) * step];
  const drop = SQUARE.drop * scale;
  const [centerX, centerY] = [center.x - Math.sin(roll) * drop, center.y + Math.cos(roll) * drop];
  const landmarks = new Float32Array(points.length);
  for (let index = 0; index < points.length; index += 3) {
    const across = (points[index] ?? 0) - size / 2;
    const down = (points[index + 1] ?? 0) - size / 2;
    landmarks[index] = centerX + across * cos - down * sin;
    landmarks[index + 1] = centerY + across * sin + down * cos;
    landmarks[index + 2] = (points[index + 2] ?? 0) * step;
  }
  return landmarks;
};
