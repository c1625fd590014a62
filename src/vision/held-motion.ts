/**
 * Whether what surrounds the face moves with it. A head moves in front of its room; a picture of a head moves together with
 * the edge, the hand or the pictured room around it, because all of that is one medium. Each block of the surroundings
 * votes by itself whether it moved with the face or stayed, so that hair, a sleeve or a passer-by cannot outvote the
 * rest. A shaken camera moves everything as well: that is why slow movement counts for nothing, and why
 * this lowers trust and never causes a spoof verdict by itself.
 */
import { regionShift } from './region-shift.ts';
import { mean, ramp } from './statistics.ts';
import { THUMBNAIL } from './thumbnail.ts';
import type { Point } from './types.ts';

export const HELD = {
  /** Two frames are compared across at least this time (to see movement) and at most this (to find it again). */
  minGapMs: 100,
  maxGapMs: 500,
  /** Samples of the thumbnail: below this the face moved too little to compare with its surroundings. */
  minShift: 0.5,
  /** A block votes when one answer is better than the other by this much: in grey levels, and as a ratio. */
  minLead: 1.5,
  maxRatio: 0.7,
  /** Undecided votes added to every window, so that a few blocks do not decide, e.g. in front of a nearly blank wall. */
  doubt: 20,
  /**
   * Share of the surroundings that moves along at which it begins to count, and at which it counts in full. A person who moves while the
   * laptop is pushed reaches two thirds.
   */
  few: 0.7,
  most: 0.85,
  /**
   * Speed of the face at which it begins to count, and at which it counts in full, units of scale a second. A phone in a hand that holds
   * still turns by one or two degrees a second, which is about 0.2.
   */
  slow: 0.4,
  fast: 1.2,
} as const;

const { columns: COLUMNS, rows: ROWS } = THUMBNAIL;

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

/** Movement between two frames. */
export interface Step {
  /** Speed of the face, units of scale a second. */
  readonly speed: number;
  /** Number of blocks of the surroundings that moved with the face, and that stayed. */
  readonly follow: number;
  readonly stay: number;
}

export interface HeldMotion {
  /** Share of the surroundings that moved with the face, 0..1. */
  readonly together: number;
  /** Root mean square, units of scale a second. */
  readonly faceSpeed: number;
  /** How much it looks like a medium that is being moved, 0..1. */
  readonly held: number;
}

/** Null when the face cannot be followed: the frames are too close or too far apart in time, or the face moved too far. */
export const measureStep = (before: Scene, now: Scene): Step | null => {
  const gap = now.at - before.at;
  const isSameSize = before.frame.width === now.frame.width && before.frame.height === now.frame.height;
  if (gap < HELD.minGapMs || gap > HELD.maxGapMs || !isSameSize) {
    return null;
  }
  const shift = regionShift(before.thumbnail, now.thumbnail, facePlaces(before));
  if (shift === null) {
    return null;
  }
  const { frame, scale } = before;
  const distance = Math.hypot((shift.x * frame.width) / COLUMNS, (shift.y * frame.height) / ROWS) / scale;
  const votes = Math.hypot(shift.x, shift.y) < HELD.minShift ? { follow: 0, stay: 0 } : votesOf(before, now, shift);
  return { speed: (1000 * distance) / gap, ...votes };
};

export const measureHeldMotion = (steps: readonly Step[]): HeldMotion => {
  const follow = steps.reduce((sum, step) => sum + step.follow, 0);
  const stay = steps.reduce((sum, step) => sum + step.stay, 0);
  const together = follow / (follow + stay + HELD.doubt);
  const faceSpeed = Math.sqrt(mean(steps.map(({ speed }) => speed ** 2)));
  const held = ramp(together, HELD.few, HELD.most) * ramp(faceSpeed, HELD.slow, HELD.fast);
  return { together, faceSpeed, held };
};

/** Position of a sample in the thumbnail, relative to the face's centre, units of scale. */
const fromFace = (column: number, row: number, { center, scale, frame }: Scene): Point => ({
  x: ((column * frame.width) / COLUMNS - center.x) / scale,
  y: ((row * frame.height) / ROWS - center.y) / scale,
});

const facePlaces = (scene: Scene): number[] => {
  const places: number[] = [];
  for (let place = 0; place < COLUMNS * ROWS; place += 1) {
    const { x, y } = fromFace((place % COLUMNS) + 0.5, Math.floor(place / COLUMNS) + 0.5, scene);
    if (Math.abs(x) < 0.75 && y > -0.9 && y < 1.1) {
      places.push(place);
    }
  }
  return places;
};

/** Outside the head with its hair and what is below the chin: neck and shoulders always move with the head. */
const isSurroundings = ({ x, y }: Point): boolean => !(Math.abs(x) < 1.4 && y > -2) && !(Math.abs(x) < 3 && y > 0.9);

/** Samples on each side of a block. */
const BLOCK = 4;

const STILL: Point = { x: 0, y: 0 };

const votesOf = (before: Scene, now: Scene, shift: Point): Pick<Step, 'follow' | 'stay'> => {
  let follow = 0;
  let stay = 0;
  for (let row = 0; row < ROWS; row += BLOCK) {
    for (let column = 0; column < COLUMNS; column += BLOCK) {
      const isAsked =
        isSurroundings(fromFace(column + BLOCK / 2, row + BLOCK / 2, before)) && isInside(column, row, shift);
      const moved = isAsked ? unlikeness(before.thumbnail, now.thumbnail, column, row, shift) : 0;
      const still = isAsked ? unlikeness(before.thumbnail, now.thumbnail, column, row, STILL) : 0;
      follow += isClear(moved, still) ? 1 : 0;
      stay += isClear(still, moved) ? 1 : 0;
    }
  }
  return { follow, stay };
};

const isInside = (column: number, row: number, { x, y }: Point): boolean =>
  column + x >= 0 && row + y >= 0 && column + x + BLOCK < COLUMNS && row + y + BLOCK < ROWS;

const isClear = (better: number, worse: number): boolean =>
  worse - better > HELD.minLead && better < HELD.maxRatio * worse;

/** Mean absolute deviation from the mean change, so that a change of brightness alone counts as 0. Grey levels. */
const unlikeness = (before: Uint8Array, now: Uint8Array, column: number, row: number, shift: Point): number => {
  const changes = new Float64Array(BLOCK * BLOCK);
  let sum = 0;
  for (let sample = 0; sample < changes.length; sample += 1) {
    const x = column + (sample % BLOCK);
    const y = row + Math.floor(sample / BLOCK);
    const change = sampleAt(now, x + shift.x, y + shift.y) - (before[y * COLUMNS + x] ?? 0);
    changes[sample] = change;
    sum += change;
  }
  const middle = sum / changes.length;
  return changes.reduce((total, change) => total + Math.abs(change - middle), 0) / changes.length;
};

/** The thumbnail at a position between samples, interpolated bilinearly. */
const sampleAt = (thumbnail: Uint8Array, x: number, y: number): number => {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const place = row * COLUMNS + column;
  const right = x - column;
  const down = y - row;
  const at = (index: number): number => thumbnail[index] ?? 0;
  const upper = at(place) * (1 - right) + (right === 0 ? 0 : at(place + 1) * right);
  const lower =
    down === 0 ? 0 : at(place + COLUMNS) * (1 - right) + (right === 0 ? 0 : at(place + COLUMNS + 1) * right);
  return upper * (1 - down) + lower * down;
};
