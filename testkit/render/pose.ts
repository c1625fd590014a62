/**
 * The pose of a head at a moment, and its projection into the picture. Movement is a sum of sines whose
 * periods divide the length of the stream, so that the loop has no seam.
 */

export interface Pose {
  /** Centre of the face in the picture, pixels. */
  readonly x: number;
  readonly y: number;
  /** Half the face's width, pixels. */
  readonly scale: number;
  /** Radians; positive turns the nose to the picture's right, down, and leans clockwise. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** 0 = closed, 1 = open. */
  readonly eyesOpen: number;
  /** 0 = closed, 1 = wide open. */
  readonly mouthOpen: number;
}

/** x to the picture's right, y down, z towards the camera; unit: half the face's width. */
export type Point3 = readonly [x: number, y: number, z: number];
export type Point2 = readonly [x: number, y: number];

export type Project = (point: Point3) => Point2;

/** How far away the camera is, in half face widths (about 50 cm from a face 15 cm wide). */
const CAMERA_DISTANCE = 7;

export const projector = (pose: Pose): Project => {
  const [sinYaw, cosYaw] = [Math.sin(pose.yaw), Math.cos(pose.yaw)];
  const [sinPitch, cosPitch] = [Math.sin(pose.pitch), Math.cos(pose.pitch)];
  const [sinRoll, cosRoll] = [Math.sin(pose.roll), Math.cos(pose.roll)];
  return ([x, y, z]) => {
    const turnedX = x * cosYaw + z * sinYaw;
    const turnedZ = z * cosYaw - x * sinYaw;
    const noddedY = y * cosPitch + turnedZ * sinPitch;
    const noddedZ = turnedZ * cosPitch - y * sinPitch;
    const perspective = (pose.scale * CAMERA_DISTANCE) / (CAMERA_DISTANCE - noddedZ);
    const [flatX, flatY] = [turnedX * perspective, noddedY * perspective];
    return [pose.x + flatX * cosRoll - flatY * sinRoll, pose.y + flatX * sinRoll + flatY * cosRoll];
  };
};

/** `phase` 0..1 is the position in the loop. Two blinks of about 0.2 s in a loop of three seconds. */
export const poseAt = (
  phase: number,
  rest: { readonly x: number; readonly y: number; readonly scale: number },
): Pose => {
  const wave = (cycles: number, offset = 0): number => Math.sin(2 * Math.PI * (phase * cycles + offset));
  const blink = (at: number): number => Math.max(0, 1 - Math.abs(phase - at) / 0.035);
  return {
    x: rest.x + 1.6 * wave(1) + 0.7 * wave(3, 0.2),
    y: rest.y + 1.1 * wave(2, 0.1) + 0.5 * wave(5, 0.6),
    scale: rest.scale * (1 + 0.006 * wave(1, 0.35)),
    yaw: 0.045 * wave(1, 0.15) + 0.015 * wave(3),
    pitch: 0.025 * wave(2, 0.4) + 0.01 * wave(1),
    roll: 0.018 * wave(1, 0.7),
    eyesOpen: 1 - Math.min(1, blink(0.3) + blink(0.82)),
    mouthOpen: 0,
  };
};
