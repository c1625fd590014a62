/**
 * Follows one face through its challenges: learns its neutral, then watches for the movement that is due. Runs in the
 * worker beside the passive check. Has no order and no time limit: which challenge is due comes with each frame.
 */
import type { ChallengeName } from '../contract/challenge.ts';
import type { Landmarks } from '../vision/landmarks/landmarks.ts';
import type { ChallengeReading } from '../vision/types.ts';
import { measure, type Measures } from './measures.ts';
import { CALIBRATION, medianShape, poseOf, shapeOf, unrestBetween, type FaceShape } from './neutral.ts';
import { recogniseBlink } from './recognise-blink.ts';
import { recogniseNod } from './recognise-nod.ts';
import { recogniseSmile } from './recognise-smile.ts';
import { recogniseTurn } from './recognise-turn.ts';
import type { Recognise } from './recogniser.ts';

export const RECOGNISERS = {
  BLINK: recogniseBlink,
  SMILE: recogniseSmile,
  TURN_LEFT: recogniseTurn(1),
  TURN_RIGHT: recogniseTurn(-1),
  NOD: recogniseNod,
} as const satisfies Record<ChallengeName, Recognise>;

/** Milliseconds that a recogniser looks back, and milliseconds without a face after which it may be another one. */
const MEMORY_MS = 6000;
const MAX_GAP_MS = 700;

export interface ChallengeWatch {
  /** Frames in the order of their time; `landmarks` is null when there was none, `isSteady` a frame to learn the neutral by. */
  read(frame: {
    readonly at: number;
    readonly due: ChallengeName;
    readonly landmarks: Landmarks | null;
    readonly isSteady: boolean;
  }): ChallengeReading;
  /** Forgets the face. */
  reset(): void;
}

interface Resting {
  readonly at: number;
  readonly shape: FaceShape;
}

export const createChallengeWatch = (): ChallengeWatch => {
  let resting: readonly Resting[] = [];
  let neutral: FaceShape | null = null;
  let series: readonly Measures[] = [];
  let watched: ChallengeName | null = null;
  let lastSeen: number | null = null;

  const reset = (): void => {
    resting = [];
    neutral = null;
    series = [];
    watched = null;
    lastSeen = null;
  };

  const learn = (shape: FaceShape, at: number, isSteady: boolean): void => {
    const isFrontal = isSteady && Math.abs(poseOf(shape).yaw) <= CALIBRATION.maxYaw;
    const moved = resting.findLastIndex((frame) => unrestBetween(frame.shape, shape) > CALIBRATION.maxUnrest);
    resting = isFrontal ? [...resting.slice(moved + 1), { at, shape }] : [];
    const [first = { at }] = resting;
    if (resting.length >= CALIBRATION.minFrames && at - first.at >= CALIBRATION.minSpanMs) {
      neutral = medianShape(resting.map((frame) => frame.shape));
    }
  };

  return {
    read: ({ at, due, landmarks, isSteady }) => {
      if (lastSeen !== null && at - lastSeen > MAX_GAP_MS) {
        reset();
        return { name: due, stage: 'lost' };
      }
      if (due !== watched) {
        // Measures from before the challenge was due do not count.
        watched = due;
        series = [];
      }
      if (landmarks === null) {
        return { name: due, stage: neutral === null ? 'learning' : RECOGNISERS[due](series) };
      }
      lastSeen = at;
      const shape = shapeOf(landmarks);
      if (neutral === null) {
        learn(shape, at, isSteady);
        return { name: due, stage: 'learning' };
      }
      const measures = measure(neutral, shape, at);
      series = [...series.filter((other) => at - other.at <= MEMORY_MS), ...(measures === null ? [] : [measures])];
      return { name: due, stage: RECOGNISERS[due](series) };
    },
    reset,
  };
};
