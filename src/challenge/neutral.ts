/**
 * A face in its own units, and its shape at rest: everything that a challenge asks for is a change against that,
 * so that narrow eyes or a wide mouth do not matter.
 */
import type { Landmarks } from '../vision/landmarks/landmarks.ts';
import type { Point } from '../vision/types.ts';
import { AXES, OUTER_EYES } from './face-points.ts';

/** Origin between the outer corners of the eyes, x towards the person's left, y down, their distance as the unit. */
export type FaceShape = Float32Array;

/** Degrees; positive to the person's left and up. The mesh's estimate, without the camera's perspective. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
}

export const CALIBRATION = {
  /** Milliseconds and frames of rest for a neutral face; a camera of 10 frames a second needs 300 ms. */
  minSpanMs: 250,
  minFrames: 4,
  /**
   * How far points may lie from where they are in the newest frame, in eye spans, on average: from one frame to the next
   * a slow camera would show more of the same movement than a quick one.
   */
  maxUnrest: 0.05,
  /** Degrees. A neutral learnt from a turned face would need a larger turn. */
  maxYaw: 8,
} as const;

export const pointOf = (points: Float32Array, index: number): Point => ({
  x: points[index * 3] ?? 0,
  y: points[index * 3 + 1] ?? 0,
});

export const shapeOf = (landmarks: Landmarks): FaceShape => {
  const right = pointOf(landmarks, OUTER_EYES.right);
  const left = pointOf(landmarks, OUTER_EYES.left);
  const [originX, originY] = [(right.x + left.x) / 2, (right.y + left.y) / 2];
  const span = Math.hypot(left.x - right.x, left.y - right.y);
  const [cos, sin] = [(left.x - right.x) / span / span, (left.y - right.y) / span / span];
  const shape = new Float32Array(landmarks.length);
  for (let index = 0; index < landmarks.length; index += 3) {
    const [x, y] = [(landmarks[index] ?? 0) - originX, (landmarks[index + 1] ?? 0) - originY];
    shape[index] = x * cos + y * sin;
    shape[index + 1] = y * cos - x * sin;
    shape[index + 2] = (landmarks[index + 2] ?? 0) / span;
  }
  return shape;
};

export const poseOf = (shape: FaceShape): Pose => {
  const [right, left] = [middleOf(shape, AXES.right), middleOf(shape, AXES.left)];
  const [top, chin] = [middleOf(shape, AXES.top), middleOf(shape, AXES.chin)];
  return {
    yaw: degrees(Math.atan2(left.z - right.z, left.x - right.x)),
    pitch: degrees(Math.atan2(top.z - chin.z, chin.y - top.y)),
  };
};

/** Mean distance of the points of two shapes. */
export const unrestBetween = (one: FaceShape, other: FaceShape): number => {
  let sum = 0;
  for (let index = 0; index < one.length; index += 3) {
    sum += Math.hypot((one[index] ?? 0) - (other[index] ?? 0), (one[index + 1] ?? 0) - (other[index + 1] ?? 0));
  }
  return (3 * sum) / one.length;
};

/** The median of each coordinate, so that a blink among the frames has no effect. */
export const medianShape = (shapes: readonly FaceShape[]): FaceShape => {
  const middle = shapes.length >> 1;
  return Float32Array.from(shapes[0] ?? [], (_value, index) => {
    const values = Float32Array.from(shapes, (shape) => shape[index] ?? 0).toSorted();
    return values[middle] ?? 0;
  });
};

const middleOf = (shape: FaceShape, indices: readonly number[]): Point & { readonly z: number } => {
  const mean = (axis: number): number =>
    indices.reduce((sum, index) => sum + (shape[index * 3 + axis] ?? 0), 0) / indices.length;
  return { x: mean(0), y: mean(1), z: mean(2) };
};

const degrees = (radians: number): number => (radians * 180) / Math.PI;
