/** Error rates of presentation-attack detection (ISO/IEC 30107-3 terms) from scores; higher scores mean bona fide. */

export interface Scored {
  readonly score: number;
  readonly isLive: boolean;
}

/** Rates are 0..1; null when a class that it needs is missing. */
export interface Measure {
  /** Chance that a bona fide presentation scores above an attack; ties count half. */
  readonly auc: number | null;
  /** Where APCER and BPCER meet. */
  readonly eer: number | null;
  /** Lowest APCER that any threshold with BPCER of at most 5 % gives. */
  readonly apcerAtBpcer5: number | null;
  /** Share of attacks that pass at the shipped threshold. */
  readonly apcer: number | null;
  /** Share of bona fide presentations that are refused at the shipped threshold. */
  readonly bpcer: number | null;
  /** Presentations of each class. */
  readonly live: number;
  readonly spoof: number;
}

/** Scores at or above `threshold` pass. */
export const measure = (samples: readonly Scored[], threshold: number): Measure => {
  const live = samples.filter(({ isLive }) => isLive).map(({ score }) => score);
  const spoof = samples.filter(({ isLive }) => !isLive).map(({ score }) => score);
  const hasBoth = live.length > 0 && spoof.length > 0;
  const points = hasBoth ? errorCurve(live, spoof) : [];
  return {
    auc: hasBoth ? areaUnderCurve(live, spoof) : null,
    eer: hasBoth ? equalError(points) : null,
    apcerAtBpcer5: hasBoth ? Math.min(...points.filter(({ bpcer }) => bpcer <= 0.05).map(({ apcer }) => apcer)) : null,
    apcer: share(spoof, (score) => score >= threshold),
    bpcer: share(live, (score) => score < threshold),
    live: live.length,
    spoof: spoof.length,
  };
};

interface ErrorPoint {
  readonly apcer: number;
  readonly bpcer: number;
}

const share = (scores: readonly number[], test: (score: number) => boolean): number | null =>
  scores.length === 0 ? null : scores.filter(test).length / scores.length;

/** The rank sum of the bona fide scores, with mean ranks for ties. */
const areaUnderCurve = (live: readonly number[], spoof: readonly number[]): number => {
  const all = [...live.map((score) => ({ score, isLive: true })), ...spoof.map((score) => ({ score, isLive: false }))];
  all.sort((one, other) => one.score - other.score);
  let rankSum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.score === all[start]?.score) {
      end += 1;
    }
    const meanRank = (start + 1 + end) / 2;
    rankSum += all.slice(start, end).filter(({ isLive }) => isLive).length * meanRank;
    start = end;
  }
  return (rankSum - (live.length * (live.length + 1)) / 2) / (live.length * spoof.length);
};

/** One point for each threshold that changes anything, from accepting everybody to accepting nobody. */
const errorCurve = (live: readonly number[], spoof: readonly number[]): readonly ErrorPoint[] => {
  const thresholds = [...new Set([...live, ...spoof])].toSorted((one, other) => one - other);
  const lives = live.toSorted((one, other) => one - other);
  const spoofs = spoof.toSorted((one, other) => one - other);
  const points: ErrorPoint[] = [];
  let refused = 0;
  let stopped = 0;
  for (const threshold of [...thresholds, Number.POSITIVE_INFINITY]) {
    while (refused < lives.length && (lives[refused] ?? 0) < threshold) {
      refused += 1;
    }
    while (stopped < spoofs.length && (spoofs[stopped] ?? 0) < threshold) {
      stopped += 1;
    }
    points.push({ bpcer: refused / lives.length, apcer: 1 - stopped / spoofs.length });
  }
  return points;
};

/** Between the two points where the curves cross, on the straight line that joins them. */
const equalError = (points: readonly ErrorPoint[]): number => {
  const after = points.findIndex(({ apcer, bpcer }) => bpcer >= apcer);
  const high = points[after];
  const low = points[after - 1];
  if (high === undefined || low === undefined) {
    return high?.bpcer ?? 1;
  }
  const gapLow = low.apcer - low.bpcer;
  const gapHigh = high.bpcer - high.apcer;
  return low.bpcer + ((high.bpcer - low.bpcer) * gapLow) / (gapLow + gapHigh);
};
