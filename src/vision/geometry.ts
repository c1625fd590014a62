/**
 * Where a face is and how it is held. Eyes and mouth alone decide centre, scale and roll, because every detector places
 * those alike; boxes differ between detectors by a fifth. The nose gives yaw and pitch only.
 */
import type { DetectedFace, FaceGeometry, Point } from './types.ts';

/** Frontal faces: from the eyes' midpoint to the mouth it is about this many eye distances. */
const MOUTH_DROP = 1.07;
/** Distance of a frontal nose's tip below the centre, in units of scale. */
const NOSE_REST = 0.04;
/** How far the tip of the nose sticks out, in units of scale: its offset at a quarter turn. */
const NOSE_REACH = 0.6;

export const geometryOf = (face: DetectedFace): FaceGeometry => {
  const eyes = middle(face.rightEye, face.leftEye);
  const center = middle(eyes, face.mouth);
  const across = { x: face.leftEye.x - face.rightEye.x, y: face.leftEye.y - face.rightEye.y };
  const down = { x: face.mouth.x - eyes.x, y: face.mouth.y - eyes.y };
  const scale = Math.max(MOUTH_DROP * Math.hypot(across.x, across.y), Math.hypot(down.x, down.y));
  // Both lines give the roll. In the sum the longer one weighs more, which is the reliable one when the head turns or nods.
  const roll = Math.atan2(across.y - down.x, across.x + down.y);
  const nose = toFaceAxes({ x: face.nose.x - center.x, y: face.nose.y - center.y }, roll);
  const reach = NOSE_REACH * scale;
  return {
    center,
    scale,
    roll,
    yaw: scale === 0 ? 0 : clampUnit(nose.x / reach),
    pitch: scale === 0 ? 0 : clampUnit((nose.y - NOSE_REST * scale) / reach),
  };
};

const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

const toFaceAxes = ({ x, y }: Point, roll: number): Point => ({
  x: x * Math.cos(roll) + y * Math.sin(roll),
  y: y * Math.cos(roll) - x * Math.sin(roll),
});

const clampUnit = (value: number): number => Math.min(1, Math.max(-1, value));
