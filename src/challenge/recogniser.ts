/** What all recognisers share. A recogniser is a pure function from a series of measures to a stage. */
import type { Measures } from './measures.ts';

/**
 * `turned-away`: the head is not at rest yet, so no movement can begin. `begun`: half done, now back. `other-way`: the
 * movement was made in the opposite direction.
 */
export type Stage = 'turned-away' | 'waiting' | 'begun' | 'other-way' | 'done';

/** @param series measures since the challenge became due, oldest first. */
export type Recognise = (series: readonly Measures[]) => Stage;

/** Degrees within which a head counts as at rest. */
const REST = { yaw: 9, pitch: 9 } as const;

/** The series from the first moment at rest: a movement that began before the challenge does not count. */
export const sinceRest = (series: readonly Measures[]): readonly Measures[] => {
  const first = series.findIndex(isAtRest);
  return first < 0 ? [] : series.slice(first);
};

export const isAtRest = ({ yaw, pitch }: Measures): boolean =>
  Math.abs(yaw) <= REST.yaw && Math.abs(pitch) <= REST.pitch;

/** Index at which the first unbroken run reaches `minMs`; -1 without one. A single frame is not a run. */
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
