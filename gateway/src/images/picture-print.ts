/** The description by which a picture of a face is recognised later, and when two pictures are copies of one. Pure. */
import { differenceOf, type Square } from './copies.ts';
import type { PerceptualHash } from './perceptual-hash.ts';

/** Description of the face in a picture, or in its mirror image. */
export interface FacePrint {
  readonly hash: PerceptualHash;
  readonly square: Square;
}

export interface PicturePrint {
  readonly plain: FacePrint;
  /** The same of the mirror image, detected separately because the detector is not symmetric; null without a face there. */
  readonly mirrored: FacePrint | null;
}

export const COPY = {
  /**
   * On 12 recorded clips of live people copies differ by 0.05 at the median and by 0.2 at most; a person by 0.215 at least three
   * seconds later, and two people by more than 1 (`npm run bench:image-reuse`).
   */
  maxDifference: 0.15,
  /** Two selfies of one launch are a third of a second apart: only a nearly unaltered copy differs less than such a pair. */
  maxDifferenceInLaunch: 0.012,
} as const;

/** Whether the square was cut from the picture, mirrored or not, or from a copy of it: one picture, used twice. */
export const isCopy = (square: Square, of: PicturePrint): boolean =>
  isWithin(square, of.plain.square, COPY.maxDifference) ||
  (of.mirrored !== null && isWithin(square, of.mirrored.square, COPY.maxDifference));

/** The same for two pictures of one launch. No camera mirrors its picture meanwhile, so a mirrored copy need not be exact. */
export const isSameMoment = (one: PicturePrint, other: PicturePrint): boolean =>
  isWithin(one.plain.square, other.plain.square, COPY.maxDifferenceInLaunch) ||
  (other.mirrored !== null && isWithin(one.plain.square, other.mirrored.square, COPY.maxDifference));

const isWithin = (one: Square, other: Square, most: number): boolean => {
  const difference = differenceOf(one, other);
  return difference !== null && difference <= most;
};
