/**
 * Bootstrap intervals: whole sources are resampled with replacement, because
 * frames of one source are not independent.
 */
import { createRandom } from '../common/random.ts';
import { sortByScore } from './error-curve.ts';
import { RATES, ratesOf, type Rates } from './metrics.ts';
import type { Timed } from './windows.ts';

/** 95 % of the resamples lie between them. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export type RateIntervals = Readonly<Record<keyof Rates, Interval | null>>;

export const RESAMPLES = 1000;

/** How often each source counts, for each resample; the same seed gives the same draws. */
export const drawSources = (
  sources: readonly string[],
  resamples: number,
  seed: number,
): readonly ReadonlyMap<string, number>[] => {
  const random = createRandom(seed);
  return Array.from({ length: resamples }, () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < sources.length; draw += 1) {
      const source = sources[Math.floor(random() * sources.length)] ?? '';
      counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    return counts;
  });
};

export interface Resampling {
  readonly resamples?: number;
  readonly seed?: number;
}

/** Null with fewer than two sources. Resamples without a class are left out of figures that need it. */
export const rateIntervals = (
  samples: readonly Timed[],
  threshold: number,
  resampling: Resampling = {},
): RateIntervals => {
  const drawn = resampledRates(samples, threshold, resampling);
  return Object.fromEntries(RATES.map((name) => [name, interval(drawn.map((rates) => rates[name]))])) as RateIntervals;
};

/** The rates of each resample; empty with fewer than two sources. The draws depend on the sources only, not on the scores. */
export const resampledRates = (
  samples: readonly Timed[],
  threshold: number,
  { resamples = RESAMPLES, seed = 1 }: Resampling = {},
): readonly Rates[] => {
  const sources = sourcesOf(samples);
  const sorted = sortByScore(samples);
  return drawSources(sources, sources.length < 2 ? 0 : resamples, seed).map((counts) =>
    ratesOf(sorted, threshold, ({ source }) => counts.get(source) ?? 0),
  );
};

export const sourcesOf = (samples: readonly { readonly source: string }[]): readonly string[] =>
  [...new Set(samples.map(({ source }) => source))].toSorted();

/** The middle 95 % of the values; null for an empty list. */
export const interval = (values: readonly (number | null)[]): Interval | null => {
  const sorted = values.filter((value) => value !== null).toSorted((one, other) => one - other);
  const [low, high] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  return low === null || high === null ? null : { low, high };
};

/** Interpolated linearly between the two nearest values. */
const quantile = (sorted: readonly number[], part: number): number | null => {
  const place = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
};
