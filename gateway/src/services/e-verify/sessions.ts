/** Starting a session and reading its result, for the partner's server. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import {
  findByClientToken,
  findEVerifySession,
  openEVerifySession,
} from '../../adapters/postgres/e-verify-sessions.ts';
import type { EVerifySessionRow } from '../../adapters/postgres/schema.ts';
import type { ApiKeyMode } from '../../auth/api-keys.ts';
import type { Deps } from '../../deps.ts';
import { type Challenge, type ChallengeSetting, drawChallenges } from '../../domain/challenges.ts';
import { type LivenessOutcome, type SessionStatus, testSession } from '../../domain/e-verify.ts';
import type { Engine } from '../../ports.ts';
import type { RemoteLiveness } from '../../providers/rekognition.ts';
import { Refusal } from '../../domain/refusal.ts';

const DAY_MS = 86_400_000;

export interface EVerifyDeps extends Deps {
  readonly engine: Engine;
  /** Null where our own engine decides. */
  readonly remote: RemoteLiveness | null;
}

export interface EVerifyCaller {
  readonly account: string;
  readonly mode: ApiKeyMode;
}

export interface EVerifyStanding {
  readonly status: SessionStatus;
  /** Null unless completed. */
  readonly result: LivenessOutcome | null;
}

/** The same token of the same account and kind of key names the same session, however often it is started. */
export const startSession = async (
  deps: EVerifyDeps,
  { account, mode }: EVerifyCaller,
  clientSessionToken: string,
  signal: AbortSignal,
): Promise<EVerifySessionRow> => {
  const { db, clock, config, audit } = deps;
  const known = await findByClientToken(db, account, mode, clientSessionToken);
  if (known !== undefined) {
    return known;
  }
  const ownId = `liveness_session_${randomBytes(18).toString('base64url')}`;
  const requestToken = createHash('sha256').update(`${account}\n${clientSessionToken}`).digest('hex');
  const id = mode === 'test' || deps.remote === null ? ownId : await deps.remote.start(requestToken, signal);
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const session = await openEVerifySession(tx, {
      id,
      account,
      mode,
      client_session_token: clientSessionToken,
      status: 'pending',
      created_at: now,
      expires_at: new Date(now.getTime() + config.eVerify.sessionSeconds * 1000),
      completed_at: null,
      nonce: null,
      public_key: null,
      result: null,
      // A service outside asks for what it wants itself.
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

export const standingOf = ({ clock }: Pick<Deps, 'clock'>, session: EVerifySessionRow): EVerifyStanding => {
  if (session.mode === 'test') {
    return testSession(session.client_session_token);
  }
  if (session.status === 'pending' && session.expires_at.getTime() <= clock.now().getTime()) {
    return { status: 'expired', result: null };
  }
  return { status: session.status, result: session.result };
};

/** Refuses (`submission-missing`, `forbidden`) what is not the caller's. */
export const readSession = async (
  deps: Deps,
  { account, mode }: EVerifyCaller,
  sessionId: string,
): Promise<EVerifySessionRow> => {
  const session = await findEVerifySession(deps.db, sessionId);
  const oldest = deps.clock.now().getTime() - deps.config.eVerify.resultDays * DAY_MS;
  // Of another account not even the existence is told.
  if (session === undefined || session.account !== account || session.created_at.getTime() < oldest) {
    throw new Refusal('submission-missing', 'no such session');
  }
  if (session.mode !== mode) {
    throw new Refusal('forbidden', `a ${mode} key on a ${session.mode} session`);
  }
  return session;
};
