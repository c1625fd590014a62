/**
 * A turn of the head. The nose must move between bridge and lip by more than in bent paper, and
 * by enough for how much narrower the face became: a turned picture becomes narrow, and its nose stays where it is.
 * Left is the person's own left, which is on the right of a picture that is not mirrored.
 */
import type { Measures } from './measures.ts';
import { endOfRun, isAtRest, sinceRest, type Recognise } from './recogniser.ts';

export const TURN = {
  /** Heads of live people at 18 degrees show 0.07; the mesh reports up to 0.05 for photos turned by 45. */
  minAcross: 0.065,
  /** Degrees, as the mesh estimates. */
  minYaw: 13,
  /** Nose over the sine of the angle by which the face became narrower: 0.25 for heads, under 0.1 for most photos. */
  minDepth: 0.13,
  /** Width over height against the neutral: if it is more, the neutral was learnt from a tilted picture. */
  maxAspect: 1.14,
  minMs: 100,
} as const;

/** @param side 1 for the person's left, -1 for their right. */
export const recogniseTurn =
  (side: 1 | -1): Recognise =>
  (series) => {
    const counted = sinceRest(series);
    if (counted.length === 0) {
      return 'turned-away';
    }
    const turned = endOfRun(counted, TURN.minMs, isTurned(side));
    if (turned >= 0 && counted.slice(0, turned).every(({ aspect }) => aspect <= TURN.maxAspect)) {
      return 'done';
    }
    const last = counted.at(-1);
    return last !== undefined && !isAtRest(last) && endOfRun(counted, TURN.minMs, isTurned(-side)) >= 0
      ? 'other-way'
      : 'waiting';
  };

const isTurned =
  (side: number) =>
  ({ noseAcross, yaw, aspect }: Measures): boolean => {
    const narrowed = Math.sqrt(1 - Math.min(1, aspect) ** 2);
    return side * yaw >= TURN.minYaw && side * noseAcross >= Math.max(TURN.minAcross, TURN.minDepth * narrowed);
  };
