/** What one picture of a face is known by later, and when two are copies of one picture. Pure. */
import { differenceOf, type Square } from './copies.ts';
import type { PerceptualHash } from './perceptual-hash.ts';

/** The face as it lies in a picture, or in its mirror image. */
export interface FacePrint {
  readonly hash: PerceptualHash;
  readonly square: Square;
}

export interface PicturePrint {
  readonly plain: FacePrint;
  /** The detector is not symmetric, so it looked at the mirror image as well; null where it saw no face there. */
  readonly mirrored: FacePrint | null;
}

export const COPY = {
  /**
   * On 12 recorded clips of live people copies differ by 0.05 at the median and by 0.2 at most; a person by 0.215 at least three
   * seconds later, and two people by more than 1 (`npm run bench:image-reuse`).
   */
  maxDifference: 0.15,
  /** Two selfies of one launch lie a third of a second apart: only what was hardly altered can be told from such a pair. */
  maxDifferenceInLaunch: 0.012,
} as const;

/** Whether the square was cut from the picture, mirrored or not, or from a copy of it: one picture, used twice. */
export const isCopy = (square: Square, of: PicturePrint): boolean =>
  isWithin(square, of.plain.square, COPY.maxDifference) ||
  (of.mirrored !== null && isWithin(square, of.mirrored.square, COPY.maxDifference));

/** The same for two pictures of one launch. No camera turns its picture round meanwhile, so a mirrored copy need not be exact. */
export const isSameMoment = (one: PicturePrint, other: PicturePrint): boolean =>
  isWithin(one.plain.square, other.plain.square, COPY.maxDifferenceInLaunch) ||
  (other.mirrored !== null && isWithin(one.plain.square, other.mirrored.square, COPY.maxDifference));

const isWithin = (one: Square, other: Square, most: number): boolean => {
  const difference = differenceOf(one, other);
  return difference !== null && difference <= most;
};
