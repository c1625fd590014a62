/** Leave-one-source-out over all seeds: mean, range and bootstrap interval of each figure. */
import type { Detections } from '../data/detections.ts';
import type { DataRecord } from '../data/folder.ts';
import { drawSources, interval, resampledRates, RESAMPLES, type Interval } from '../evaluate/intervals.ts';
import { RATES, type Rates } from '../evaluate/metrics.ts';
import type { Worst } from '../evaluate/operating.ts';
import {
  presentationsOf,
  toFrame,
  type Frame,
  type Passes,
  type Presentation,
  type Presentations,
  type Thresholds,
} from '../evaluate/presentations.ts';
import type { LosoRun, LosoRuns, SeedScores } from './runs.ts';
import { figuresOf, type SeedFigures } from './seed.ts';
import type { RULES } from './transfer.ts';

/** Over seeds. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface LosoFigures {
  /** Over the sources that have both classes. */
  readonly meanAuc: Spread | null;
  /** 95 %, sources drawn again with replacement; each resample is the mean over seeds. */
  readonly meanAucInterval: Interval | null;
  /** The lowest source in each seed. */
  readonly worstAuc: Spread | null;
  /** The source whose mean over seeds is lowest. */
  readonly worstSource: Worst | null;
  /** All scores pooled, each from the net that had not seen its source. */
  readonly pooled: Readonly<Record<keyof Rates, Spread | null>>;
  readonly pooledInterval: Readonly<Record<keyof Rates, Interval | null>>;
  /** Each source at the threshold chosen on the others. */
  readonly transfer: Readonly<
    Record<keyof typeof RULES, { readonly apcer: Spread | null; readonly bpcer: Spread | null }>
  >;
  /** At each shipped threshold, the source with the highest BPCER by its mean over seeds. */
  readonly worstBpcer: Readonly<Record<keyof Passes, Worst | null>>;
}

/** See `Presentations`. */
export const KINDS = [
  'frame',
  'window',
  'timedWindow',
  'fullWindow',
  'secondLook',
] as const satisfies readonly (keyof Presentations)[];
export type Kind = (typeof KINDS)[number];
export type ByKind<T> = Readonly<Record<Kind, T>>;

export interface LosoReport extends ByKind<LosoFigures> {
  readonly run: LosoRun;
  readonly thresholds: Thresholds;
  readonly seeds: readonly ({ readonly seed: string; readonly missing: readonly string[] } & ByKind<SeedFigures>)[];
  readonly problems: readonly string[];
}

export interface Loso {
  readonly report: LosoReport;
  /** For the charts, one for each seed. */
  readonly presentations: readonly Presentations[];
}

export const measureLoso = (
  { run, seeds, problems }: LosoRuns,
  records: readonly DataRecord[],
  detections: Detections,
  thresholds: Thresholds,
): Loso => {
  const bar = thresholds.gateway.live;
  const presentations = seeds.map(({ scores }) => presentationsOf(framesOf(scores, records, detections), thresholds));
  const figures = presentations.map((seed) => ofEachKind((kind) => figuresOf(seed[kind], bar)));
  const summaries = ofEachKind((kind) =>
    summariseSeeds(
      figures.map((seed) => seed[kind]),
      presentations.map((seed) => seed[kind]),
      bar,
    ),
  );
  const reported = seeds.flatMap(({ seed, missing }, index) => {
    const found = figures[index];
    return found === undefined ? [] : [{ seed, missing, ...found }];
  });
  return { report: { run, thresholds, ...summaries, seeds: reported, problems }, presentations };
};

const ofEachKind = <T>(value: (kind: Kind) => T): ByKind<T> => ({
  frame: value('frame'),
  window: value('window'),
  timedWindow: value('timedWindow'),
  fullWindow: value('fullWindow'),
  secondLook: value('secondLook'),
});

const framesOf = (
  scores: SeedScores['scores'],
  records: readonly DataRecord[],
  { observations }: Detections,
): readonly Frame[] =>
  records.flatMap((record) => {
    const [score, observation] = [scores.get(record.path), observations.get(record.path)];
    return score === undefined || observation === undefined ? [] : [toFrame(record, observation, score)];
  });

