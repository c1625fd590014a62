/** Every deadline, threshold and limit of a launch in one place. Milliseconds unless the name says otherwise. */
import { POLLING } from '../contract/index.ts';
import type { TimerId } from './command.ts';

export const POLICY = {
  /** How long each wait may last. `poll` is set for each poll, by {@link pollDelay}. */
  deadlines: {
    support: 5_000,
    engine: 60_000,
    /** The person may read the browser's prompt and go to the system's settings. */
    camera: 120_000,
    /** From the first frame, or the last movement, to the capture; lost holds do not restart it. */
    framing: 60_000,
    capture: 10_000,
    /** A whole attempt with challenges, framing and repeats included: each challenge has its own limit below. */
    challenge: 180_000,
    submit: 60_000,
    processing: POLLING.ceilingMs,
    /** From making the link to the end of the check on the phone. */
    handoff: 1_500_000,
    /** Inactivity after which the person is asked whether they are still there. */
    idle: 240_000,
    /** Time to answer; they may extend as often as they like (WCAG 2.2.1 requires 20 s, ten times). */
    warning: 60_000,
    /** A limit above 20 hours needs no warning. */
    away: 21 * 3_600_000,
  } satisfies Record<Exclude<TimerId, 'poll'>, number>,

  hold: {
    /** Milliseconds of good frames before a hold begins: a single good frame does not start the ring. */
    settleMs: 150,
    /** Shortest hold. */
    minMs: 1_000,
    /** An uncertain verdict has this long to become a clear one; then it is used. */
    maxMs: 2_500,
    /** Bad quality for less than this does not end a hold. */
    graceMs: 250,
    /** Maximum of the ring before the verdict's window exists, 0..1. */
    waitingProgress: 0.95,
  },

  /**
   * When the screen lights the face. Of the frames with a face at a luma of 0.12, the net passes 16.8 % of the attacks and refuses
   * 0.8 % of the people; when a white screen brings it to 0.3, 2.4 % and 0.0 % (probes in models/README.md).
   */
  screenLight: {
    /** Mean luma of the face, 0..1, below which it counts as dark. */
    darkLuma: 0.18,
    /** The face must be dark for this long. */
    settleMs: 400,
    /** Until the screen is bright (0.6 s) and the camera has adjusted to it; no frame before counts. */
    adjustMs: 1_200,
  },

  secondLook: {
    /** Undecided windows of one attempt that are followed by help and another hold; the next one is captured. */
    max: 1,
    /** The help is shown for this long before the next hold can begin: with the shortest hold, longer than a window. */
    helpMs: 1_500,
    /** Below this luma, the help is more light. */
    dimLuma: 0.3,
    /** Below this size (face height over the frame's shorter side), the help is to come closer. */
    farSize: 0.4,
  },

  challenge: {
    /** One try at one movement, from the moment at which the face at rest is learnt. */
    limitMs: 10_000,
    /** After this long without a movement the instruction is shown. */
    coachMs: 3_500,
    /** Tries at one movement, after which the attempt ends. */
    maxTries: 2,
    /** Step of the bar of time left, 0..1: every step is a new state. */
    timeStep: 0.05,
    /** A face lost for longer may be another one when it is back, so the challenges start over. */
    maxGapMs: 700,
  },

  hint: {
    /** Minimum time for which a hint is shown. */
    minShownMs: 700,
    /** Minimum time for which an issue must last to be shown. */
    settleMs: 250,
    /** The same for the opposite of the shown hint, which may only be overshoot. */
    oppositeSettleMs: 500,
  },

  handoff: {
    /** Between two polls of the launch on the phone. */
    lookMs: 2_000,
    /** After a poll that failed. */
    troubleMs: 5_000,
  },

  /** Automatic recoveries (lost camera, crashed worker) in one attempt; then the person is asked. */
  maxRecoveries: 2,
} as const;

/**
 * Delay before poll number `polls` (0-based), milliseconds: contracts 1.8, never shorter than `Retry-After`, and at most the deadline of
 * the phase: `setTimeout` overflows above 2^31 ms and fires at once.
 */
export const pollDelay = (polls: number, retryAfterMs: number | null): number =>
  Math.min(
    Math.max(Math.min(POLLING.firstMs * POLLING.factor ** polls, POLLING.maxMs), retryAfterMs ?? 0),
    POLLING.ceilingMs,
  );
