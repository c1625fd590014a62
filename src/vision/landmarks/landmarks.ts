/**
 * Points of a face in a frame: runs the mesh on the levelled square around the face and maps the points back to frame pixels.
 * Places that square. Stateless.
 */
import { cropFace, type CropSpec } from '../crop.ts';
import type { FaceGeometry, Pixels } from '../types.ts';
import type { MeshNet } from './mesh-net.ts';

export const LANDMARK_COUNT = 468;

/** Below this presence the square shows no whole face and the points are unreliable. */
const MIN_PRESENCE = 0.5;

/** Brow, chin and both ears with a margin, as in the mesh's training: in a looser or lower square it shows open mouths as closed. */
const SQUARE: Omit<CropSpec, 'size'> = { extent: 3, drop: -0.1 };

/**
 * 468 times x, y, z in pixels of the frame, not mirrored; z is the net's estimate of depth, smaller is nearer. The
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
