/** The end of a capture: evidence is checked against what was uploaded, the attempt is counted, processing is queued. */
import type { EvidencePayload, NextAction, UiMessage } from 'lifesign/contract';
import type { Tx } from '../../../database/database.ts';
import type { DocumentRow, SessionRow, SubmissionRow } from '../store/tables.ts';
import { countAttempt, findLaunchKey, lockSession } from '../store/sessions.ts';
import { storeFrames } from '../store/moments.ts';
import { documentsOf, lockSubmission, updateSubmission } from '../store/submissions.ts';
import { isUuid } from '../../../database/uuid.ts';
import type { Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { judgedByDevice } from '../../../check/judgement.ts';
import { openFrames } from '../../../check/frames.ts';
import { openEvidence, requirePictures, requireSigned } from '../../../check/open.ts';
import { uiMessagesOf } from '../rules/messages.ts';
import { nextActionOf } from '../rules/progress.ts';
import { Refusal } from '../../../check/refusal.ts';
import { sandboxDelayMs } from '../rules/sandbox.ts';
import { countVelocity } from '../../../check/velocity.ts';
import { verdictOfDevice } from '../rules/verdict.ts';
import { type Caller, isOwner } from './begin.ts';
import { auditCoe, imageRefs } from './audit.ts';
import { completeSubmission } from './complete.ts';
import { attemptRules } from './sessions.ts';
import { attemptOf } from './velocity.ts';

export interface ConfirmedSubmission {
  readonly nextAction: NextAction;
  readonly uiMessages: Readonly<Record<string, UiMessage>>;
}

/**
 * Either everything here happens or nothing: a refusal leaves submission, nonce and attempts as they were. Of two
 * confirms at once the row locks let one through; the other finds the state changed.
 */
export const confirmSubmission = (
  deps: Deps,
  caller: Caller,
  submissionId: string,
  { evidence, moments }: { readonly evidence: string; readonly moments?: readonly string[] | undefined },
): Promise<ConfirmedSubmission> =>
  deps.db.transaction().execute(async (tx) => {
    const { session, submission } = await lockOwn(tx, caller, submissionId);
    if (submission.status !== 'INITIATED') {
      throw new Refusal('state-conflict', `the submission is ${submission.status}`);
    }
    const { payload, publicKey } = await checkedEvidence(deps, tx, session, submission, evidence);
    const documents = await documentsOf(tx, submission.id);
    requireSigned(payload, uploadedHashes(documents));
    requirePictures(payload, caller.partner.policy.requiredDocuments);
    const { nonce } = submission;
    const sent = { evidence: payload, nonce, frames: moments };
    const frames = await openFrames(deps.sniffImage, caller.partner.policy, sent);

    const velocity = caller.partner.sandbox
      ? null
      : await countVelocity(deps, tx, caller.partner.policy, attemptOf(caller, publicKey));
    const now = deps.clock.now();
    await storeFrames(tx, deps.cipher, { submissionId: submission.id, frames, at: now });
    await countAttempt(tx, session.id);
    await updateSubmission(tx, submission.id, {
      status: 'IN_PROGRESS',
      confirmed_at: now,
      evidence: JSON.stringify(payload),
      velocity: velocity === null ? null : JSON.stringify(velocity),
    });
    const pictures = imageRefs(documents);
    await auditCoe(deps, tx, session, {
      actor: `user:${session.user_id}`,
      action: 'attempt-confirmed',
      submissionId: submission.id,
      images: pictures,
      detail: { models: payload.models },
    });
    if (Object.keys(payload.images).length > 0) {
      await enqueueProcessing(deps, tx, caller.partner, session, submission.id, now);
      return { nextAction: 'STATUS', uiMessages: {} };
    }
    const verdict = verdictOfDevice(payload.sdkVersion);
    const concluded = { id: submission.id, evidence: payload, velocity };
    const conclusion = { verdict, check: judgedByDevice(payload.device) };
    await completeSubmission(deps, tx, session, concluded, conclusion, pictures);
    const rules = attemptRules(caller.partner, { ...session, attempts: session.attempts + 1 });
    const nextAction = nextActionOf(verdict, rules);
    return {
      nextAction,
      uiMessages: uiMessagesOf(verdict.reasonCode, nextAction, rules.attemptsLeft, session.locale),
    };
  });

const enqueueProcessing = (
  deps: Deps,
  tx: Tx,
  partner: Partner,
  session: SessionRow,
  submissionId: string,
  confirmedAt: Date,
): Promise<void> => {
  if (!partner.sandbox) {
    return deps.jobs.enqueue(tx, 'process-submission', { submissionId }, { partner: partner.clientId });
  }
  const delayMs = sandboxDelayMs(session.user_id);
  const options = delayMs === 0 ? {} : { startAfter: new Date(confirmedAt.getTime() + delayMs) };
  return deps.jobs.enqueue(tx, 'process-sandbox', { submissionId }, options);
};

const lockOwn = async (
  tx: Tx,
  { partner, claims, partnerSessionId, sdkSessionId }: Caller,
  submissionId: string,
): Promise<{ session: SessionRow; submission: SubmissionRow }> => {
  const session = await lockSession(tx, partner.clientId, partnerSessionId);
  const submission = isUuid(submissionId) ? await lockSubmission(tx, submissionId) : undefined;
  if (submission === undefined) {
    throw new Refusal('submission-missing', 'no such submission');
  }
  if (session === undefined || submission.session_id !== session.id || !isOwner(session, claims)) {
    throw new Refusal('forbidden', 'the submission belongs to another session');
  }
  if (submission.sdk_session_id !== sdkSessionId) {
    throw new Refusal('forbidden', 'the submission belongs to another launch');
  }
  return { session, submission };
};

const checkedEvidence = async (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  submission: SubmissionRow,
  evidence: string,
): Promise<{ readonly payload: EvidencePayload; readonly publicKey: string }> => {
  if (submission.nonce_expires_at.getTime() <= deps.clock.now().getTime()) {
    throw new Refusal('evidence', 'the nonce has expired');
  }
  const publicKey = await findLaunchKey(tx, session.id, submission.sdk_session_id);
  if (publicKey === null) {
    throw new Refusal('evidence', 'no launch key is registered');
  }
  const { nonce, id: submissionId } = submission;
  const payload = await openEvidence(deps, evidence, { publicKey, nonce, submissionId });
  if ((payload.challenges?.asked.length ?? 0) > 0) {
    throw new Refusal('evidence', 'challenges that this family never asks');
  }
  return { payload, publicKey };
};

const uploadedHashes = (documents: readonly DocumentRow[]) =>
  Object.fromEntries(documents.flatMap(({ type, sha256 }) => (sha256 === null ? [] : [[type, sha256]])));
