/** Windows with their signals: bursts of a data folder, and streams at full rate. */
import { LIVENESS_THRESHOLDS } from '../../src/vision/liveness.ts';
import { decideWindow, type TemporalSample } from '../../src/vision/temporal.ts';
import type { WindowVerdict } from '../../src/vision/types.ts';
import type { Frame } from '../evaluate/presentations.ts';
import { cutWindows, WINDOW_SECONDS } from '../evaluate/windows.ts';

export interface SignalWindow {
  readonly source: string;
  readonly isLive: boolean;
  readonly verdict: WindowVerdict;
}

/** One frame of a stream; seconds. */
export interface TimedSample {
  readonly time: number;
  readonly sample: Omit<TemporalSample, 'at'>;
}

/** Windows of several frames; signals need at least two. */
export const burstWindows = (frames: readonly Frame[]): readonly SignalWindow[] =>
  cutWindows(frames)
    .filter((window) => window.length > 1)
    .map((window) => ({
      source: window[0].source,
      isLive: window[0].isLive,
      verdict: verdictOn(
        window.map(({ time, score, sample }) => ({ time: time ?? 0, sample: { ...sample, liveness: score } })),
      ),
    }));

const STRIDE_SECONDS = 0.5;

/** As long as the product's windows, every half second; a shorter stream is one window. */
export const slidingWindows = (frames: readonly TimedSample[]): readonly WindowVerdict[] => {
  const first = frames[0]?.time ?? 0;
  const last = frames.at(-1)?.time ?? 0;
  const count = 1 + Math.max(0, Math.floor((last - first - WINDOW_SECONDS) / STRIDE_SECONDS));
  return Array.from({ length: count }, (_, index) => first + index * STRIDE_SECONDS)
    .map((start) => frames.filter(({ time }) => time >= start && time <= start + WINDOW_SECONDS))
    .filter((window) => window.length > 1)
    .map(verdictOn);
};

const verdictOn = (frames: readonly TimedSample[]): WindowVerdict =>
  decideWindow(
    frames.map(({ time, sample }) => ({ ...sample, at: time * 1000 })),
    LIVENESS_THRESHOLDS.device,
  );
