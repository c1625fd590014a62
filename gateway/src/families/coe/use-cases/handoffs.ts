/** Hand-off of a launch to a phone: making the link, redeeming it once, reading its state, ending it. */
import { randomUUID } from 'node:crypto';
import type { StatusData } from 'lifesign/contract';
import type { IssuedToken, UserClaims } from '../../../auth/tokens.ts';
import { Refusal } from '../../../check/refusal.ts';
import type { Db, Tx } from '../../../database/database.ts';
import type { Deps } from '../../../deps.ts';
import {
  HandoffRefusal,
  type HandoffSide,
  type HandoffState,
  handoffStateOf,
  hashHandoffCode,
  newHandoffCode,
} from '../../../handoff/handoff.ts';
import {
  endHandoff as end,
  endHandoffsOf,
  findHandoff,
  findHandoffByCode,
  insertHandoff,
  redeemHandoff as redeem,
} from '../../../handoff/store/handoffs.ts';
import type { HandoffRow } from '../../../handoff/store/tables.ts';
import type { Partner } from '../config.ts';
import { isAllowedOrigin } from '../origins.ts';
import { nextActionOf } from '../rules/progress.ts';
import { findSession, getSession, lockSession } from '../store/sessions.ts';
import { lastSubmission } from '../store/submissions.ts';
import type { SessionRow } from '../store/tables.ts';
import { auditCoe } from './audit.ts';
import { type Caller, isOwner } from './begin.ts';
import { attemptRules, toAttempt } from './sessions.ts';
import { readStatus } from './status.ts';

type HandoffCaller = Omit<Caller, 'sdkSessionId' | 'address'>;

export interface MadeHandoff {
  readonly handoffId: string;
  /** Used only in the link. */
  readonly code: string;
  readonly expirySeconds: number;
}

export interface RedeemedHandoff {
  readonly handoffId: string;
  readonly issued: IssuedToken;
  readonly session: Pick<SessionRow, 'partner_session_id' | 'flow'>;
}

export interface HandoffProgress {
  readonly state: HandoffState;
  readonly endedBy: HandoffSide | null;
  /** The session's newest attempt; null before there was one. */
  readonly submission: StatusData | null;
  readonly retryAfterSeconds: number | null;
}

/** Replaces the session's earlier links. */
export const makeHandoff = (deps: Deps, { partner, claims, partnerSessionId }: HandoffCaller): Promise<MadeHandoff> =>
  deps.db.transaction().execute(async (tx) => {
    const { handoffSeconds } = partner.policy;
    // A phone cannot hand off the launch again.
    if (handoffSeconds === 0 || claims.handoff !== undefined) {
      throw new HandoffRefusal('off');
    }
    const session = ownOf(await lockSession(tx, partner.clientId, partnerSessionId), claims);
    const last = await lastSubmission(tx, session.id);
    if (last !== undefined && nextActionOf(toAttempt(last), attemptRules(partner, session)) === 'EXIT') {
      throw new Refusal('state-conflict', 'the session has ended');
    }
    const now = deps.clock.now();
    const code = newHandoffCode();
    const handoffId = randomUUID();
    await endHandoffsOf(tx, { family: 'coe', sessionId: session.id }, now);
    await insertHandoff(tx, {
      id: handoffId,
      family: 'coe',
      tenant: session.client_id,
      session_id: session.id,
      code_sha256: hashHandoffCode(code),
      created_at: now,
      expires_at: new Date(now.getTime() + handoffSeconds * 1000),
    });
    await auditHandoff(deps, tx, session, handoffId, 'handoff-made', `user:${session.user_id}`);
    return { handoffId, code, expirySeconds: handoffSeconds };
  });

/** `origin`: of the calling page; undefined for a caller that is not a browser. A refused call does not change the link. */
export const redeemHandoff = async (deps: Deps, code: string, origin: string | undefined): Promise<RedeemedHandoff> => {
  const handoff = await findHandoffByCode(deps.db, 'coe', hashHandoffCode(code));
  const partner = handoff === undefined ? undefined : deps.partners.get(handoff.tenant);
  if (handoff === undefined || partner === undefined) {
    throw new HandoffRefusal('missing');
  }
  if (origin !== undefined && !isAllowedOrigin(partner.pageOrigins, origin)) {
    throw new Refusal('forbidden', 'a page that the partner does not allow');
  }
  const session = await getSession(deps.db, handoff.session_id);
  if (!(await redeemOnce(deps, handoff, session))) {
    throw new HandoffRefusal(await whyNot(deps, handoff.id));
  }
  return { handoffId: handoff.id, issued: await issueTo(deps, partner, session, handoff.id), session };
};

