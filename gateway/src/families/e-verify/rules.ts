/**
 * The e-verify family's words for what we know: scores from 0 to 100, an outcome, and the fixed answers of test keys.
 * Pure.
 */
import type { Judgement } from '../../check/judgement.ts';
import type { Challenge } from '../../check/challenges.ts';

export const SESSION_STATUSES = ['pending', 'processing', 'completed', 'failed', 'expired'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export interface LivenessOutcome {
  /** 0..100, higher is more likely bona fide; one decimal. */
  readonly score: number;
  readonly isLive: boolean;
  /** Positive evidence of a presentation attack; a capture that is merely unusable has none. */
  readonly spoofDetected: boolean;
}

const percent = (score: number): number => Math.round(score * 1000) / 10;

export const outcomeOf = ({ state, score }: Judgement): LivenessOutcome => ({
  score: percent(score ?? 0),
  isLive: state === 'live',
  spoofDetected: state === 'spoof',
});

export interface ChallengeDetails {
  readonly type: string;
  /** Outcome that the partner's page may show. */
  readonly instructions: string;
}

const INSTRUCTIONS: Readonly<Record<Challenge, string>> = {
  BLINK: 'Please blink your eyes',
  SMILE: 'Please smile',
  TURN_LEFT: 'Please turn your head to your left',
  TURN_RIGHT: 'Please turn your head to your right',
  NOD: 'Please nod your head',
};

/** The one challenge of a session, in the family's terms. */
export const challengeDetailsOf = ([challenge]: readonly Challenge[]): ChallengeDetails =>
  challenge === undefined
    ? { type: 'passive', instructions: 'Please look into the camera and hold still' }
    : { type: challenge.toLowerCase(), instructions: INSTRUCTIONS[challenge] };

/** Default threshold; the same number as Rekognition's. */
export const DEFAULT_MATCH_THRESHOLD = 80;

/**
 * An engine's score, 0..1, on the family's scale: the engine's operating point maps to the default threshold, so that
 * a caller who sets none gets the error rates that the engine was measured at. Linear on both sides of it.
 */
export const matchScoreOf = ({ score, threshold }: { readonly score: number; readonly threshold: number }): number => {
  const value =
    score >= threshold
      ? DEFAULT_MATCH_THRESHOLD +
        ((100 - DEFAULT_MATCH_THRESHOLD) * (score - threshold)) / Math.max(1 - threshold, 1e-9)
      : (DEFAULT_MATCH_THRESHOLD * score) / threshold;
  // Rounded down, so that rounding never lifts a score over a threshold. The small addition is for values that miss the next
  // step only by floating-point error, or because a logistic curve ends just below 1.
  return Math.floor(value * 10 + 1e-6) / 10;
};

export const confidenceOf = percent;

export interface TestSession {
  readonly status: SessionStatus;
  readonly result: LivenessOutcome | null;
}

const LIVE: TestSession = { status: 'completed', result: { score: 98.5, isLive: true, spoofDetected: false } };

const TEST_SESSIONS: Readonly<Record<string, TestSession>> = {
  'test-live': LIVE,
  'test-spoof': { status: 'completed', result: { score: 2.5, isLive: false, spoofDetected: true } },
  'test-unusable': { status: 'completed', result: { score: 0, isLive: false, spoofDetected: false } },
  'test-pending': { status: 'pending', result: null },
  'test-processing': { status: 'processing', result: null },
  'test-failed': { status: 'failed', result: null },
  'test-expired': { status: 'expired', result: null },
};

/** State of a test key's session, by its `client_session_token`; text after a colon is ignored, any other is live. */
export const testSession = (clientSessionToken: string): TestSession => {
  const name = clientSessionToken.split(':', 1)[0] ?? '';
  return (Object.hasOwn(TEST_SESSIONS, name) ? TEST_SESSIONS[name] : undefined) ?? LIVE;
};

export interface MatchOutcome {
  /** 0..100 */
  readonly score: number;
  /** 0..100: the detector's confidence that the compared region is a face. */
  readonly confidence: number;
}

/** The match of a test key: nothing is fetched, the target's address decides. Null: no face in it. */
export const testMatch = (targetUrl: string): MatchOutcome | null => {
  const { pathname } = new URL(targetUrl);
  if (pathname.includes('test-no-face')) {
    return null;
  }
  return pathname.includes('test-mismatch') ? { score: 12.3, confidence: 95 } : { score: 92.1, confidence: 95 };
};
