/** The figures of an evaluation, ISO/IEC 30107-3 terms, from scores. */
import { aucOf, eerOf, errorCurve, pointAtBpcer, sortByScore, type ErrorCurve, type Scored } from './error-curve.ts';

export type { Scored } from './error-curve.ts';

/** Error rates over all thresholds, or at one; 0..1, null when a required class is missing. */
export interface Rates {
  /** Chance that a bona fide presentation scores above an attack; ties count half. */
  readonly auc: number | null;
  /** Where APCER and BPCER meet. */
  readonly eer: number | null;
  /** Lowest APCER of a threshold with a BPCER of at most 1, 5 or 10 %. */
  readonly apcerAtBpcer1: number | null;
  readonly apcerAtBpcer5: number | null;
  readonly apcerAtBpcer10: number | null;
  /** Share of attacks that pass at the given threshold. */
  readonly apcer: number | null;
  /** Share of bona fide presentations that are refused at the given threshold. */
  readonly bpcer: number | null;
}

export const RATES = ['auc', 'eer', 'apcerAtBpcer1', 'apcerAtBpcer5', 'apcerAtBpcer10', 'apcer', 'bpcer'] as const;

export interface Measure extends Rates {
  /** Presentations of each class. */
  readonly live: number;
  readonly spoof: number;
}

/** Scores at or above `threshold` pass. */
export const measure = (samples: readonly Scored[], threshold: number): Measure => {
  const live = samples.filter(({ isLive }) => isLive).length;
  return { ...ratesOf(sortByScore(samples), threshold), live, spoof: samples.length - live };
};

/**
 * @param sorted by `sortByScore`.
 * @param weightOf how often a sample counts.
 */
export const ratesOf = <T extends Scored>(
  sorted: readonly T[],
  threshold: number,
  weightOf?: (sample: T) => number,
): Rates => {
  const curve = errorCurve(sorted, weightOf);
  return {
    auc: curve && aucOf(curve),
    eer: curve && eerOf(curve),
    apcerAtBpcer1: apcerAt(curve, 0.01),
    apcerAtBpcer5: apcerAt(curve, 0.05),
    apcerAtBpcer10: apcerAt(curve, 0.1),
    apcer: share(
      sorted,
      (sample) => !sample.isLive,
      (sample) => sample.score >= threshold,
      weightOf,
    ),
    bpcer: share(
      sorted,
      (sample) => sample.isLive,
      (sample) => sample.score < threshold,
      weightOf,
    ),
  };
};

const apcerAt = (curve: ErrorCurve | null, limit: number): number | null => curve && pointAtBpcer(curve, limit).apcer;

/** The share of one kind that passes a test; null without any. */
export const share = <T>(
  items: readonly T[],
  isOfKind: (item: T) => boolean,
  test: (item: T) => boolean,
  weightOf: (item: T) => number = () => 1,
): number | null => {
  let all = 0;
  let passed = 0;
  for (const item of items) {
    if (isOfKind(item)) {
      const weight = weightOf(item);
      all += weight;
      passed += test(item) ? weight : 0;
    }
  }
  return all === 0 ? null : passed / all;
};
