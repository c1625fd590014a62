/** Opening an attempt: a submission, its upload addresses, and the nonce that its evidence must have. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { SubmissionStatus, SubmissionType, SupportedFlow, Tint, UploadUrlsData } from 'lifesign/contract';
import { clearImages } from '../store/images.ts';
import type { DocumentRow, SessionRow, SubmissionRow } from '../store/tables.ts';
import { lockSession, openSession, registerLaunchKey } from '../store/sessions.ts';
import { documentsOf, insertSubmission, lastSubmission, updateSubmission } from '../store/submissions.ts';
import type { Tx } from '../../../database/database.ts';
import type { UserClaims } from '../../../auth/tokens.ts';
import { flowsOf, type Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { isFinished, nextActionOf } from '../rules/progress.ts';
import { framesToAsk } from '../../../check/frames.ts';
import { Refusal } from '../../../check/refusal.ts';
import { requireRoom } from '../../../check/velocity.ts';
import { auditCoe } from './audit.ts';
import { attemptRules, toAttempt } from './sessions.ts';
import { attemptOf } from './velocity.ts';

export interface Caller {
  readonly partner: Partner;
  readonly claims: UserClaims;
  readonly partnerSessionId: string;
  readonly sdkSessionId: string;
  /** The network that the request came from; null when unknown. */
  readonly address: string | null;
}

export interface BegunSubmission {
  readonly submissionId: string;
  readonly status: SubmissionStatus;
  readonly documents: readonly Pick<DocumentRow, 'id' | 'type'>[];
  readonly nonce: string;
  /** When nonce and upload URLs end. */
  readonly expiresAt: Date;
  readonly policy: UploadUrlsData['policy'];
  readonly moments?: number[];
  readonly light?: Tint[];
}

/**
 * An attempt that is open already is returned again with a new nonce. The launch key is bound to the SDK session when it is
 * first seen.
 */
export const beginSubmission = (
  deps: Deps,
  caller: Caller,
  submissionType: SubmissionType,
  publicKey: string,
): Promise<BegunSubmission> =>
  deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now();
    const session = await sessionFor(deps, tx, caller, submissionType);
    const attempt = {
      sdk_session_id: caller.sdkSessionId,
      nonce: randomBytes(32).toString('base64url'),
      nonce_expires_at: new Date(now.getTime() + caller.partner.policy.uploadUrlSeconds * 1000),
    };
    const last = await lastSubmission(tx, session.id);
    if (last?.status !== 'INITIATED') {
      requireAnotherAttempt(caller.partner, session, last);
    }
    if (!caller.partner.sandbox) {
      await requireRoom(deps, tx, caller.partner.policy, attemptOf(caller, publicKey));
    }
    let submissionId: string;
    let isNew = false;
    if (last?.status === 'INITIATED') {
      submissionId = last.id;
      // First, because it locks the submission: a concurrent upload is then either cleared below, or stored afterwards.
      await updateSubmission(tx, last.id, attempt);
      if (last.sdk_session_id !== caller.sdkSessionId) {
        // Another launch took over: pictures of the earlier one must not mix with those of this one.
        await clearImages(tx, last.id);
      }
    } else {
      submissionId = randomUUID();
      isNew = true;
      await insertSubmission(tx, {
        id: submissionId,
        session_id: session.id,
        ordinal: (last?.ordinal ?? 0) + 1,
        status: 'INITIATED',
        created_at: now,
        ...attempt,
      });
    }
    await registerLaunchKey(tx, {
      session_id: session.id,
      sdk_session_id: caller.sdkSessionId,
      public_key: publicKey,
      created_at: now,
    });
    if (isNew) {
      await auditCoe(deps, tx, session, {
        actor: `user:${session.user_id}`,
        action: 'attempt-opened',
        submissionId,
      });
    }
    const { attemptsLeft } = attemptRules(caller.partner, session);
    return {
      submissionId,
      status: 'INITIATED',
      documents: await documentsOf(tx, submissionId),
      nonce: attempt.nonce,
      expiresAt: attempt.nonce_expires_at,
      policy: { deviceVerdict: caller.partner.policy.deviceVerdict, attemptsLeft },
      ...framesToAsk(caller.partner.policy, attempt.nonce),
    };
  });

/** The caller's session, locked. A token of the old way names none, so its first use opens it. */
const sessionFor = async (
  deps: Deps,
  tx: Tx,
  { partner, claims, partnerSessionId }: Caller,
  submissionType: SubmissionType,
): Promise<SessionRow> => {
  if (claims.session === undefined && !isEnabled(partner, claims, submissionType)) {
    throw new Refusal('submission-type', 'the onboarding partner has no such flow');
  }
  const session =
    claims.session === undefined && isFlow(submissionType)
      ? await openSession(tx, {
          id: randomUUID(),
          client_id: partner.clientId,
          onboarding_partner: claims.onboardingPartner,
          partner_session_id: partnerSessionId,
          user_id: claims.userId,
          user_id_type: claims.userIdType,
          flow: submissionType,
          source: 'SDK',
          locale: 'id_ID',
          reference_image_url: null,
          reference_image_type: null,
          base_url: null,
          created_at: deps.clock.now(),
        })
      : await lockSession(tx, partner.clientId, partnerSessionId);
  if (session === undefined || !isOwner(session, claims)) {
    throw new Refusal('forbidden', 'the session belongs to another user');
  }
  if (session.flow !== submissionType) {
    throw new Refusal('submission-type', `the session's flow is ${session.flow}`);
  }
  return session;
};

const isEnabled = (partner: Partner, { onboardingPartner }: UserClaims, type: SubmissionType): boolean =>
  flowsOf(partner, onboardingPartner).some((flow) => flow === type);

const isFlow = (type: SubmissionType): type is SupportedFlow =>
  type === 'FACE_VERIFICATION' || type === 'STANDALONE_LIVENESS';

export const isOwner = (session: SessionRow, claims: UserClaims): boolean =>
  session.user_id === claims.userId &&
  session.user_id_type === claims.userIdType &&
  session.onboarding_partner === claims.onboardingPartner;

const requireAnotherAttempt = (partner: Partner, session: SessionRow, last: SubmissionRow | undefined): void => {
  const rules = attemptRules(partner, session);
  if (last === undefined || nextActionOf(toAttempt(last), rules) === 'RETRY') {
    return;
  }
  if (isFinished(last.status) && last.result !== 'VALID' && rules.attemptsLeft === 0) {
    throw new Refusal('attempts-exhausted', `${partner.policy.maxAttempts} attempts used`);
  }
  throw new Refusal('state-conflict', `the last attempt is ${last.status}`, { submissionId: last.id });
};
