/**
 * The job behind a confirmed submission. Safe to run twice: the verdict is written under the submission's lock and only
 * while it is still in progress. Everything slow (pictures, partner, engine) happens outside any transaction.
 */
import { readImages } from '../store/images.ts';
import { readFrames } from '../store/moments.ts';
import type { SessionRow, SubmissionRow } from '../store/tables.ts';
import { getSession } from '../store/sessions.ts';
import { documentsOf, findSubmission, lockSubmission } from '../store/submissions.ts';
import type { AuditImage } from '../../../audit/types.ts';
import type { Partner } from '../config.ts';
import type { Tx } from '../../../database/database.ts';
import type { Deps } from '../../../deps.ts';
import { unjudged } from '../rules/unjudged.ts';
import { sandboxVerdict } from '../rules/sandbox.ts';
import type { JudgedFrames } from '../../../check/frames.ts';
import { judge } from '../../../check/judge.ts';
import { StoreUnavailable } from '../../../images/picture-store.ts';
import type { CheckConclusion } from '../../../check/judgement.ts';
import { heldToReuse } from '../../../check/reuse.ts';
import { type ReferenceType, undecided, type Verdict, verdictOf, verdictOfCopy } from '../rules/verdict.ts';
import type { Engine } from '../../../engine/types.ts';
import { imageRefs } from './audit.ts';
import { type CoeConclusion, completeSubmission } from './complete.ts';
import type { GetReferenceImage } from './reference-image.ts';

/** Delay until a submission is tried again when the picture store is unavailable. */
const STORE_RETRY_MS = 5000;

export interface ProcessingDeps extends Deps {
  readonly engine: Engine;
  readonly getReferenceImage: GetReferenceImage;
}

/** Throws when no verdict could be reached; the queue tries again. */
export const processSubmission = async (
  deps: ProcessingDeps,
  submissionId: string,
  signal: AbortSignal,
): Promise<void> => {
  const submission = await findSubmission(deps.db, submissionId);
  if (submission?.status !== 'IN_PROGRESS') {
    return;
  }
  const session = await getSession(deps.db, submission.session_id);
  const partner = deps.partners.get(session.client_id);
  if (partner === undefined) {
    throw new Error('The partner of this submission is no longer configured');
  }
  let conclusion: CoeConclusion;
  try {
    conclusion = partner.sandbox
      ? judgeSandbox(session, submission)
      : await judgeSubmission(deps, partner, session, submission, signal);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) {
      throw error;
    }
    // The picture was acknowledged and exists, so the submission waits for the store without a limit.
    await processLater(deps, partner, submissionId);
    return;
  }
  signal.throwIfAborted();
  await conclude(deps, session, submissionId, conclusion);
};

const processLater = (deps: Deps, { clientId }: Partner, submissionId: string): Promise<void> =>
  deps.db.transaction().execute((tx) =>
    deps.jobs.enqueue(
      tx,
      'process-submission',
      { submissionId },
      {
        partner: clientId,
        startAfter: new Date(deps.clock.now().getTime() + STORE_RETRY_MS),
      },
    ),
  );

/** Ends a submission when every try has failed without a verdict, so that its client stops waiting. */
export const giveUpSubmission = async (deps: Deps, submissionId: string): Promise<void> => {
  const submission = await findSubmission(deps.db, submissionId);
  if (submission === undefined) {
    return;
  }
  const session = await getSession(deps.db, submission.session_id);
  await conclude(deps, session, submissionId, without(undecided('VERIFICATION_FAILED'), 'exhausted-retries'));
};

const conclude = (deps: Deps, session: SessionRow, submissionId: string, conclusion: CoeConclusion): Promise<void> =>
  deps.db.transaction().execute(async (tx) => {
    const locked = await lockSubmission(tx, submissionId);
    if (locked?.status === 'IN_PROGRESS') {
      const pictures = imageRefs(await documentsOf(tx, submissionId));
      const held = await heldToFormer(deps, tx, session, pictures, conclusion);
      await completeSubmission(deps, tx, session, locked, held, pictures);
    }
  });

/** For a picture that was used before, the engine's findings do not count. */
const heldToFormer = async (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  pictures: readonly AuditImage[],
  { verdict, check }: CoeConclusion,
): Promise<CoeConclusion> => {
  const { policy } = deps.partners.get(session.client_id) ?? deps.config;
  const held = await heldToReuse(deps, tx, policy, pictures, check);
  return held === check ? { verdict, check } : { verdict: verdictOfCopy(held), check: held };
};

const without = (verdict: Verdict, decidedBy: string): CoeConclusion => ({
  verdict,
  check: unjudged(verdict, decidedBy),
});

const judgeSandbox = (session: SessionRow, submission: SubmissionRow): CoeConclusion =>
  without(sandboxVerdict(session.user_id, submission.ordinal, session.flow), 'sandbox');

const judgeSubmission = async (
  deps: ProcessingDeps,
  partner: Partner,
  session: SessionRow,
  submission: SubmissionRow,
  signal: AbortSignal,
): Promise<CoeConclusion> => {
  const images = await readImages(deps.db, deps.pictures, submission.id);
  if (images.SELFIE === undefined) {
    throw new Error('The selfie of this submission is gone');
  }
  const frames = await readFrames(deps.db, deps.cipher, submission);
  if (isGone(frames, submission, partner)) {
    throw new Error('The moments of this submission are gone');
  }
  let reference: { readonly bytes: Uint8Array; readonly type: ReferenceType } | null = null;
  if (session.flow === 'FACE_VERIFICATION') {
    const found = await deps.getReferenceImage(partner, session, signal);
    if (!found.ok) {
      const { failure, what } = found;
      const isAnswer = what !== undefined;
      const message = isAnswer ? 'the answer about the reference image cannot be understood' : 'no reference image';
      deps.logger.warn({ submissionId: submission.id, failure, ...(isAnswer ? { what } : {}) }, message);
      const { verdict, check } = without(undecided('REFERENCE_IMAGE_NOT_FOUND'), 'reference');
      const reason = isAnswer ? 'reference-answer' : check.reason;
      return { verdict, check: withFamily({ ...check, reason }, { failure, ...(isAnswer ? { what } : {}) }) };
    }
    reference = found;
  }
  const { device = null, injection, challenges } = submission.evidence ?? {};
  const subject = { images, ...frames, device, injection, challenges, reference: reference?.bytes };
  const check = await judge(deps.engine, partner.policy, subject, signal);
  return {
    verdict: verdictOf(check, session.flow, reference?.type ?? 'ktp'),
    check: reference === null ? check : withFamily(check, { referenceType: reference.type }),
  };
};

const isGone = (
  { moments, light }: JudgedFrames,
  { evidence }: Pick<SubmissionRow, 'evidence'>,
  { policy }: Pick<Partner, 'policy'>,
): boolean =>
  (moments === null && evidence?.moments !== undefined && policy.moments !== 'off') ||
  (light === null && evidence?.light !== undefined && policy.light !== 'off');

const withFamily = (check: CheckConclusion, family: Readonly<Record<string, unknown>>): CheckConclusion => ({
  ...check,
  details: { ...check.details, family },
});
