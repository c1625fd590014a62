/** Checks the evaluation itself: with shuffled labels the AUC must be at chance level. */
import { createRandom, shuffle } from '../common/random.ts';
import { measure } from './metrics.ts';
import { windowPresentations, type Frame, type Thresholds } from './presentations.ts';

export interface ShuffledAuc {
  readonly mean: number;
  /** Of all rounds. */
  readonly low: number;
  readonly high: number;
  readonly isChance: boolean;
}

export interface SelfCheck {
  readonly rounds: number;
  /** Null when a class is missing. */
  readonly frame: ShuffledAuc | null;
  readonly window: ShuffledAuc | null;
}

const ROUNDS = 20;
/** Tolerated standard errors of the mean: chance exceeds them once in 16,000 times. */
const TOLERANCE = 4;

/** Shuffles the labels of frames and repeats everything after that: windows, fusion, figures. */
export const selfCheck = (frames: readonly Frame[], thresholds: Thresholds, seed = 1): SelfCheck => {
  const random = createRandom(seed);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const labels = shuffle(
      frames.map(({ isLive }) => isLive),
      random,
    );
    const shuffled = frames.map((frame, index) => ({ ...frame, isLive: labels[index] ?? false }));
    return {
      frame: measure(shuffled, 0.5).auc,
      window: measure(windowPresentations(shuffled, thresholds), 0.5).auc,
    };
  });
  return {
    rounds: ROUNDS,
    frame: summariseAucs(rounds.map(({ frame }) => frame)),
    window: summariseAucs(rounds.map(({ window }) => window)),
  };
};

/** Null without any. */
export const summariseAucs = (aucs: readonly (number | null)[]): ShuffledAuc | null => {
  const known = aucs.filter((auc) => auc !== null);
  if (known.length === 0) {
    return null;
  }
  const mean = known.reduce((sum, auc) => sum + auc, 0) / known.length;
  const variance = known.reduce((sum, auc) => sum + (auc - mean) ** 2, 0) / Math.max(1, known.length - 1);
  return {
    mean,
    low: Math.min(...known),
    high: Math.max(...known),
    isChance: Math.abs(mean - 0.5) <= TOLERANCE * Math.sqrt(variance / known.length) + 1e-9,
  };
};
