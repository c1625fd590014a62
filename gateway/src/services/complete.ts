import { randomUUID } from 'node:crypto';
import type { Tx } from '../adapters/postgres/database.ts';
import type { SessionRow, SubmissionRow } from '../adapters/postgres/schema.ts';
import { documentsOf, setDocumentStatus, updateSubmission } from '../adapters/postgres/submissions.ts';
import type { Deps } from '../deps.ts';
import { stateOfVerdict } from '../domain/check-state.ts';
import type { Verdict } from '../domain/verdict.ts';
import { recordCheck } from './checks.ts';
import { imageRefs } from './coe-audit.ts';

/**
 * Writes a verdict, its audit record and the callback that tells of it, in the caller's transaction: all of it is there
 * or none. The caller holds the lock on the submission and has seen that it is not finished.
 */
export const completeSubmission = async (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  { id: submissionId, evidence }: Pick<SubmissionRow, 'id' | 'evidence'>,
  verdict: Verdict,
  details: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const now = deps.clock.now();
  await updateSubmission(tx, submissionId, {
    status: verdict.status,
    completed_at: now,
    result: verdict.result,
    reason_code: verdict.reasonCode,
    checks: JSON.stringify(verdict.checks),
  });
  await setDocumentStatus(tx, submissionId, verdict.documentStatus);
  await recordCheck(deps, tx, {
    id: submissionId,
    family: 'coe',
    tenant: session.client_id,
    userId: session.user_id,
    reference: session.partner_session_id,
    state: stateOfVerdict(verdict),
    reason: verdict.reasonCode,
    score: livenessScoreOf(details),
    evidence,
    details: { ...details, status: verdict.status, result: verdict.result, reasonCode: verdict.reasonCode },
    imageRefs: imageRefs(await documentsOf(tx, submissionId)),
  });
  if (deps.partners.get(session.client_id)?.callback === undefined) {
    return;
  }
  const deliveryId = randomUUID();
  await tx
    .insertInto('callback_delivery')
    .values({
      id: deliveryId,
      submission_id: submissionId,
      client_id: session.client_id,
      status: 'pending',
      created_at: now,
      next_attempt_at: now,
    })
    .execute();
  await deps.jobs.enqueue(tx, 'deliver-callback', { deliveryId }, { partner: session.client_id });
};

/** Null when nothing was scored: a sandbox, a device that stopped the attempt, a failure. */
const livenessScoreOf = ({ liveness }: Readonly<Record<string, unknown>>): number | null =>
  typeof liveness === 'object' && liveness !== null && 'score' in liveness && typeof liveness.score === 'number'
    ? liveness.score
    : null;
