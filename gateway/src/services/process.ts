/**
 * The job behind a confirmed submission. Safe to run twice: the verdict is written under the submission's lock and only
 * while it is still in progress. Everything slow (pictures, partner, engine) happens outside any transaction.
 */
import { createHash } from 'node:crypto';
import { readImages } from '../adapters/postgres/images.ts';
import type { SessionRow, SubmissionRow } from '../adapters/postgres/schema.ts';
import { getSession } from '../adapters/postgres/sessions.ts';
import { findSubmission, lockSubmission } from '../adapters/postgres/submissions.ts';
import type { Partner } from '../config.ts';
import type { Deps } from '../deps.ts';
import { sandboxVerdict } from '../domain/sandbox.ts';
import { capByDevice, deviceWordOf, livenessThresholdFor } from '../domain/trust.ts';
import { type ReferenceType, undecided, type Verdict, verdictOf } from '../domain/verdict.ts';
import type { Engine, EngineInput } from '../ports.ts';
import { completeSubmission } from './complete.ts';
import type { GetReferenceImage } from './reference-image.ts';

export interface ProcessingDeps extends Deps {
  readonly engine: Engine;
  readonly getReferenceImage: GetReferenceImage;
}

interface Judgement {
  readonly verdict: Verdict;
  /** For the record of the check. */
  readonly details: Readonly<Record<string, unknown>>;
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
  const judgement = partner.sandbox
    ? judgeSandbox(session, submission)
    : await judge(deps, partner, session, submission, signal);
  signal.throwIfAborted();
  await conclude(deps, session, submissionId, judgement);
};

/** For a submission whose every try failed: ends it without a verdict, so that nobody waits for ever. */
export const giveUpSubmission = async (deps: Deps, submissionId: string): Promise<void> => {
  const submission = await findSubmission(deps.db, submissionId);
  if (submission === undefined) {
    return;
  }
  const session = await getSession(deps.db, submission.session_id);
  await conclude(deps, session, submissionId, {
    verdict: undecided('VERIFICATION_FAILED'),
    details: { decidedBy: 'exhausted-retries' },
  });
};

const conclude = (deps: Deps, session: SessionRow, submissionId: string, judgement: Judgement): Promise<void> =>
  deps.db.transaction().execute(async (tx) => {
    const locked = await lockSubmission(tx, submissionId);
    if (locked?.status === 'IN_PROGRESS') {
      await completeSubmission(deps, tx, session, locked, judgement.verdict, judgement.details);
    }
  });

const judgeSandbox = (session: SessionRow, submission: SubmissionRow): Judgement => ({
  verdict: sandboxVerdict(session.user_id, submission.ordinal, session.flow),
  details: { decidedBy: 'sandbox' },
});

const judge = async (
  deps: ProcessingDeps,
  partner: Partner,
  session: SessionRow,
  submission: SubmissionRow,
  signal: AbortSignal,
): Promise<Judgement> => {
  const images = await readImages(deps.db, deps.cipher, submission.id);
  if (images.SELFIE === undefined) {
    throw new Error('The selfie of this submission is gone');
  }
  let reference: { readonly bytes: Uint8Array; readonly type: ReferenceType } | null = null;
  if (session.flow === 'FACE_VERIFICATION') {
    const found = await deps.getReferenceImage(partner, session, signal);
    if (!found.ok) {
      deps.logger.warn({ submissionId: submission.id, failure: found.failure }, 'no reference image');
      return {
        verdict: undecided('REFERENCE_IMAGE_NOT_FOUND'),
        details: { decidedBy: 'reference', failure: found.failure },
      };
    }
    reference = found;
  }
  const { matchThreshold } = partner.policy;
  // A partner that only wants the device's verdict reported has the pictures judged by themselves.
  const device = partner.policy.deviceVerdict === 'enforce' ? deviceWordOf(submission.evidence) : null;
  const livenessThreshold = livenessThresholdFor(partner.policy, device);
  const input: EngineInput = {
    images,
    ...(reference === null ? {} : { reference: reference.bytes }),
    ...(livenessThreshold === undefined ? {} : { livenessThreshold }),
    ...(matchThreshold === undefined ? {} : { matchThreshold }),
  };
  const result = capByDevice(await deps.engine.verify(input, { signal }), device);
  return {
    verdict: verdictOf(result, session.flow, reference?.type ?? 'ktp'),
    details: {
      decidedBy: 'engine',
      problem: result.problem,
      liveness: result.liveness,
      device,
      faceMatch: result.faceMatch,
      reference: result.reference,
      models: result.models,
      signals: result.signals,
      ...(reference === null
        ? {}
        : {
            referenceSha256: createHash('sha256').update(reference.bytes).digest('hex'),
            referenceType: reference.type,
          }),
    },
  };
};
