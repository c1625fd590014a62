/** Reading a submission: the SDK's status and the partner's details. */
import type { DocumentType, StatusData } from 'lifesign/contract';
import type { Db } from '../../../database/database.ts';
import type { SessionRow, SubmissionRow } from '../store/tables.ts';
import { findSession, getSession } from '../store/sessions.ts';
import { documentsOf, findSubmission } from '../store/submissions.ts';
import type { Deps } from '../../../deps.ts';
import type { SubmissionFacts } from '../rules/details.ts';
import { uiMessagesOf } from '../rules/messages.ts';
import { nextActionOf, retryAfterSeconds } from '../rules/progress.ts';
import { Refusal } from '../../../check/refusal.ts';
import { verificationResultOf } from '../rules/status.ts';
import { injectionDoubt } from '../../../check/injection.ts';
import { deviceWordOf } from '../../../check/trust.ts';
import { type Caller, isOwner } from './begin.ts';
import { attemptRules, toAttempt } from './sessions.ts';

export interface SubmissionProgress {
  readonly data: StatusData;
  /** Null when there is nothing to wait for. */
  readonly retryAfterSeconds: number | null;
}

/** Null when there is no such submission. */
export const readStatus = async (
  deps: Deps,
  { partner, claims, partnerSessionId }: Omit<Caller, 'sdkSessionId' | 'address'>,
  submissionId: string,
): Promise<SubmissionProgress | null> => {
  const submission = await findSubmission(deps.db, submissionId);
  if (submission === undefined) {
    return null;
  }
  const session = await findSession(deps.db, partner.clientId, partnerSessionId);
  if (session === undefined || submission.session_id !== session.id || !isOwner(session, claims)) {
    throw new Refusal('forbidden', 'the submission belongs to another session');
  }
  const documents = await documentsOf(deps.db, submission.id);
  const rules = attemptRules(partner, session);
  const attempt = toAttempt(submission);
  const nextAction = nextActionOf(attempt, rules);
  const since = submission.confirmed_at ?? submission.created_at;
  return {
    data: {
      submissionId: submission.id,
      status: submission.status,
      submissionType: session.flow,
      createdAt: submission.created_at.toISOString(),
      completedAt: submission.completed_at?.toISOString() ?? null,
      verificationResult: verificationResultOf(
        attempt,
        submission.checks,
        deviceWordOf(submission.evidence)?.verdict ?? null,
        submission.evidence === null ? 0 : injectionDoubt(submission.evidence.injection).score,
        (submission.velocity?.exceeded.length ?? 0) > 0,
      ),
      errorMessage: submission.status === 'ERROR' ? submission.reason_code : null,
      documents: Object.fromEntries(
        documents.map(({ id, type, status }) => [
          type,
          { status, documentReference: status === 'PENDING' ? null : id },
        ]),
      ),
      uiMessages: uiMessagesOf(submission.reason_code, nextAction, rules.attemptsLeft, session.locale),
      nextAction,
      reasonCode: submission.reason_code ?? '',
      attemptsLeft: nextAction === 'EXIT' ? 0 : rules.attemptsLeft,
    },
    retryAfterSeconds: nextAction === 'STATUS' ? retryAfterSeconds(deps.clock.now().getTime() - since.getTime()) : null,
  };
};

/**
 * Gathers the content of details and callback. `imageUrl` makes an expiring address with the session's `baseUrl`, so that
 * details and callback name the same host.
 */
export const readFacts = async (
  db: Db,
  submission: SubmissionRow,
  imageUrl: (documentId: string, baseUrl: string | null) => string,
  known?: SessionRow,
): Promise<SubmissionFacts> => {
  const session = known ?? (await getSession(db, submission.session_id));
  const documents = await documentsOf(db, submission.id);
  const imageUrls: Partial<Record<DocumentType, string>> = {};
  for (const { id, type, uploaded_at, erased_at } of documents) {
    if (uploaded_at !== null && erased_at === null) {
      imageUrls[type] = imageUrl(id, session.base_url);
    }
  }
  return {
    submissionId: submission.id,
    partnerSessionId: session.partner_session_id,
    flow: session.flow,
    userId: session.user_id,
    userIdType: session.user_id_type,
    status: submission.status,
    result: submission.result,
    reasonCode: submission.reason_code,
    completedAt: submission.completed_at,
    checks: submission.checks,
    imageUrls,
  };
};
