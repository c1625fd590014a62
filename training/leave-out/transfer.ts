/**
 * How a threshold transfers: for each source the one chosen on all the others, as if set without having
 * seen its camera, room and people. Errors are counted over all sources together.
 */
import { errorCurve, pointAtBpcer, pointAtEer, sortByScore, type ErrorCurve } from '../evaluate/error-curve.ts';
import { sourcesOf } from '../evaluate/intervals.ts';
import type { Timed } from '../evaluate/windows.ts';

export interface TransferCounts {
  /** Chosen on the other sources; scores at or above it pass. */
  readonly threshold: number;
  readonly live: number;
  readonly spoof: number;
  /** Of `live`. */
  readonly refused: number;
  /** Of `spoof`. */
  readonly passed: number;
}

export interface Transfer {
  /** Over all sources, each with its own threshold; null without that class. */
  readonly apcer: number | null;
  readonly bpcer: number | null;
  readonly sources: Readonly<Record<string, TransferCounts>>;
}

export type Rule = (curve: ErrorCurve) => number;

/** The threshold at which 5 % of the others' bona fide presentations are refused, and the one where their errors meet. */
export const RULES = {
  bpcer5: (curve) => pointAtBpcer(curve, 0.05).threshold,
  eer: (curve) => pointAtEer(curve).threshold,
} as const satisfies Record<string, Rule>;

/** Sources whose others lack a class have no threshold and do not count. */
export const transfer = (samples: readonly Timed[], rule: Rule): Transfer => {
  const sorted = sortByScore(samples);
  const counts = sourcesOf(samples).flatMap((source): (readonly [string, TransferCounts])[] => {
    const curve = errorCurve(sorted, (sample) => (sample.source === source ? 0 : 1));
    if (curve === null) {
      return [];
    }
    const threshold = rule(curve);
    const own = sorted.filter((sample) => sample.source === source);
    const live = own.filter(({ isLive }) => isLive);
    const spoof = own.filter(({ isLive }) => !isLive);
    const result: TransferCounts = {
      threshold,
      live: live.length,
      spoof: spoof.length,
      refused: live.filter(({ score }) => score < threshold).length,
      passed: spoof.filter(({ score }) => score >= threshold).length,
    };
    return [[source, result]];
  });
  const sum = (field: Exclude<keyof TransferCounts, 'threshold'>): number =>
    counts.reduce((total, [, count]) => total + count[field], 0);
  return {
    apcer: sum('spoof') === 0 ? null : sum('passed') / sum('spoof'),
    bpcer: sum('live') === 0 ? null : sum('refused') / sum('live'),
    sources: Object.fromEntries(counts),
  };
};
