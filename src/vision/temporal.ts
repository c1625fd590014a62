/**
 * The window of 1 to 1.5 s that a verdict is taken on, or longer where a device is too slow for enough frames in that time:
 * which frames belong to it, and how each compares with those before. `window-verdict.ts` decides on them.
 */
import { HELD, measureStep, type Scene, type Step } from './held-motion.ts';
import { streamFrame } from './stream-signals.ts';
import type { Point, WindowVerdict } from './types.ts';
import { decide, type WindowFrame, type VerdictThresholds } from './window-verdict.ts';

export type { VerdictThresholds } from './window-verdict.ts';

export const TEMPORAL = {
  windowMs: 1500,
  /** A verdict needs this much time and these many frames. */
  minSpanMs: 1000,
  minFrames: 5,
  /** Where those are fewer in `windowMs`, because the device is slow, they may be this old. */
  slowWindowMs: 3000,
  /** A face out of sight for longer, or a jump of it from one frame to the next (units of scale), begins a new window. */
  maxGapMs: 700,
  maxJump: 1.2,
  maxZoom: 1.6,
  /** Frames remembered to detect repeats: 20 s at 30 frames a second. */
  memory: 600,
} as const;

/** Where the face is in a frame, good or not. */
export interface Sighting {
  /** Milliseconds, growing. */
  readonly at: number;
  /** Pixels. */
  readonly center: Point;
  readonly scale: number;
}

export interface TemporalSample extends Sighting {
  /** P(bona fide) of this frame, 0..1. */
  readonly liveness: number;
  /** Pixels of the whole frame. */
  readonly frame: { readonly width: number; readonly height: number };
  /** See `thumbnailOf`. */
  readonly thumbnail: Uint8Array;
}

export interface TemporalWindow {
  /** Call it with every frame that has a face, before `add`: an unbroken series is one face. */
  follow(sighting: Sighting): void;
  /** The frames that are good enough to count. */
  add(sample: TemporalSample): void;
  /** Null until the window spans enough frames. */
  verdict(): WindowVerdict | null;
  /** Time of the window's oldest frame; null when empty. */
  readonly since: number | null;
  reset(): void;
}

type Entry = WindowFrame & Scene;

/**
 * The decision on samples that make up one window, oldest first, whatever their number and span; one is enough. For
 * evaluations, which have bursts of any length: a capture goes through `createTemporalWindow`, which refuses a verdict on
 * too little.
 */
export const decideWindow = (samples: readonly TemporalSample[], thresholds: VerdictThresholds): WindowVerdict => {
  const notice = createNotice();
  const entries: Entry[] = [];
  for (const sample of samples) {
    entries.push(notice(sample, entries));
  }
  return decide(entries, thresholds);
};

export const createTemporalWindow = (thresholds: VerdictThresholds): TemporalWindow => {
  let entries: Entry[] = [];
  let lastSeen: Sighting | null = null;
  let notice = createNotice();

  return {
    follow: (sighting) => {
      if (lastSeen !== null && isOther(lastSeen, sighting)) {
        entries = [];
      }
      lastSeen = sighting;
      entries = newest(entries, sighting.at);
    },
    add: (sample) => {
      entries.push(notice(sample, entries));
    },
    verdict: () => {
      const first = entries[0];
      const last = entries.at(-1);
      const isEnough =
        first !== undefined &&
        last !== undefined &&
        last.at - first.at >= TEMPORAL.minSpanMs &&
        entries.length >= TEMPORAL.minFrames;
      return isEnough ? decide(entries, thresholds) : null;
    },
    get since() {
      return entries[0]?.at ?? null;
    },
    reset: () => {
      entries = [];
      lastSeen = null;
      notice = createNotice();
    },
  };
};

/**
 * The frames of the window. A device that analyses three frames a second never has `minFrames` of them within `windowMs`:
 * there, the newest frames without a gap between them are the window, and the next frame completes them.
 */
const newest = (entries: readonly Entry[], now: number): Entry[] => {
  const recent = entries.filter(({ at }) => now - at <= TEMPORAL.windowMs);
  if (recent.length >= TEMPORAL.minFrames) {
    return recent;
  }
  const isAfterGap = (at: number, index: number): boolean =>
    (entries[index + 1]?.at ?? now) - at > TEMPORAL.maxGapMs || now - at > TEMPORAL.slowWindowMs;
  const broken = entries.findLastIndex(({ at }, index) => isAfterGap(at, index));
  const unbroken = entries.slice(broken + 1).slice(1 - TEMPORAL.minFrames);
  return unbroken.length > recent.length ? unbroken : recent;
};

/** Whether the face may be another one than before. */
const isOther = (before: Sighting, now: Sighting): boolean => {
  const gap = now.at - before.at;
  const jump = Math.hypot(now.center.x - before.center.x, now.center.y - before.center.y) / before.scale;
  const zoom = Math.max(now.scale / before.scale, before.scale / now.scale);
  return gap <= 0 || gap > TEMPORAL.maxGapMs || jump > TEMPORAL.maxJump || zoom > TEMPORAL.maxZoom;
};

/** Remembers frames across windows to detect repeats. `earlier` are those of the sample's own window. */
const createNotice = (): ((sample: TemporalSample, earlier: readonly Entry[]) => Entry) => {
  const seen: number[] = [];

  return (sample, earlier) => {
    const { at, thumbnail } = sample;
    const frame = streamFrame(at, thumbnail, earlier.at(-1)?.thumbnail ?? null, earlier);
    const isRepeat = frame.hash !== seen.at(-1) && seen.includes(frame.hash);
    seen.push(frame.hash);
    if (seen.length > TEMPORAL.memory) {
      seen.shift();
    }
    return { ...sample, ...frame, isRepeat, step: stepSince(sample, earlier) };
  };
};

/** Compares with the newest frame that is at least `minGapMs` old; steps of a tenth of a second are enough, and cheap. */
const stepSince = (now: Scene, earlier: readonly Entry[]): Step | null => {
  const isRecent = earlier.some(({ at, step }) => step !== null && now.at - at < HELD.minGapMs);
  const before = earlier.findLast(({ at }) => now.at - at >= HELD.minGapMs);
  return isRecent || before === undefined ? null : measureStep(before, now);
};
