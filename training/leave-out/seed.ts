/** Leave-one-source-out for one seed: errors of its nets on the sources that they have not seen. */
import { sourcesOf } from '../evaluate/intervals.ts';
import { share } from '../evaluate/metrics.ts';
import { measurePresentations, traitBins, type Bin, type Measured, type TraitName } from '../evaluate/operating.ts';
import type { Presentation } from '../evaluate/presentations.ts';
import { RULES, transfer, type Transfer } from './transfer.ts';

/** One seed, by frames or by windows. */
export interface SeedFigures {
  /** Over the sources that have both classes. */
  readonly meanAuc: number | null;
  readonly worstAuc: { readonly source: string; readonly value: number } | null;
  readonly sources: Readonly<Record<string, Measured>>;
  /** All scores pooled, each from the net that had not seen its source. */
  readonly pooled: Measured;
  readonly transfer: Readonly<Record<keyof typeof RULES, Transfer>>;
  readonly traits: Readonly<Record<TraitName, readonly Bin[]>>;
  readonly sweep: readonly SweepRow[];
}

/** Errors over thresholds, to choose one. */
export interface SweepRow {
  readonly threshold: number;
  readonly apcer: number | null;
  readonly bpcer: number | null;
  /** The error of the worst source. */
  readonly worstBpcer: number | null;
}

const THRESHOLDS = Array.from({ length: 19 }, (_value, index) => (index + 1) / 20);

/** @param bar the gateway's threshold. */
export const figuresOf = (items: readonly Presentation[], bar: number): SeedFigures => {
  const bySource = sourcesOf(items).map((source) => {
    const own = items.filter((item) => item.source === source);
    return { source, own, measured: measurePresentations(own, bar) };
  });
  const aucs = bySource.flatMap(({ source, measured: { auc } }) => (auc === null ? [] : [{ source, value: auc }]));
  return {
    meanAuc: aucs.length === 0 ? null : aucs.reduce((sum, { value }) => sum + value, 0) / aucs.length,
    worstAuc: aucs.toSorted((one, other) => one.value - other.value)[0] ?? null,
    sources: Object.fromEntries(bySource.map(({ source, measured }) => [source, measured])),
    pooled: measurePresentations(items, bar),
    transfer: { bpcer5: transfer(items, RULES.bpcer5), eer: transfer(items, RULES.eer) },
    traits: traitBins(items),
    sweep: THRESHOLDS.map((threshold) => ({
      threshold,
      apcer: share(
        items,
        ({ isLive }) => !isLive,
        ({ score }) => score >= threshold,
      ),
      bpcer: refusedAt(items, threshold),
      worstBpcer: bySource.reduce<number | null>((worst, { own }) => {
        const bpcer = refusedAt(own, threshold);
        return bpcer === null || (worst !== null && worst >= bpcer) ? worst : bpcer;
      }, null),
    })),
  };
};

const refusedAt = (items: readonly Presentation[], threshold: number): number | null =>
  share(
    items,
    ({ isLive }) => isLive,
    ({ score }) => score < threshold,
  );
