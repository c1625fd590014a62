/**
 * Active challenges, as far as a gateway can enforce them: it chooses which and in which order, and the signed evidence must
 * have exactly these, with times that fit into the elapsed time. Only the device detects the movements.
 * Pure.
 */
import type { EvidencePayload } from 'lifesign/contract';

export const CHALLENGES = ['BLINK', 'SMILE', 'TURN_LEFT', 'TURN_RIGHT', 'NOD'] as const;
export type Challenge = (typeof CHALLENGES)[number];

export interface ChallengeSetting {
  /** 0: passive only. */
  readonly perSession: number;
  /** The types to choose from, without repetition in a session. */
  readonly types: readonly Challenge[];
  /** Whether a person may use the passive check. */
  readonly isPassiveAllowed: boolean;
}

export const PASSIVE_ONLY: ChallengeSetting = { perSession: 0, types: CHALLENGES, isPassiveAllowed: true };

/** The challenges of one session. */
export interface AskedChallenges {
  readonly challenges: readonly Challenge[];
  readonly isPassiveAllowed: boolean;
}

/** `pick` returns an unpredictable integer from 0 up to but not including its argument. */
export const drawChallenges = (
  { perSession, types }: ChallengeSetting,
  pick: (below: number) => number,
): readonly Challenge[] => {
  const left = [...types];
  return Array.from({ length: Math.min(perSession, left.length) }, () => left.splice(pick(left.length), 1)).flat();
};

export type ChallengeFailure =
  /** The evidence has no challenges. */
  | 'challenges-missing'
  /** Not those of this session. */
  | 'challenges-differ'
  /** Not all of them, or not in order. */
  | 'challenges-incomplete'
  /** Faster than people move, or longer than the session has existed. */
  | 'challenges-implausible'
  | 'passive-refused';

/** Minimum time for a person to read a challenge and make the movement. */
const SHORTEST_MS = 250;

/** Tolerated drift of a device's clock against ours within a session. */
const TOLERANCE_MS = 500;

/** Null when the challenges are met. `elapsedMs` is measured by the gateway, from the session's start to the answer. */
export const challengeFailure = (
  { challenges, isPassiveAllowed }: AskedChallenges,
  claimed: EvidencePayload['challenges'],
  elapsedMs: number,
): ChallengeFailure | null => {
  if (claimed === undefined) {
    return challenges.length === 0 ? null : 'challenges-missing';
  }
  if (!isSame(claimed.asked, challenges)) {
    return 'challenges-differ';
  }
  if (challenges.length === 0) {
    return null;
  }
  if (claimed.isPassive) {
    return isPassiveAllowed ? null : 'passive-refused';
  }
  const { completed } = claimed;
  const done = completed.map(({ name }) => name);
  const times = completed.map(({ atMs }) => atMs);
  if (!isSame(done, challenges)) {
    return 'challenges-incomplete';
  }
  return isPlausible(times, elapsedMs) ? null : 'challenges-implausible';
};

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);

/** Only differences count: the zero of a device's clock is arbitrary. */
const isPlausible = (times: readonly number[], elapsedMs: number): boolean => {
  const [first = 0] = times;
  const span = (times.at(-1) ?? first) - first;
  return (
    times.every((time, index) => index === 0 || time - (times[index - 1] ?? time) >= SHORTEST_MS) &&
    span <= elapsedMs + TOLERANCE_MS &&
    elapsedMs >= times.length * SHORTEST_MS
  );
};
