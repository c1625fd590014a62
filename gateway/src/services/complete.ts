import { randomUUID } from 'node:crypto';
import { recordAudit } from '../adapters/postgres/audit.ts';
import type { Tx } from '../adapters/postgres/database.ts';
import type { SessionRow } from '../adapters/postgres/schema.ts';
import { setDocumentStatus, updateSubmission } from '../adapters/postgres/submissions.ts';
import type { Deps } from '../deps.ts';
import type { Verdict } from '../domain/verdict.ts';

/**
 * Writes a verdict, its audit record and the callback that tells of it, in the caller's transaction: all of it is there
 * or none. The caller holds the lock on the submission and has seen that it is not finished.
 */
export const completeSubmission = async (
  deps: Deps,
  tx: Tx,
  session: SessionRow,
  submissionId: string,
  verdict: Verdict,
  auditDetails: Readonly<Record<string, unknown>>,
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
  await recordAudit(tx, deps.clock, {
    event: 'verdict',
    sessionId: session.id,
    submissionId,
    details: { ...auditDetails, status: verdict.status, result: verdict.result, reasonCode: verdict.reasonCode },
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
  await deps.jobs.enqueue(tx, 'deliver-callback', { deliveryId });
};
