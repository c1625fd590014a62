/** Statistics for the window's signals. Of an empty list they are 0. */

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation. */
export const spread = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

/** @param part 0 = the lowest, 0.5 = the median, 1 = the highest. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = Float64Array.from(values);
  sorted.sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
};

/** 0 up to `from`, 1 beyond `to`, linear between; falls when `to` is the smaller one. */
export const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** Each item with the one before it. */
export const pairs = <T>(items: readonly T[]): readonly (readonly [before: T, now: T])[] =>
  items.slice(1).flatMap((now, index) => {
    const before = items[index];
    return before === undefined ? [] : [[before, now] as const];
  });
