import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/database.ts';
import type { SessionRow, SubmissionRow } from '../store/tables.ts';
import { insertDelivery } from '../store/deliveries.ts';
import { deleteMoments } from '../store/moments.ts';
import { setDocumentStatus, updateSubmission } from '../store/submissions.ts';
import type { AuditImage } from '../../../audit/types.ts';
import type { Deps } from '../../../deps.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { CheckConclusion } from '../../../check/judgement.ts';
import { recordCheck } from '../../../check/record.ts';
import { withVelocity } from '../../../check/velocity.ts';

/** The outcome of an attempt, for the partner and for the record of the check. */
export interface CoeConclusion {
  readonly verdict: Verdict;
  readonly check: CheckConclusion;
}

/**
 * Writes a verdict, its audit record and its callback job in the caller's transaction: all of it is stored
 * or none. The caller holds the lock on the submission and has seen that it is not finished. `pictures`: those of its documents.
 */
export const completeSubmission = async (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  { id: submissionId, evidence, velocity }: Pick<SubmissionRow, 'id' | 'evidence' | 'velocity'>,
  { verdict, check: judged }: CoeConclusion,
  pictures: readonly AuditImage[],
): Promise<void> => {
  const check = velocity === null ? judged : withVelocity(deps, 'coe', judged, velocity);
  const now = deps.clock.now();
  const partner = deps.partners.get(session.client_id);
  const { status, result, reasonCode } = verdict;
  await updateSubmission(tx, submissionId, {
    status,
    completed_at: now,
    result,
    reason_code: reasonCode,
    checks: JSON.stringify(verdict.checks),
  });
  await deleteMoments(tx, submissionId);
  await setDocumentStatus(tx, submissionId, verdict.documentStatus);
  await recordCheck(deps, tx, {
    id: submissionId,
    family: 'coe',
    tenant: session.client_id,
    userId: session.user_id,
    reference: session.partner_session_id,
    ...check,
    policy: partner?.policy ?? deps.config.policy,
    evidence,
    details: { ...check.details, family: { ...check.details.family, status, result, reasonCode } },
    imageRefs: pictures,
  });
  if (partner?.callback === undefined) {
    return;
  }
  const deliveryId = randomUUID();
  await insertDelivery(tx, { id: deliveryId, submissionId, clientId: session.client_id, now });
  await deps.jobs.enqueue(tx, 'deliver-callback', { deliveryId }, { partner: session.client_id });
};