const redeemOnce = (deps: Deps, handoff: HandoffRow, session: SessionRow): Promise<boolean> =>
  deps.db.transaction().execute(async (tx) => {
    const isFirst = await redeem(tx, handoff.id, deps.clock.now());
    await auditHandoff(deps, tx, session, handoff.id, isFirst ? 'handoff-redeemed' : 'handoff-refused', 'gateway');
    return isFirst;
  });

const whyNot = async (deps: Deps, id: string): Promise<'used' | 'expired' | 'ended' | 'missing'> => {
  const handoff = await findHandoff(deps.db, id);
  switch (handoff === undefined ? null : handoffStateOf(handoff, deps.clock.now())) {
    case 'opened':
      return 'used';
    case 'ended':
      return handoff?.redeemed_at === null ? 'ended' : 'used';
    case 'expired':
      return 'expired';
    case 'waiting':
    case null:
      return 'missing';
  }
};

/** A token for the phone with the permissions of the computer's; it ends with the hand-off. */
const issueTo = (
  { tokens }: Deps,
  { clientId, policy }: Partner,
  session: SessionRow,
  handoff: string,
): Promise<IssuedToken> =>
  tokens.issueUserToken(
    {
      clientId,
      onboardingPartner: session.onboarding_partner,
      userId: session.user_id,
      userIdType: session.user_id_type,
      session: { partnerSessionId: session.partner_session_id, flow: session.flow },
      handoff,
    },
    policy.userTokenSeconds,
  );

export const readHandoff = async (deps: Deps, caller: HandoffCaller, id: string): Promise<HandoffProgress> => {
  const { handoff, session } = await ownHandoff(deps.db, caller, id);
  const last = await lastSubmission(deps.db, session.id);
  const progress = last === undefined ? null : await readStatus(deps, caller, last.id);
  return {
    state: handoffStateOf(handoff, deps.clock.now()),
    endedBy: handoff.ended_by,
    submission: progress?.data ?? null,
    retryAfterSeconds: progress?.retryAfterSeconds ?? null,
  };
};

/** From either side. Idempotent. */
export const endHandoff = (deps: Deps, caller: HandoffCaller, id: string): Promise<void> =>
  deps.db.transaction().execute(async (tx) => {
    const { handoff, session } = await ownHandoff(tx, caller, id);
    const side = caller.claims.handoff === undefined ? 'computer' : 'phone';
    if (await end(tx, handoff.id, side, deps.clock.now())) {
      await auditHandoff(deps, tx, session, handoff.id, 'handoff-ended', `user:${session.user_id}`, side);
    }
  });

/** Refuses a phone's token once its hand-off has ended. Other tokens pass. */
export const requireRunningHandoff = async ({ db }: Deps, { handoff: id }: UserClaims): Promise<void> => {
  if (id === undefined) {
    return;
  }
  const handoff = await findHandoff(db, id);
  if (handoff === undefined || handoff.ended_at !== null) {
    throw new HandoffRefusal('ended');
  }
};

const ownOf = (session: SessionRow | undefined, claims: UserClaims): SessionRow => {
  if (session === undefined || !isOwner(session, claims)) {
    throw new Refusal('forbidden', 'the session belongs to another user');
  }
  return session;
};

const ownHandoff = async (
  db: Db | Tx,
  { partner, claims, partnerSessionId }: HandoffCaller,
  id: string,
): Promise<{ handoff: HandoffRow; session: SessionRow }> => {
  const session = ownOf(await findSession(db, partner.clientId, partnerSessionId), claims);
  const handoff = await findHandoff(db, id);
  const isOwn = handoff?.family === 'coe' && handoff.session_id === session.id;
  if (handoff === undefined || !isOwn || (claims.handoff !== undefined && claims.handoff !== id)) {
    throw new HandoffRefusal('missing');
  }
  return { handoff, session };
};

const auditHandoff = (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  handoffId: string,
  action: 'handoff-made' | 'handoff-redeemed' | 'handoff-refused' | 'handoff-ended',
  actor: string,
  endedBy?: HandoffSide,
): Promise<void> =>
  auditCoe(deps, tx, session, {
    actor,
    action,
    outcome: action === 'handoff-refused' ? 'refused' : 'done',
    detail: { handoffId, ...(endedBy === undefined ? {} : { endedBy }) },
  });
