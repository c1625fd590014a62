/** Cuts the frames of each burst into windows of up to 1.5 s, where the product would cut them. */
import { TEMPORAL } from '../../src/vision/temporal.ts';

export const WINDOW_SECONDS = TEMPORAL.windowMs / 1000;
const MAX_GAP_SECONDS = TEMPORAL.maxGapMs / 1000;

export interface Timed {
  readonly source: string;
  readonly session: string | null;
  readonly person: string | null;
  readonly isLive: boolean;
  readonly attack: string | null;
  /** Seconds; null when unknown. */
  readonly time: number | null;
  /** P(bona fide), 0..1. */
  readonly score: number;
}

/** In order of time, without overlap. A frame without a time is a window by itself. */
export const cutWindows = <T extends Timed>(frames: readonly T[]): readonly (readonly [T, ...T[]])[] => {
  const bursts = new Map<string, T[]>();
  for (const frame of frames) {
    const key = burstOf(frame);
    const burst = bursts.get(key);
    if (burst === undefined) {
      bursts.set(key, [frame]);
    } else {
      burst.push(frame);
    }
  }
  return [...bursts.values()].flatMap(split);
};

const burstOf = ({ source, session, person, isLive, attack }: Timed): string =>
  JSON.stringify([source, session, person, isLive, attack]);

const split = <T extends Timed>(burst: readonly T[]): readonly (readonly [T, ...T[]])[] => {
  const windows: [T, ...T[]][] = burst.filter(({ time }) => time === null).map((frame) => [frame]);
  const timed = burst.flatMap((frame) => (frame.time === null ? [] : [{ frame, time: frame.time }]));
  let start = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { frame, time } of timed.toSorted((one, other) => one.time - other.time)) {
    if (time - start > WINDOW_SECONDS || time - last > MAX_GAP_SECONDS) {
      windows.push([frame]);
      start = time;
    } else {
      windows.at(-1)?.push(frame);
    }
    last = time;
  }
  return windows;
};