const summariseSeeds = (
  seeds: readonly SeedFigures[],
  items: readonly (readonly Presentation[])[],
  bar: number,
): LosoFigures => {
  const sources = [...new Set(seeds.flatMap((seed) => Object.keys(seed.sources)))].toSorted();
  const worst = (sign: 1 | -1, get: (seed: SeedFigures, source: string) => number | null | undefined): Worst | null =>
    sources.reduce<Worst | null>((found, source) => {
      const value = spreadOf(seeds.map((seed) => get(seed, source)))?.mean;
      const isWorse = value !== undefined && (found === null || sign * value > sign * found.value);
      return isWorse ? { source, value } : found;
    }, null);
  const transferred = (rule: keyof typeof RULES) => ({
    apcer: spreadOf(seeds.map((seed) => seed.transfer[rule].apcer)),
    bpcer: spreadOf(seeds.map((seed) => seed.transfer[rule].bpcer)),
  });
  const worstBpcer = (point: keyof Passes): Worst | null =>
    worst(1, (seed, source) => seed.sources[source]?.operating[point].bpcer);
  return {
    meanAuc: spreadOf(seeds.map(({ meanAuc }) => meanAuc)),
    meanAucInterval: meanAucInterval(seeds),
    worstAuc: spreadOf(seeds.map(({ worstAuc }) => worstAuc?.value)),
    worstSource: worst(-1, (seed, source) => seed.sources[source]?.auc),
    pooled: ofEachRate((rate) => spreadOf(seeds.map(({ pooled }) => pooled[rate]))),
    pooledInterval: pooledIntervals(items, bar),
    transfer: { bpcer5: transferred('bpcer5'), eer: transferred('eer') },
    worstBpcer: {
      deviceStop: worstBpcer('deviceStop'),
      deviceLive: worstBpcer('deviceLive'),
      gatewayLive: worstBpcer('gatewayLive'),
      accepted: worstBpcer('accepted'),
    },
  };
};

/** Every seed has the same sources, so the same draws are used for all. */
const pooledIntervals = (seeds: readonly (readonly Presentation[])[], bar: number): LosoFigures['pooledInterval'] => {
  const drawn = seeds.map((items) => resampledRates(items, bar));
  return ofEachRate((rate) => interval(draws((draw) => drawn.map((rates) => rates[draw]?.[rate]))));
};

const meanAucInterval = (seeds: readonly SeedFigures[]): Interval | null => {
  const aucs = seeds.map(({ sources }) => new Map(Object.entries(sources).map(([name, { auc }]) => [name, auc])));
  const names = [...new Set(aucs.flatMap((seed) => [...seed.keys()].filter((name) => seed.get(name) !== null)))];
  const drawn = drawSources(names.toSorted(), names.length < 2 ? 0 : RESAMPLES, 1);
  return interval(
    draws((draw) =>
      [...(drawn[draw] ?? [])].flatMap(([name, count]) =>
        Array.from({ length: count }, () => spreadOf(aucs.map((seed) => seed.get(name)))?.mean),
      ),
    ),
  );
};

/** The mean of each draw's values. */
const draws = (valuesOf: (draw: number) => readonly (number | null | undefined)[]): readonly (number | null)[] =>
  Array.from({ length: RESAMPLES }, (_value, draw) => spreadOf(valuesOf(draw))?.mean ?? null);

const ofEachRate = <T>(value: (rate: keyof Rates) => T): Readonly<Record<keyof Rates, T>> =>
  Object.fromEntries(RATES.map((rate) => [rate, value(rate)])) as Record<keyof Rates, T>;

/** Mean and range over the seeds with the figure; null without any. */
export const spreadOf = (values: readonly (number | null | undefined)[]): Spread | null => {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0
    ? null
    : {
        mean: known.reduce((sum, value) => sum + value, 0) / known.length,
        low: Math.min(...known),
        high: Math.max(...known),
      };
};
