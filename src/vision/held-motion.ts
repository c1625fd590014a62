/**
 * Whether the face moves with what surrounds it. A head moves before its room; a picture of a head moves with the edge, the
 * hand or the painted room around it, because all of that is one medium. A camera that shakes moves both as well: that is
 * why slow movement counts for nothing, and why this lowers trust and is never alone a reason to stop anybody.
 */
import { regionShift } from './region-shift.ts';
import { mean, ramp } from './statistics.ts';
import { THUMBNAIL } from './thumbnail.ts';
import type { Point } from './types.ts';

export const HELD = {
  /** Two frames are compared across at least this time (to see movement) and at most this (to find it again). */
  minGapMs: 100,
  maxGapMs: 500,
  /** Units of scale: what the comparison itself is wrong by. */
  noise: 0.02,
  /**
   * Units of scale a second at which the surroundings' movement begins to count and counts in full. A phone in a hand that
   * holds still sways by less than the first (2 degrees a second are about 0.2).
   */
  slow: 0.4,
  fast: 1.2,
} as const;

/** A frame and where its face is. */
export interface Scene {
  /** Milliseconds. */
  readonly at: number;
  readonly thumbnail: Uint8Array;
  /** Pixels of the frame. */
  readonly center: Point;
  readonly scale: number;
  readonly frame: { readonly width: number; readonly height: number };
}

/** How face and surroundings moved between two frames, units of scale. */
export interface Step {
  readonly seconds: number;
  readonly face: Point;
  readonly around: Point;
}

export interface HeldMotion {
  /** 1 = face and surroundings always moved alike, 0 = independently, or not at all. */
  readonly together: number;
  /** Root mean square speed of the surroundings, units of scale a second. */
  readonly aroundSpeed: number;
  /** Both at once, 0..1: how much it looks like a medium that is moved about. 0 when nothing could be compared. */
  readonly held: number;
}

/** Null when either of the two cannot be followed: the time is too short or long, the wall is blank, the frame is full. */
export const measureStep = (before: Scene, now: Scene): Step | null => {
  const gap = now.at - before.at;
  const isSameSize = before.frame.width === now.frame.width && before.frame.height === now.frame.height;
  if (gap < HELD.minGapMs || gap > HELD.maxGapMs || !isSameSize) {
    return null;
  }
  const { face, around } = regionsOf(before);
  const faceShift = regionShift(before.thumbnail, now.thumbnail, face);
  const aroundShift = faceShift === null ? null : regionShift(before.thumbnail, now.thumbnail, around);
  return faceShift === null || aroundShift === null
    ? null
    : { seconds: gap / 1000, face: toScale(faceShift, before), around: toScale(aroundShift, before) };
};

export const measureHeldMotion = (steps: readonly Step[]): HeldMotion => {
  const alike = mean(steps.map(({ face, around }) => face.x * around.x + face.y * around.y));
  const size = mean(steps.map(({ face, around }) => (lengthSquared(face) + lengthSquared(around)) / 2));
  const together = Math.max(0, alike / (size + HELD.noise ** 2));
  const aroundSpeed = Math.sqrt(mean(steps.map(({ seconds, around }) => lengthSquared(around) / seconds ** 2)));
  return { together, aroundSpeed, held: together * ramp(aroundSpeed, HELD.slow, HELD.fast) };
};

const lengthSquared = ({ x, y }: Point): number => x * x + y * y;

const toScale = ({ x, y }: Point, { frame, scale }: Scene): Point => ({
  x: (x * frame.width) / THUMBNAIL.columns / scale,
  y: (y * frame.height) / THUMBNAIL.rows / scale,
});

/** The inner face, and a band about it: beside and above the hair, and not below the chin, where shoulders follow the head. */
const regionsOf = ({ center, scale, frame }: Scene): { face: number[]; around: number[] } => {
  const face: number[] = [];
  const around: number[] = [];
  for (let place = 0; place < THUMBNAIL.columns * THUMBNAIL.rows; place += 1) {
    const x = ((((place % THUMBNAIL.columns) + 0.5) * frame.width) / THUMBNAIL.columns - center.x) / scale;
    const y = (((Math.floor(place / THUMBNAIL.columns) + 0.5) * frame.height) / THUMBNAIL.rows - center.y) / scale;
    const aside = Math.abs(x);
    if (aside < 0.75 && y > -0.9 && y < 1.1) {
      face.push(place);
    } else if (aside < 2.5 && y > -2.7 && y < 0.9 && (aside > 1.5 || y < -2)) {
      around.push(place);
    }
  }
  return { face, around };
};
