/** Opens a partner session: initiate without HTTP and tokens. */
import { randomUUID } from 'node:crypto';
import type { Source, SupportedFlow, UserLocale } from 'lifesign/contract';
import { lastSubmission } from '../store/submissions.ts';
import { openSession, setReferenceImage } from '../store/sessions.ts';
import type { SessionRow, SubmissionRow } from '../store/tables.ts';
import type { Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { type AttemptRules, type AttemptState, nextActionOf } from '../rules/progress.ts';
import { Refusal } from '../../../check/refusal.ts';
import { auditCoe } from './audit.ts';

export interface OpenSessionInput {
  readonly partner: Partner;
  readonly onboardingPartner: string;
  readonly partnerSessionId: string;
  readonly userId: string;
  readonly userIdType: string;
  readonly flow: SupportedFlow;
  readonly source: Source;
  readonly locale: UserLocale;
  readonly referenceImageUrl: string | null;
  readonly referenceImageType: 'SELFIE' | 'KTP' | null;
  /** Where the partner reached the gateway; null where an address is configured. */
  readonly baseUrl: string | null;
}

/**
 * Opens a partner session, or confirms that an open one is asked for again with the same facts; only the address of the
 * reference image may be another. A session that has ended, or that belongs to another user or flow, is refused.
 */
export const openPartnerSession = (deps: Deps, input: OpenSessionInput): Promise<void> =>
  deps.db.transaction().execute(async (tx) => {
    const id = randomUUID();
    const session = await openSession(tx, {
      id,
      client_id: input.partner.clientId,
      onboarding_partner: input.onboardingPartner,
      partner_session_id: input.partnerSessionId,
      user_id: input.userId,
      user_id_type: input.userIdType,
      flow: input.flow,
      source: input.source,
      locale: input.locale,
      reference_image_url: input.referenceImageUrl,
      reference_image_type: input.referenceImageType,
      base_url: input.baseUrl,
      created_at: deps.clock.now(),
    });
    if (session.id === id) {
      await auditCoe(deps, tx, session, {
        actor: `partner:${session.client_id}`,
        action: 'session-opened',
        detail: { flow: input.flow },
      });
      return;
    }
    if (!isSame(session, input)) {
      throw new Refusal('session-duplicate', 'the partner session id is taken by another user or flow');
    }
    const last = await lastSubmission(tx, session.id);
    const rules = attemptRules(input.partner, session);
    if (last !== undefined && nextActionOf(toAttempt(last), rules) === 'EXIT') {
      throw new Refusal('session-duplicate', 'the session has ended');
    }
    // The earlier address may have expired, as the token has.
    if (input.referenceImageUrl !== null && input.referenceImageUrl !== session.reference_image_url) {
      await setReferenceImage(tx, session.id, input.referenceImageUrl, input.referenceImageType);
    }
  });

const isSame = (session: SessionRow, input: OpenSessionInput): boolean =>
  session.user_id === input.userId &&
  session.user_id_type === input.userIdType &&
  session.flow === input.flow &&
  session.onboarding_partner === input.onboardingPartner;

export const attemptRules = (partner: Partner, session: SessionRow): AttemptRules => ({
  attemptsLeft: Math.max(0, partner.policy.maxAttempts - session.attempts),
  retryOnFaceMatchFailed: partner.policy.retryOnFaceMatchFailed,
});

export const toAttempt = (row: SubmissionRow): AttemptState => ({
  status: row.status,
  result: row.result,
  reasonCode: row.reason_code,
});
