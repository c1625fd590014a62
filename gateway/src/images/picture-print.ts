/** What one picture of a face is known by later, and when two are copies of one picture. Pure. */
import { differenceOf, type Square } from './copies.ts';
import type { PerceptualHash } from './perceptual-hash.ts';

export interface PicturePrint {
  readonly plain: PerceptualHash;
  /** Of the mirror image. */
  readonly mirrored: PerceptualHash;
  readonly square: Square;
}

export const COPY = {
  maxDifference: 0.13,
  maxDifferenceInLaunch: 0.012,
} as const;

/** Whether both are of one picture, which then was used twice. */
export const isCopy = (one: Square, other: Square): boolean => isWithin(one, other, COPY.maxDifference);

/** The same for two pictures of one launch, that lie a fraction of a second apart. */
export const isSameMoment = (one: Square, other: Square): boolean => isWithin(one, other, COPY.maxDifferenceInLaunch);

const isWithin = (one: Square, other: Square, most: number): boolean => {
  const difference = differenceOf(one, other);
  return difference !== null && difference <= most;
};
