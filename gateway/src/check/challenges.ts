/**
 * Active challenges, as far as a gateway can hold a client to them: it chooses which and in which order, and what was
 * signed must answer exactly that within the time that has really passed. Whether a movement was one, the device judges.
 * Pure.
 */
import type { EvidencePayload } from 'lifesign/contract';

export const CHALLENGES = ['BLINK', 'SMILE', 'TURN_LEFT', 'TURN_RIGHT', 'NOD'] as const;
export type Challenge = (typeof CHALLENGES)[number];

export interface ChallengeSetting {
  /** 0: passive only. */
  readonly perSession: number;
  /** To choose from, none of them twice in a session. */
  readonly types: readonly Challenge[];
  /** Whether a person may be judged by looking alone. */
  readonly isPassiveAllowed: boolean;
}

export const PASSIVE_ONLY: ChallengeSetting = { perSession: 0, types: CHALLENGES, isPassiveAllowed: true };

/** What one session asks for. */
export interface AskedChallenges {
  readonly challenges: readonly Challenge[];
  readonly isPassiveAllowed: boolean;
}

/** `pick` answers an unpredictable whole number from 0 up to but not including its argument. */
export const drawChallenges = (
  { perSession, types }: ChallengeSetting,
  pick: (below: number) => number,
): readonly Challenge[] => {
  const left = [...types];
  return Array.from({ length: Math.min(perSession, left.length) }, () => left.splice(pick(left.length), 1)).flat();
};

export type ChallengeFailure =
  /** Nothing that is signed speaks of challenges. */
  | 'challenges-missing'
  /** Those of another session, or of none. */
  | 'challenges-differ'
  /** Not all of them, or not in order. */
  | 'challenges-incomplete'
  /** Faster than people move, or longer than the session has lived. */
  | 'challenges-implausible'
  | 'passive-refused';

/** Minimum time for a person to read a challenge and make the movement. */
const SHORTEST_MS = 250;

/** What a device's clock may gain on ours within a session. */
const TOLERANCE_MS = 500;

/** Null when the session was answered. `elapsedMs` is our own time from its start until the answer came. */
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

/** Only differences count: which moment a device calls zero is its own affair. */
const isPlausible = (times: readonly number[], elapsedMs: number): boolean => {
  const [first = 0] = times;
  const span = (times.at(-1) ?? first) - first;
  return (
    times.every((time, index) => index === 0 || time - (times[index - 1] ?? time) >= SHORTEST_MS) &&
    span <= elapsedMs + TOLERANCE_MS &&
    elapsedMs >= times.length * SHORTEST_MS
  );
};
