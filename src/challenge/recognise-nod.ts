/**
 * A nod: down or up, and back. The nose must move between the cheeks by more than it does in a picture that is
 * tilted or bent around a level axis, and without a turn, whose parallax looks the same.
 */
import type { Measures } from './measures.ts';
import { endOfRun, isAtRest, sinceRest, type Recognise } from './recogniser.ts';

export const NOD = {
  /** Live heads at 12 degrees show 0.06 to 0.07; the mesh reports up to 0.045 for photos that are only tilted. */
  minDown: 0.06,
  /** Degrees, as the mesh estimates. */
  minPitch: 11,
  maxYaw: 12,
  maxAcross: 0.03,
  /** As for turns: nose over the sine of the angle by which the face became flatter. */
  minDepth: 0.13,
  /** Width over height against the neutral: if it is less, the neutral was learnt from a tilted picture. */
  minAspect: 0.88,
  minMs: 80,
  /** Displacement of the nose below which the head counts as back. */
  backDown: 0.035,
  /** A longer movement counts as looking away. */
  maxMs: 2500,
} as const;

export const recogniseNod: Recognise = (series) => {
  const counted = sinceRest(series);
  if (counted.length === 0) {
    return 'turned-away';
  }
  const until = counted.at(-1)?.at ?? 0;
  const recent = counted.filter(({ at }) => until - at <= NOD.maxMs);
  for (const side of [1, -1] as const) {
    const nodded = endOfRun(recent, NOD.minMs, isNodded(side));
    if (nodded >= 0 && recent.every(({ aspect }) => aspect >= NOD.minAspect)) {
      return recent.slice(nodded).some(isBack) ? 'done' : 'begun';
    }
  }
  return 'waiting';
};

/** @returns a predicate for a side of 1 (down) or -1 (up). */
const isNodded =
  (side: 1 | -1) =>
  ({ noseDown, noseAcross, pitch, yaw, aspect }: Measures): boolean => {
    const flattened = Math.sqrt(1 - Math.min(1, 1 / aspect) ** 2);
    return (
      -side * pitch >= NOD.minPitch &&
      side * noseDown >= Math.max(NOD.minDown, NOD.minDepth * flattened) &&
      Math.abs(yaw) <= NOD.maxYaw &&
      Math.abs(noseAcross) <= NOD.maxAcross
    );
  };

const isBack = (measures: Measures): boolean => isAtRest(measures) && Math.abs(measures.noseDown) <= NOD.backDown;
