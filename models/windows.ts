/** Frames to windows, as the product decides: what one burst shows within a second and a half. */

export const WINDOW_SECONDS = 1.5;

export interface Timed {
  readonly source: string;
  readonly session: string | null;
  readonly person: string | null;
  readonly isLive: boolean;
  readonly attack: string | null;
  /** Seconds; null when unknown. */
  readonly time: number | null;
  readonly score: number;
}

/** Mean score of each window, next to what its frames have in common. A frame without a time is a window of its own. */
export const toWindows = (frames: readonly Timed[]): readonly Timed[] => {
  const bursts = new Map<string, Timed[]>();
  for (const frame of frames) {
    const key = burstOf(frame);
    bursts.set(key, [...(bursts.get(key) ?? []), frame]);
  }
  return [...bursts.values()].flatMap(split).flatMap(average);
};

const burstOf = ({ source, session, person, isLive, attack }: Timed): string =>
  JSON.stringify([source, session, person, isLive, attack]);

const split = (burst: readonly Timed[]): readonly (readonly Timed[])[] => {
  const windows: Timed[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const frame of burst.toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0))) {
    if (frame.time === null || frame.time - start > WINDOW_SECONDS) {
      windows.push([frame]);
      start = frame.time ?? start;
    } else {
      windows.at(-1)?.push(frame);
    }
  }
  return windows;
};

const average = (window: readonly Timed[]): readonly Timed[] => {
  const [first] = window;
  const score = window.reduce((sum, frame) => sum + frame.score, 0) / window.length;
  return first === undefined ? [] : [{ ...first, score }];
};
