/** Formatted figures; a dash for null. */
import type { Interval } from '../evaluate/intervals.ts';

export const percent = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? '-' : `${(100 * rate).toFixed(1)} %`;

export const area = (auc: number | null | undefined): string =>
  auc === null || auc === undefined ? '-' : auc.toFixed(4);

export const between = (interval: Interval | null, format: (value: number) => string): string =>
  interval === null ? '-' : `${format(interval.low)} to ${format(interval.high)}`;

/** A table for a terminal: the first column to the left, the others to the right. */
export const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_cell, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
};
