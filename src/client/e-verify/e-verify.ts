/**
 * The e-verify family (contracts 6) as a {@link Backend}. The page holds a capture token for one session and never the API
 * key: the partner's server starts the session and gives the page both.
 */
import { isLifesignError, LifesignError } from '../../errors.ts';
import type { Backend, Submission, SubmissionOutcome } from '../backend.ts';
import { FRESH_MS } from '../transport/fresh.ts';
import { guarded } from '../transport/guarded.ts';
import { askHost } from '../transport/host.ts';
import { createJsonCalls, type JsonAnswer } from '../transport/json-call.ts';
import { launchKeyOnce } from '../transport/launch-key.ts';
import { type DrawnFrames, NOTHING_DRAWN } from '../transport/moments.ts';
import { serialiseCapture } from '../transport/serialise-capture.ts';
import type { Fetch } from '../transport/xhr-fetch.ts';
import { challengesOfType, outcomeOf, parseBegun, parseStanding, readFailure } from './answers.ts';

export interface EVerifySession {
  /** `session_id` of the start's answer. */
  readonly sessionId: string;
  /** Its header `x-lifesign-capture-token`. */
  readonly captureToken: string;
  /** `challenge_details.challenge_type` of the start's answer, for gateways that do not send it with the capture. */
  readonly challengeType?: string;
}

export interface EVerifyOptions {
  /** The gateway, with or without a trailing slash. */
  readonly baseUrl: string;
  /**
   * A session, for one attempt; or a function that asks the partner's server for a fresh one, which is called for each
   * attempt, and again when the person takes so long that the last one may have expired.
   */
  readonly session: EVerifySession | (() => Promise<EVerifySession>);
  /** Attempts of a launch. Default 3 with a function, 1 with a session. */
  readonly maxAttempts?: number;
  /** Replaces `fetch` and the upload's `XMLHttpRequest`, for tests. */
  readonly fetch?: Fetch;
}

const MAX_ATTEMPTS = 3;

interface Attempt {
  readonly session: EVerifySession;
  /** Empty for a session whose capture an earlier page has sent: nothing is submitted for it. */
  readonly nonce: string;
  readonly drawn: DrawnFrames;
}

/** Code of the gateway's refusal to begin a session that accepts no capture. */
const CONFLICT = 'CONFLICT';

/** One backend for each launch: it holds the launch's signing key. */
export const eVerify = ({ baseUrl, session: given, maxAttempts, fetch }: EVerifyOptions): Backend => {
  const call = createJsonCalls({ baseUrl, readFailure, fetch: fetch ?? null });
  const attempts = new Map<string, Attempt>();
  /** Sessions that were captured for: one that was only begun costs no attempt. */
  const sent = new Set<string>();
  const total = typeof given === 'function' ? (maxAttempts ?? MAX_ATTEMPTS) : 1;
  const launchKey = launchKeyOnce();

  const nextSession = async (): Promise<EVerifySession> =>
    typeof given === 'function'
      ? askHost(given, {
          code: 'api-failed',
          message: 'start: the host gave no session',
          detail: 'SESSION_NOT_STARTED',
        })
      : given;

  const capturing = (
    name: string,
    { sessionId, captureToken }: EVerifySession,
    request: { method: 'get' | 'post' | 'put'; json?: unknown; onProgress?: ((progress: number) => void) | undefined },
    signal: AbortSignal,
  ): Promise<JsonAnswer> =>
    call({
      name,
      path: `v1/biometrics/liveness/${encodeURIComponent(sessionId)}/capture`,
      headers: { authorization: `Bearer ${captureToken}` },
      isRepeatable: true,
      signal,
      ...request,
    });

  const attemptOf = (submissionId: string): Attempt => {
    const attempt = attempts.get(submissionId);
    if (attempt === undefined) {
      throw new LifesignError('internal', 'The session is not one of this launch');
    }
    return attempt;
  };

  const outcome = (sessionId: string, { body, retryAfterMs }: JsonAnswer): SubmissionOutcome =>
    outcomeOf(parseStanding(body), {
      submissionId: sessionId,
      attemptsLeft: Math.max(0, total - sent.size),
      retryAfterMs,
    });

  const begin = async (session: EVerifySession, signal: AbortSignal): Promise<Submission> => {
    const { publicKey } = await launchKey();
    const answer = await capturing('begin', session, { method: 'post', json: { public_key: publicKey } }, signal);
    const { nonce, deviceVerdict, challenges, isPassiveAllowed, drawn } = parseBegun(answer.body);
    attempts.set(session.sessionId, { session, nonce, drawn });
    return {
      submissionId: session.sessionId,
      nonce,
      attemptsLeft: Math.max(1, total - sent.size),
      deviceVerdict,
      challenges: challenges ?? challengesOfType(session.challengeType),
      isPassiveAllowed,
      light: drawn.light,
      freshMs: FRESH_MS,
    };
  };

  /** Outcome of a session that accepts no capture; null when it has ended without a result, such as an expired one. */
  const sentBefore = async (session: EVerifySession, signal: AbortSignal): Promise<Submission | null> => {
    const { sessionId } = session;
    const answer = await capturing('status', session, { method: 'get' }, signal);
    const { status } = parseStanding(answer.body);
    if (status !== 'completed' && status !== 'processing') {
      return null;
    }
    attempts.set(sessionId, { session, nonce: '', drawn: NOTHING_DRAWN });
    sent.add(sessionId);
    const standing = outcome(sessionId, answer);
    return {
      submissionId: sessionId,
      nonce: '',
      attemptsLeft: standing.attemptsLeft,
      deviceVerdict: 'enforce',
      standing,
    };
  };

  /** Returns the outcome of a session whose capture was sent by a page that was reloaded since. */
  const beginOrResume = async (signal: AbortSignal): Promise<Submission> => {
    const session = await nextSession();
    try {
      return await begin(session, signal);
    } catch (error) {
      const before = isLifesignError(error) && error.detail === CONFLICT ? await sentBefore(session, signal) : null;
      if (before === null) {
        throw error;
      }
      return before;
    }
  };

  return {
    asksChallenges: true,
    begin: ({ signal }) => guarded(signal, () => beginOrResume(signal)),
    submit: (input) =>
      guarded(input.signal, async () => {
        const { session, nonce, drawn } = attemptOf(input.submission.submissionId);
        const { sessionId } = session;
        const { onProgress, signal } = input;
        const json = await serialiseCapture(await launchKey(), input, { nonce, submissionId: sessionId, drawn });
        sent.add(sessionId);
        return outcome(sessionId, await capturing('submit', session, { method: 'put', json, onProgress }, signal));
      }),
    status: (submissionId, { signal }) =>
      guarded(signal, async () => {
        const { session } = attemptOf(submissionId);
        return outcome(submissionId, await capturing('status', session, { method: 'get' }, signal));
      }),
  };
};
