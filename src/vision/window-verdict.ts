/**
 * From the frames of a window to its verdict. The net's scores lead; what the stream and its movement say beside them
 * lowers trust and never raises it. models/README.md says on what the figures here were chosen, and what they cost.
 */
import { measureHeldMotion, type Step } from './held-motion.ts';
import { mean, pairs, quantile, ramp, spread } from './statistics.ts';
import { measureStream, type StreamFrame } from './stream-signals.ts';
import type { Point, Verdict, WindowVerdict } from './types.ts';

export const EVIDENCE = {
  /** Share of repeated frames from which trust falls, and at which none is left. Drivers repeat every other one in the dark. */
  frozen: { from: 0.6, to: 0.95 },
  /** The same for frames that come back, which no camera does; a clumsy driver may once. */
  loop: { from: 0.15, to: 0.3 },
  /** Drift below which a picture does not live, and at which it surely does not: under any noise that is 1.1 to 1.22. */
  still: { from: 1.35, to: 1.25 },
  /** What full evidence takes off the score, in logits: 0.95 becomes 0.72 and 0.11. */
  heldCost: 2,
  stillCost: 5,
} as const;

/** Scores at or above `live` are bona fide, at or below `spoof` a presentation attack, between them undecided. */
export interface VerdictThresholds {
  readonly live: number;
  readonly spoof: number;
}

/** What is known of one frame of a window. */
export interface WindowFrame extends StreamFrame {
  /** P(bona fide) of this frame, 0..1. */
  readonly liveness: number;
  /** Pixels. */
  readonly center: Point;
  readonly scale: number;
  /** Exactly seen before in this launch, but not just before. */
  readonly isRepeat: boolean;
  /** Movement since an earlier frame; null when there is none to compare with, or nothing to compare. */
  readonly step: Step | null;
}

/** The names in `WindowVerdict.signals`, each a finite number. Those without another word are evidence only. */
export interface WindowSignals {
  /** Mean, lowest fifth and standard deviation of the frames' scores. The first two lead the verdict. */
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
  /** Share of frames that were seen exactly so before in this launch, but not just before. */
  readonly repeatedShare: number;
  /** What is left of the score after all of it, as a share. */
  readonly trust: number;
}

/** What takes something off the score. */
export const WEIGHED = [
  'held',
  'drift',
  'frozenShare',
  'loopShare',
] as const satisfies readonly (keyof WindowSignals)[];

export type Weighed = (typeof WEIGHED)[number];

export interface Weight {
  readonly score: number;
  /** The score without what movement suggests. */
  readonly sure: number;
}

/**
 * What the signals leave of a score; never more than it was.
 * @param counting for evaluations, to see one signal by itself.
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

/** Takes `cost` logits off a probability. */
const lower = (probability: number, cost: number): number =>
  cost === 0 ? probability : probability / (probability + (1 - probability) * Math.exp(cost));

interface Grounds extends Weight {
  readonly scoreLow: number;
}

/**
 * Live only if four frames in five are live by themselves: an average also hides what was swapped, or seen by chance. A stop
 * is for what is sure: movement that looks like a held medium may be a shaking hand, so that it takes `live` away and
 * leaves the rest to the gateway.
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
