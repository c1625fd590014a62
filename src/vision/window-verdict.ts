/**
 * From the frames of a window to its verdict. The net's scores decide; signals of the stream and of movement
 * lower the score and never raise it. models/README.md gives the data behind these figures and their error rates.
 */
import { measureHeldMotion, type Step } from './held-motion.ts';
import { mean, pairs, quantile, ramp, spread } from './statistics.ts';
import { measureStream, type StreamFrame } from './stream-signals.ts';
import type { Point, Verdict, WindowVerdict } from './types.ts';

export const EVIDENCE = {
  /** Share of repeated frames at which trust begins to fall, and at which it is 0. Drivers repeat every other frame in the dark. */
  frozen: { from: 0.6, to: 0.95 },
  /** The same for looped frames, which no camera sends; a faulty driver may send one. */
  loop: { from: 0.15, to: 0.3 },
  /** Drift below which trust begins to fall, and at which it is 0: a still picture under any noise has 1.1 to 1.22. */
  still: { from: 1.35, to: 1.25 },
  /** Logits by which full evidence lowers the score: 0.95 becomes 0.72 and 0.11. */
  heldCost: 2,
  stillCost: 5,
} as const;

/** Scores at or above `live` are bona fide, at or below `spoof` a presentation attack, between them undecided. */
export interface VerdictThresholds {
  readonly live: number;
  readonly spoof: number;
}

/** Facts about one frame of a window. */
export interface WindowFrame extends StreamFrame {
  /** P(bona fide) of this frame, 0..1. */
  readonly liveness: number;
  /** Pixels. */
  readonly center: Point;
  readonly scale: number;
  /** Identical to an earlier frame of this launch that is not the previous one. */
  readonly isRepeat: boolean;
  /** Movement since an earlier frame; null when there is none to compare with, or nothing to compare. */
  readonly step: Step | null;
}

/** The names in `WindowVerdict.signals`, each a finite number. Unless noted otherwise they are evidence only. */
export interface WindowSignals {
  /** Mean, lowest fifth and standard deviation of the frames' scores. The verdict depends on the first two. */
  readonly scoreMean: number;
  readonly scoreLow: number;
  readonly scoreSpread: number;
  /** See `HeldMotion`; `held` costs score. */
  readonly together: number;
  readonly faceSpeed: number;
  readonly held: number;
  /** Mean movement of the face's centre from frame to frame, units of scale. */
  readonly microMotion: number;
  /** See `StreamSignals`; `frozenShare`, `loopShare` and `drift` cost score. */
  readonly frameChange: number;
  readonly frozenShare: number;
  readonly loopShare: number;
  readonly returnShare: number;
  readonly drift: number;
  readonly intervalMs: number;
  readonly intervalJitter: number;
  /** Share of frames with `isRepeat`. */
  readonly repeatedShare: number;
  /** Final score over the net's score, 0..1. */
  readonly trust: number;
}

/** The signals that lower the score. */
export const WEIGHED = [
  'held',
  'drift',
  'frozenShare',
  'loopShare',
] as const satisfies readonly (keyof WindowSignals)[];

export type Weighed = (typeof WEIGHED)[number];

export interface Weight {
  readonly score: number;
  /** The score lowered by a frozen or looped stream only, not by `held` and `drift`. */
  readonly sure: number;
}

/**
 * The score after the signals; never higher than before.
 * @param counting the signals to apply; evaluations use it to look at one alone.
 */
export const weigh = (
  scoreMean: number,
  signals: Readonly<Record<Weighed, number>>,
  counting: readonly Weighed[] = WEIGHED,
): Weight => {
  const { frozen, loop, still, heldCost, stillCost } = EVIDENCE;
  const doubts: Record<Weighed, number> = {
    held: signals.held,
    drift: ramp(signals.drift, still.from, still.to),
    frozenShare: ramp(signals.frozenShare, frozen.from, frozen.to),
    loopShare: ramp(signals.loopShare, loop.from, loop.to),
  };
  const doubt = (name: Weighed): number => (counting.includes(name) ? doubts[name] : 0);
  const streamTrust = (1 - doubt('frozenShare')) * (1 - doubt('loopShare'));
  const cost = heldCost * doubt('held') + stillCost * doubt('drift');
  return { score: lower(scoreMean, cost) * streamTrust, sure: scoreMean * streamTrust };
};

/** Of frames that make up one window, oldest first; one is enough. */
export const decide = (frames: readonly WindowFrame[], thresholds: VerdictThresholds): WindowVerdict => {
  const scores = frames.map(({ liveness }) => liveness);
  const scoreMean = mean(scores);
  const scoreLow = quantile(scores, 0.2);
  const motion = measureHeldMotion(frames.flatMap(({ step }) => (step === null ? [] : [step])));
  const stream = measureStream(frames);

  const { score, sure } = weigh(scoreMean, { ...motion, ...stream });
  const signals: WindowSignals = {
    scoreMean,
    scoreLow,
    scoreSpread: spread(scores),
    ...motion,
    ...stream,
    microMotion: mean(pairs(frames).map(([before, now]) => travel(before, now))),
    repeatedShare: frames.filter(({ isRepeat }) => isRepeat).length / Math.max(1, frames.length),
    trust: scoreMean === 0 ? 1 : score / scoreMean,
  };
  return {
    verdict: verdictOf({ score, scoreLow, sure }, thresholds),
    score,
    frames: frames.length,
    windowMs: (frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0),
    signals: { ...signals },
  };
};

/** Lowers a probability by `cost` logits. */
const lower = (probability: number, cost: number): number =>
  cost === 0 ? probability : probability / (probability + (1 - probability) * Math.exp(cost));

interface Grounds extends Weight {
  readonly scoreLow: number;
}

/**
 * Live only if four frames in five are live by themselves: an average could hide swapped frames or chance. A spoof verdict
 * needs certainty: movement that looks like a held medium may be a shaking hand, so it only prevents `live` and
 * leaves the decision to the gateway.
 */
const verdictOf = ({ score, scoreLow, sure }: Grounds, { live, spoof }: VerdictThresholds): Verdict => {
  if (sure <= spoof) {
    return 'spoof';
  }
  return score >= live && scoreLow >= live ? 'live' : 'uncertain';
};

/** Movement of the face's centre, units of scale. */
const travel = (before: WindowFrame, now: WindowFrame): number =>
  Math.hypot(now.center.x - before.center.x, now.center.y - before.center.y) / now.scale;
