/** Starting a session, for the partner's server. */
import { randomBytes, randomInt } from 'node:crypto';
import { sha256Of } from '../../../crypto/sha256.ts';
import { findByClientToken, openEVerifySession, retireEVerifySession } from '../store/sessions.ts';
import type { EVerifySessionRow } from '../store/tables.ts';
import type { ApiKeyMode } from '../api-key.ts';
import { type Challenge, type ChallengeSetting, drawChallenges } from '../../../check/challenges.ts';
import type { SessionStatus } from '../rules.ts';
import { readRemoteStanding } from './remote-results.ts';
import { type EVerifyCaller, type EVerifyDeps, standingOf } from './sessions.ts';

export interface StartedSession {
  readonly session: EVerifySessionRow;
  /** It has its result already and accepts no capture. */
  readonly isCompleted: boolean;
}

/**
 * The same token of the same account and kind of key names the same session until it ends, however often it is started. After
 * a session that ended without a result, the token names a new one; sessions of test keys never change.
 */
export const startSession = async (
  deps: EVerifyDeps,
  caller: EVerifyCaller,
  clientSessionToken: string,
  signal: AbortSignal,
): Promise<StartedSession> => {
  const known = await findByClientToken(deps.db, caller.account, caller.mode, clientSessionToken);
  if (known === undefined) {
    return { session: await openSession(deps, caller, clientSessionToken, null, signal), isCompleted: false };
  }
  const status = known.mode === 'test' ? 'pending' : await statusOf(deps, known, signal);
  return status === 'expired' || status === 'failed'
    ? { session: await openSession(deps, caller, clientSessionToken, known.id, signal), isCompleted: false }
    : { session: known, isCompleted: status === 'completed' };
};

const statusOf = async (deps: EVerifyDeps, session: EVerifySessionRow, signal: AbortSignal): Promise<SessionStatus> => {
  const { status } =
    deps.remote === null ? standingOf(deps, session) : await readRemoteStanding(deps, deps.remote, session, signal);
  return status;
};

/** `former`: the session that the token named before. */
const openSession = async (
  deps: EVerifyDeps,
  { account, mode }: EVerifyCaller,
  clientSessionToken: string,
  former: string | null,
  signal: AbortSignal,
): Promise<EVerifySessionRow> => {
  const { db, clock, config, audit } = deps;
  const ownId = `liveness_session_${randomBytes(18).toString('base64url')}`;
  const requestToken = sha256Of([account, clientSessionToken, ...(former === null ? [] : [former])].join('\n'));
  const id = mode === 'test' || deps.remote === null ? ownId : await deps.remote.start(requestToken, signal);
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    if (former !== null) {
      await retireEVerifySession(tx, former);
    }
    const session = await openEVerifySession(tx, {
      id,
      account,
      mode,
      client_session_token: clientSessionToken,
      is_current: true,
      status: 'pending',
      created_at: now,
      expires_at: new Date(now.getTime() + config.eVerify.sessionSeconds * 1000),
      completed_at: null,
      nonce: null,
      public_key: null,
      result: null,
      // An external service asks for its own challenges.
      challenges: JSON.stringify(deps.remote === null ? challengesFor(mode, deps.challenges.eVerify) : []),
      is_passive_allowed: deps.challenges.eVerify.isPassiveAllowed,
    });
    if (session.id === id && mode === 'live') {
      await audit.append(tx, {
        family: 'e-verify',
        tenant: account,
        actor: `partner:${account}`,
        userId: clientSessionToken,
        action: 'session-opened',
        detail: { sessionId: id },
      });
    }
    return session;
  });
};

/** Everything about a test key is the same each time. */
const challengesFor = (mode: ApiKeyMode, setting: ChallengeSetting): readonly Challenge[] =>
  mode === 'test' ? setting.types.slice(0, setting.perSession) : drawChallenges(setting, randomInt);
