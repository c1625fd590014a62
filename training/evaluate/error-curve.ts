/**
 * The trade-off between the two errors of presentation-attack detection (ISO/IEC 30107-3): APCER, attacks that pass, and
 * BPCER, bona fide presentations that are refused. Every figure of an evaluation is computed from this curve.
 */

export interface Scored {
  /** Higher means bona fide. */
  readonly score: number;
  readonly isLive: boolean;
}

export interface ErrorPoint {
  /** Scores at or above it pass. */
  readonly threshold: number;
  readonly apcer: number;
  readonly bpcer: number;
}

/** From accepting all samples to accepting none, one point for each threshold that changes the errors. */
export type ErrorCurve = readonly ErrorPoint[];

export const sortByScore = <T extends Scored>(samples: readonly T[]): readonly T[] =>
  samples.toSorted((one, other) => one.score - other.score);

/**
 * Null when a class is missing.
 * @param sorted by `sortByScore`.
 * @param weightOf how often a sample counts. Default: once.
 */
export const errorCurve = <T extends Scored>(
  sorted: readonly T[],
  weightOf: (sample: T) => number = () => 1,
): ErrorCurve | null => {
  const weights = sorted.map(weightOf);
  const total = { live: 0, spoof: 0 };
  for (const [index, { isLive }] of sorted.entries()) {
    total[isLive ? 'live' : 'spoof'] += weights[index] ?? 0;
  }
  if (total.live === 0 || total.spoof === 0) {
    return null;
  }
  const points: ErrorPoint[] = [];
  const refused = { live: 0, spoof: 0 };
  const addPoint = (threshold: number): void => {
    points.push({ threshold, apcer: 1 - refused.spoof / total.spoof, bpcer: refused.live / total.live });
  };
  for (const [index, { score, isLive }] of sorted.entries()) {
    const weight = weights[index] ?? 0;
    if (weight > 0 && points.at(-1)?.threshold !== score) {
      addPoint(score);
    }
    refused[isLive ? 'live' : 'spoof'] += weight;
  }
  addPoint(Number.POSITIVE_INFINITY);
  return points;
};

/** Chance that a bona fide presentation scores above an attack, ties counting half: the area under the curve. */
export const aucOf = (curve: ErrorCurve): number =>
  sumOfSteps(curve, (from, to) => ((from.apcer - to.apcer) * (1 - from.bpcer + (1 - to.bpcer))) / 2);

/** The equal error rate, interpolated linearly between the two points on either side. */
export const eerOf = (curve: ErrorCurve): number =>
  sumOfSteps(curve, (from, to) => {
    const before = from.apcer - from.bpcer;
    const after = to.bpcer - to.apcer;
    const isCrossing = before > 0 && after >= 0;
    return isCrossing ? from.bpcer + ((to.bpcer - from.bpcer) * before) / (before + after) : 0;
  });

const sumOfSteps = (curve: ErrorCurve, step: (from: ErrorPoint, to: ErrorPoint) => number): number =>
  curve.slice(1).reduce((sum, to, index) => {
    const from = curve[index];
    return from === undefined ? sum : sum + step(from, to);
  }, 0);

/** The strictest threshold that refuses at most the share `limit` of bona fide presentations, and what passes there. */
export const pointAtBpcer = (curve: ErrorCurve, limit: number): ErrorPoint =>
  curve.findLast(({ bpcer }) => bpcer <= limit) ?? { threshold: Number.NEGATIVE_INFINITY, apcer: 1, bpcer: 0 };

/** The threshold at which the two errors are closest. */
export const pointAtEer = (curve: ErrorCurve): ErrorPoint =>
  curve.reduce((best, point) => (gap(point) < gap(best) ? point : best));

const gap = ({ apcer, bpcer }: ErrorPoint): number => Math.abs(apcer - bpcer);
