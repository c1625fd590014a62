/**
 * The small frames of the moments that the session drew: each shows the face of the selfies, about as large as the others do, and
 * they are not one picture changed a little. How live they look counts as with the selfies. Frames of light are held to the same
 * face; what they reflect is measured.
 */
import type { Pixels, FaceGeometry } from 'lifesign/vision';
import { momentsDifference } from '../images/moments-difference.ts';
import type { PicturePrint } from '../images/picture-print.ts';
import { describedBy, type Described, launchDistance, type Recogniser } from './launch-distance.ts';
import { MATCH } from './match.ts';
import { type Detector, findPortrait, type Portrait } from './portrait.ts';
import { printOf } from './print.ts';
import { type Chroma, reflectionsOf } from './reflection.ts';
import type { MomentsProblem } from './types.ts';

export const MOMENT = {
  /**
   * How much the two frames that differ most must differ. Three frames within a second and a half, 96 times from recorded clips of 12
   * live people: 0.037 at least, a person who kept quite still once; then 0.12, and 0.29 at the tenth part. Copies of one
   * frame that were encoded again, moved, scaled or turned (36 sets): half below 0.016, 31 below 0.03, 0.064 at most. Stretched or noisy
   * copies reach more and pass this.
   */
  minDifference: 0.03,
  /** By how much a face grows within a hold at most. How far it moves says nothing: live people were 4.7 of its scales apart. */
  maxZoom: 2,
} as const;

export interface MomentParts {
  readonly detector: Detector;
  readonly recogniser: Recogniser;
  readonly liveness: { score(pixels: Pixels, geometry: FaceGeometry): Promise<{ readonly score: number }> };
}

export interface JudgedMoments {
  readonly problem: MomentsProblem | null;
  /** How live each frame with a face looks, 0..1; not of frames of light. */
  readonly scores: readonly number[];
  /** What the face reflects in each frame of light; null where that cannot be measured, or there are none. */
  readonly light: readonly Chroma[] | null;
  readonly signals: Readonly<Record<string, number>>;
}

export interface SmallFrames {
  readonly moments: readonly Uint8Array[];
  readonly light: readonly Uint8Array[];
}

/** `selfies`: the pictures that the frames belong to. */
export const judgeMoments = async (
  { moments, light }: SmallFrames,
  selfies: readonly Described[],
  { detector, recogniser, liveness }: MomentParts,
): Promise<JudgedMoments> => {
  const portraits: Portrait[] = [];
  const prints: PicturePrint[] = [];
  const scores: number[] = [];
  let farthest = 0;
  for (const bytes of [...moments, ...light]) {
    const found = await findPortrait(bytes, detector);
    if (!found.ok) {
      return { problem: 'no-face', scores, light: null, signals: {} };
    }
    const { portrait } = found;
    const { pixels, geometry } = portrait;
    farthest = Math.max(farthest, await launchDistance(describedBy(recogniser, portrait), selfies));
    if (portraits.length < moments.length) {
      scores.push((await liveness.score(pixels, geometry)).score);
      prints.push(await printOf(portrait, detector));
    }
    portraits.push(portrait);
  }
  const difference = moments.length === 0 ? null : momentsDifference(prints, MOMENT.minDifference);
  const signals = {
    'moments.distance': farthest,
    ...(difference === null ? {} : { 'moments.difference': difference, 'moments.liveness': Math.min(...scores) }),
  };
  return {
    problem: problemOf(portraits, farthest, difference ?? Infinity),
    scores,
    light: reflectionsOf(portraits.slice(moments.length)),
    signals,
  };
};

const problemOf = (portraits: readonly Portrait[], farthest: number, difference: number): MomentsProblem | null => {
  if (farthest > MATCH.maxLaunchDistance) {
    return 'other-face';
  }
  if (difference < MOMENT.minDifference) {
    return 'alike';
  }
  return pairsOf(portraits).every(([one, other]) => isOfOneSize(one, other)) ? null : 'apart';
};

/** Frames of one stream have one size. */
const isOfOneSize = (one: Portrait, other: Portrait): boolean => {
  const [a, b] = [one.geometry, other.geometry];
  const zoom = Math.max(a.scale, b.scale) / Math.min(a.scale, b.scale);
  const isOneSize = one.pixels.width === other.pixels.width && one.pixels.height === other.pixels.height;
  return isOneSize && zoom <= MOMENT.maxZoom;
};

const pairsOf = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const));
