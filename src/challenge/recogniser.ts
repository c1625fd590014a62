/** What all recognisers share: a series of measures in, how far the person has come out. Pure, so any series can be tried. */
import type { Measures } from './measures.ts';

/**
 * `turned-away`: the head is not at rest yet, so no movement can begin. `begun`: half done, now back. `other-way`: the
 * movement was one, but in the opposite direction.
 */
export type Stage = 'turned-away' | 'waiting' | 'begun' | 'other-way' | 'done';

/** @param series since the challenge was asked, oldest first. */
export type Recognise = (series: readonly Measures[]) => Stage;

/** Degrees within which a head counts as at rest. */
const REST = { yaw: 9, pitch: 9 } as const;

/** From the first moment at rest on: what began before the challenge was asked does not count for it. */
export const sinceRest = (series: readonly Measures[]): readonly Measures[] => {
  const first = series.findIndex(isAtRest);
  return first < 0 ? [] : series.slice(first);
};

export const isAtRest = ({ yaw, pitch }: Measures): boolean =>
  Math.abs(yaw) <= REST.yaw && Math.abs(pitch) <= REST.pitch;

/** Index at which the first unbroken run that lasts so long is long enough; -1 when there is none. One frame is no run. */
export const endOfRun = (series: readonly Measures[], minMs: number, isIn: (measures: Measures) => boolean): number => {
  let start = -1;
  return series.findIndex((measures, index) => {
    if (!isIn(measures)) {
      start = -1;
      return false;
    }
    start = start < 0 ? index : start;
    const first = series[start];
    return index > start && first !== undefined && measures.at - first.at >= minMs;
  });
};
