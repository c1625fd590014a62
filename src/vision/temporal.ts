/**
 * The decision on a window of 1 to 1.5 s. The liveness net's scores lead; movement, repeated frames and timing are
 * evidence beside them, which may lower trust and never raises it.
 */
import { measureShapeMotion } from './shape-motion.ts';
import { thumbnailDifference, thumbnailHash } from './thumbnail.ts';
import type { Point, Verdict, WindowVerdict } from './types.ts';

export const TEMPORAL = {
  windowMs: 1500,
  /** A verdict needs this much time and these many frames. */
  minSpanMs: 1000,
  minFrames: 5,
  /** A face out of sight for longer, or a jump of it from one frame to the next (units of scale), begins a new window. */
  maxGapMs: 700,
  maxJump: 1.2,
  maxZoom: 1.6,
  /** Thumbnails that differ less (0..1) are the same frame: the quietest sensor differs by more. */
  sameFrame: 0.0001,
  /** Frozen share from which trust falls, and at which none is left. */
  frozenFrom: 0.3,
  frozenTo: 0.9,
  /**
   * A clear tilt that is almost purely planar costs up to this share of the score. Live faces in webcam clips reach a
   * planarity of 0.41 at such tilts, and below this tilt the detector's own noise is larger than what is looked for.
   */
  planarFrom: 0.55,
  minTilt: 0.05,
  planarCost: 0.15,
  /** Frames remembered to notice a loop: 20 s at 30 frames a second. */
  memory: 600,
} as const;

/** Scores at or above `live` are bona fide, at or below `spoof` a presentation attack, between them undecided. */
export interface VerdictThresholds {
  readonly live: number;
  readonly spoof: number;
}

/** Where the face is in a frame, good or not. */
export interface Sighting {
  /** Milliseconds, growing. */
  readonly at: number;
  readonly center: Point;
  readonly scale: number;
}

export interface TemporalSample extends Sighting {
  /** P(bona fide) of this frame, 0..1. */
  readonly liveness: number;
  /** The detector's points of the face in a fixed order, pixels. */
  readonly points: readonly Point[];
  /** See `thumbnailOf`. */
  readonly thumbnail: Uint8Array;
}

export interface TemporalWindow {
  /** Every frame with a face, before `add`: what is followed without a break is one face. */
  follow(sighting: Sighting): void;
  /** The frames that are good enough to count. */
  add(sample: TemporalSample): void;
  /** Null until the window spans enough frames. */
  verdict(): WindowVerdict | null;
  /** Time of the window's oldest frame; null when empty. */
  readonly since: number | null;
  reset(): void;
}

interface Entry extends TemporalSample {
  /** Difference from the frame before; null for the first. */
  readonly change: number | null;
  /** Seen before, but not just before: the stream goes round. */
  readonly returns: boolean;
}

/**
 * The decision on samples that make up one window, whatever their number and span; one is enough. For evaluations, which
 * have bursts of any length: a capture goes through `createTemporalWindow`, which refuses a verdict on too little.
 */
export const decideWindow = (samples: readonly TemporalSample[], thresholds: VerdictThresholds): WindowVerdict => {
  const notice = createNotice();
  return decide(samples.map(notice), thresholds);
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
      entries = entries.filter((entry) => sighting.at - entry.at <= TEMPORAL.windowMs);
    },
    add: (sample) => {
      entries.push(notice(sample, entries.length));
    },
    verdict: () => {
      const first = entries[0];
      const last = entries.at(-1);
      if (first === undefined || last === undefined) {
        return null;
      }
      const windowMs = last.at - first.at;
      return windowMs < TEMPORAL.minSpanMs || entries.length < TEMPORAL.minFrames ? null : decide(entries, thresholds);
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

/** What a frame has to do with those before it. `index` 0 begins a window; what was seen is remembered across windows. */
const createNotice = (): ((sample: TemporalSample, index: number) => Entry) => {
  const seen: number[] = [];
  let previous: TemporalSample | null = null;

  return (sample, index) => {
    const hash = thumbnailHash(sample.thumbnail);
    const change = index === 0 || previous === null ? null : thumbnailDifference(previous.thumbnail, sample.thumbnail);
    const returns = !isSame(change) && seen.includes(hash);
    seen.push(hash);
    if (seen.length > TEMPORAL.memory) {
      seen.shift();
    }
    previous = sample;
    return { ...sample, change, returns };
  };
};

const isSame = (change: number | null): boolean => change !== null && change < TEMPORAL.sameFrame;

/** From here on it may be another face. */
const isOther = (before: Sighting, now: Sighting): boolean => {
  const gap = now.at - before.at;
  const jump = Math.hypot(now.center.x - before.center.x, now.center.y - before.center.y) / before.scale;
  const zoom = Math.max(now.scale / before.scale, before.scale / now.scale);
  return gap <= 0 || gap > TEMPORAL.maxGapMs || jump > TEMPORAL.maxJump || zoom > TEMPORAL.maxZoom;
};

const decide = (entries: readonly Entry[], thresholds: VerdictThresholds): WindowVerdict => {
  const windowMs = (entries.at(-1)?.at ?? 0) - (entries[0]?.at ?? 0);
  const scores = entries.map((entry) => entry.liveness);
  const scoreMean = mean(scores);
  const scoreLow = quantile(scores, 0.2);
  const motion = measureShapeMotion(entries.map((entry) => entry.points));
  const changes = entries.flatMap((entry) => (entry.change === null ? [] : [entry.change]));
  const frozenShare = changes.filter(isSame).length / Math.max(1, changes.length);
  const intervals = pairs(entries).map(([before, now]) => now.at - before.at);
  const intervalMs = quantile(intervals, 0.5);

  const frozenTrust = 1 - ramp(frozenShare, TEMPORAL.frozenFrom, TEMPORAL.frozenTo);
  const planarTrust =
    motion.tilt < TEMPORAL.minTilt ? 1 : 1 - TEMPORAL.planarCost * ramp(motion.planarity, TEMPORAL.planarFrom, 1);
  const score = scoreMean * frozenTrust * planarTrust;

  return {
    verdict: verdictOf(score, scoreLow, thresholds),
    score,
    frames: entries.length,
    windowMs,
    signals: {
      scoreMean,
      scoreLow,
      scoreSpread: spread(scores),
      ...motion,
      microMotion: mean(pairs(entries).map(([before, now]) => travel(before, now))),
      frameChange: mean(changes),
      frozenShare,
      repeatedShare: entries.filter((entry) => entry.returns).length / entries.length,
      intervalMs,
      intervalJitter: intervalMs === 0 ? 0 : spread(intervals) / intervalMs,
      trust: frozenTrust * planarTrust,
    },
  };
};

/** Live only if four frames in five are live by themselves: an average also hides what was swapped, or seen by chance. */
const verdictOf = (score: number, scoreLow: number, { live, spoof }: VerdictThresholds): Verdict => {
  if (score <= spoof) {
    return 'spoof';
  }
  return score >= live && scoreLow >= live ? 'live' : 'uncertain';
};

/** Movement of the face's centre, units of scale. */
const travel = (before: Sighting, now: Sighting): number =>
  Math.hypot(now.center.x - before.center.x, now.center.y - before.center.y) / now.scale;

const pairs = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.slice(1).flatMap((item, index) => {
    const before = items[index];
    return before === undefined ? [] : [[before, item] as const];
  });

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const spread = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

const quantile = (values: readonly number[], part: number): number => {
  const sorted = Float64Array.from(values);
  sorted.sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
};

const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));
