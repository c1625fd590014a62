/** State and owner of a session, for the partner's server. */
import { findEVerifySession } from '../store/sessions.ts';
import type { EVerifySessionRow } from '../store/tables.ts';
import type { ApiKeyMode } from '../api-key.ts';
import type { Deps } from '../../../deps.ts';
import { type LivenessOutcome, type SessionStatus, testSession } from '../rules.ts';
import type { Engine } from '../../../engine/types.ts';
import type { RemoteLiveness } from '../providers/rekognition.ts';
import { Refusal } from '../../../check/refusal.ts';

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

export const standingOf = ({ clock }: Pick<Deps, 'clock'>, session: EVerifySessionRow): EVerifyStanding => {
  if (session.mode === 'test') {
    return testSession(session.client_session_token);
  }
  if (session.status === 'pending' && session.expires_at.getTime() <= clock.now().getTime()) {
    return { status: 'expired', result: null };
  }
  return { status: session.status, result: session.result };
};

/** Refuses (`submission-missing`, `forbidden`) another caller's session. */
export const readSession = async (
  deps: Deps,
  { account, mode }: EVerifyCaller,
  sessionId: string,
): Promise<EVerifySessionRow> => {
  const session = await findEVerifySession(deps.db, sessionId);
  const oldest = deps.clock.now().getTime() - deps.config.eVerify.resultDays * DAY_MS;
  // Sessions of other accounts look like missing ones.
  if (session === undefined || session.account !== account || session.created_at.getTime() < oldest) {
    throw new Refusal('submission-missing', 'no such session');
  }
  if (session.mode !== mode) {
    throw new Refusal('forbidden', `a ${mode} key on a ${session.mode} session`);
  }
  return session;
};
