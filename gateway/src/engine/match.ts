import { meanDescriptor } from './template.ts';

/**
 * Distance of two face descriptors to a score: a logistic curve, fitted on webcam pairs (the same people on different
 * days against each other) so that 0.5 is where a genuine and an impostor pair are equally likely. Monotone, so a
 * threshold on the score is one on the distance.
 */
export const MATCH = {
  /** Distance at score 0.5. */
  middle: 0.45,
  /** Distance over which the odds change by a factor of e. */
  step: 0.018,
  /**
   * Minimum score for "the same person", unless the caller sets another: distance 0.443. With two selfies against a
   * webcam picture of another day, FNMR is 6.4 %; FMR is 4.3 % among people of one room, camera and origin (the hardest
   * impostors, NUAA), and 0 of 176,400 against portraits of strangers.
   */
  threshold: 0.6,
  /**
   * Two pictures of one launch are a moment apart: beyond this distance the person was exchanged. Lenient, because a head
   * that turns meanwhile reaches 0.53, and rejecting such a person would be the worse error.
   */
  maxLaunchDistance: 0.58,
  /**
   * Up to here the distance by one view of each face decides, and the one in full is not computed: of 28,000 pairs (clips of 12 people,
   * NUAA, portraits) those up to here were at most 0.462 apart in full, so none is decided otherwise. 91 % of two pictures of a launch
   * are that near.
   */
  clearDistance: 0.45,
  /**
   * How much farther than the mean of the selfies the worst of them may be. Without a limit, a live person beside a picture
   * of another person matches that other in 69 % of the NUAA pairs, because the mean is half-way between them; with it in 21 % (32 of
   * 152). 0.03 would make it 14 %, and refuse bona fide people who turn their head within the second of the capture.
   */
  pictureSlack: 0.045,
  /**
   * Pixels between eyes and mouth that two pictures need to be compared. Made smaller down to here, the second picture of a
   * person on another day matched as it did in full (6 of 6 pairs); 5 of 6 did at 24 pixels, 4 of 6 at 16. The distance of a
   * portrait to itself made smaller was at most 0.20 here, 0.37 at 16 and 0.49 at 12 (14 portraits).
   */
  minScalePx: 28,
} as const;

/** Euclidean. 0 for the same picture, about 0.35 for the same person on another day, 0.55 and more for others. */
export const descriptorDistance = (one: Float32Array, other: Float32Array): number =>
  Math.sqrt(one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0));

/** The distance of a launch's pictures to the reference: that of their mean, which is less noisy, limited by the worst picture. */
export const distanceToReference = (selfies: readonly Float32Array[], reference: Float32Array): number =>
  Math.max(
    descriptorDistance(meanDescriptor(selfies), reference),
    ...selfies.map((selfie) => descriptorDistance(selfie, reference) - MATCH.pictureSlack),
  );

/** 0..1, higher is more similar. */
export const matchScore = (distance: number): number => 1 / (1 + Math.exp((distance - MATCH.middle) / MATCH.step));
