/**
 * A blink: both eyes close and open again, as quickly as eyelids do, while the head stays still. Measured against how far
 * they were open just before, because people narrow their eyes as they read.
 */
import type { Measures } from './measures.ts';
import type { Recognise } from './recogniser.ts';

export const BLINK = {
  /** Opening of the more open eye over its opening before. Blinks in clips go down to 0.48 to 0.67; photos that are not tilted stay above 0.79. */
  shut: 0.72,
  open: 0.85,
  /** Milliseconds from open to open. Requested blinks are slower than natural ones. */
  minMs: 60,
  maxMs: 1000,
  /** How far back "before" reaches. */
  beforeMs: 600,
  /** Below this opening, against the neutral, the eyes are too narrow for a blink to show. */
  minOpen: 0.7,
  /** Degrees that the head may move meanwhile. A tilted photo's eyes become narrower too, but slower. */
  maxMove: 6,
} as const;

export const recogniseBlink: Recognise = (series) => {
  for (const [index, measures] of series.entries()) {
    const open = openBefore(series, measures.at);
    if (open >= BLINK.minOpen && eyesOf(measures) <= BLINK.shut * open) {
      const start = series.findLastIndex((other, at) => at < index && eyesOf(other) >= BLINK.open * open);
      const end = series.findIndex((other, at) => at > index && eyesOf(other) >= BLINK.open * open);
      if (isBlink(series, start, end)) {
        return 'done';
      }
    }
  }
  return 'waiting';
};

/** Both must shut, so the more open one counts. */
const eyesOf = ({ rightEye, leftEye }: Measures): number => Math.max(rightEye, leftEye);

const openBefore = (series: readonly Measures[], until: number): number =>
  Math.max(0, ...series.filter(({ at }) => at < until && until - at <= BLINK.beforeMs).map(eyesOf));

const isBlink = (series: readonly Measures[], start: number, end: number): boolean => {
  const [first, last] = [series[start], series[end]];
  // A single frame may be an error of the mesh or of the camera.
  if (first === undefined || last === undefined || end - start < 3) {
    return false;
  }
  const lasted = last.at - first.at;
  return (
    lasted >= BLINK.minMs &&
    lasted <= BLINK.maxMs &&
    series
      .slice(start, end + 1)
      .every(({ yaw, pitch }) => Math.hypot(yaw - first.yaw, pitch - first.pitch) <= BLINK.maxMove)
  );
};
