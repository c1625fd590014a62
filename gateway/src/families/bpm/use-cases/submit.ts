/**
 * A record of the BPM self-service family. The client asserts an outcome; it counts only with our own verdict on a picture
 * that was sent under a session that the gateway began for this user, once. Everything else is kept as unverified.
 */
import { randomInt, randomUUID } from 'node:crypto';
import {
  findBpmSession,
  findRecordByKey,
  insertRecord,
  lockUser,
  openBpmSession,
  originContext,
  useBpmSession,
} from '../store/records.ts';
import type { KeptImage } from '../../../check/store/checks.ts';
import type { Tx } from '../../../database/database.ts';
import type { BpmRecordRow, BpmSessionRow } from '../store/tables.ts';
import type { BpmCaller } from '../tokens.ts';
import { type BpmClaim, outcomeOf } from '../rules.ts';
import { drawChallenges } from '../../../check/challenges.ts';
import { Refusal } from '../../../check/refusal.ts';
import type { CheckConclusion } from '../../../check/judgement.ts';
import { identifyImages, keepImages, recordCheck } from '../../../check/record.ts';
import { heldToReuse } from '../../../check/reuse.ts';
import { type Attempt, heldToVelocity, requireRoom, tellingRefused } from '../../../check/velocity.ts';
import { evidenceOf, framesOf, judgeRecord, unverified } from './judge.ts';
import type { BpmDeps, BpmSubmission } from './submission.ts';

export type Customer = BpmCaller & { readonly userId: string };

/** Begins a session under the client's or our id. An id can be used once. */
export const startBpmSession = (
  deps: BpmDeps,
  customer: Customer,
  {
    sessionId,
    publicKey,
    address,
  }: { readonly sessionId: string; readonly publicKey: string | null; readonly address: string | null },
): Promise<BpmSessionRow> =>
  tellingRefused(deps, userOf(deps, customer), async () => {
    if (!deps.bpm.sandbox) {
      await requireRoom(deps, deps.db, deps.config.policy, attemptOf(deps, customer, address, publicKey));
    }
    return openSession(deps, customer, { sessionId, publicKey });
  });

const openSession = (
  deps: BpmDeps,
  customer: Customer,
  { sessionId, publicKey }: { readonly sessionId: string; readonly publicKey: string | null },
): Promise<BpmSessionRow> =>
  deps.db.transaction().execute(async (tx) => {
    await lockUser(tx, deps.cipher, deps.clock, customer);
    const now = deps.clock.now();
    const nonce = randomUUID();
    const session = await openBpmSession(tx, {
      id: sessionId,
      user_id: customer.userId,
      nonce,
      public_key: publicKey,
      created_at: now,
      expires_at: new Date(now.getTime() + deps.bpm.sessionSeconds * 1000),
      used_at: null,
      challenges: JSON.stringify(drawChallenges(deps.challenges.bpm, randomInt)),
      is_passive_allowed: deps.challenges.bpm.isPassiveAllowed,
    });
    if (session.nonce !== nonce) {
      throw new Refusal('session-duplicate', 'the session id is taken');
    }
    await deps.audit.append(tx, {
      family: 'bpm',
      tenant: deps.bpm.issuer,
      actor: `user:${customer.userId}`,
      userId: customer.userId,
      action: 'session-opened',
      detail: { sessionId, challenges: session.challenges },
    });
    return session;
  });

/** Rejects when the engine could not reach a verdict: nothing is stored then. */
export const submitBpmRecord = (deps: BpmDeps, customer: Customer, submission: BpmSubmission): Promise<BpmRecordRow> =>
  tellingRefused(deps, userOf(deps, customer), () => submit(deps, customer, submission));

const userOf = ({ bpm }: BpmDeps, { userId }: Customer) => ({ family: 'bpm', tenant: bpm.issuer, userId }) as const;

const attemptOf = (deps: BpmDeps, { userId }: Customer, address: string | null, launchKey: string | null): Attempt => ({
  family: 'bpm',
  tenant: deps.bpm.issuer,
  user: userId,
  address,
  launchKey,
});

const submit = async (deps: BpmDeps, customer: Customer, submission: BpmSubmission): Promise<BpmRecordRow> => {
  const { sessionId, claim, idempotencyKey } = submission;
  const repeated =
    idempotencyKey === null ? undefined : await findRecordByKey(deps.db, customer.userId, idempotencyKey);
  if (repeated !== undefined) {
    return repeated;
  }
  const session = await findBpmSession(deps.db, sessionId);
  if (session !== undefined && session.user_id !== customer.userId) {
    throw new Refusal('forbidden', 'the session belongs to another user');
  }
  if (submission.images.SELFIE === undefined && submission.images.ADDITIONAL_SELFIE !== undefined) {
    throw new Refusal('artifact', 'SELFIE is missing', { fault: 'missing' });
  }
  const identified = await identifyImages(deps, submission.images);
  const evidence = await evidenceOf(deps, session, submission);
  const attempt = attemptOf(deps, customer, submission.address, session?.public_key ?? null);
  const frames = await framesOf(deps, session, evidence, submission.moments);
  const judged = await judgeRecord(deps, session, submission, evidence, attempt, frames);
  const images = await keepImages(deps, identified);
  return deps.db.transaction().execute(async (tx) => {
    await lockUser(tx, deps.cipher, deps.clock, customer);
    // The user's row is locked: a concurrent repeat has either finished or waits.
    const first = idempotencyKey === null ? undefined : await findRecordByKey(tx, customer.userId, idempotencyKey);
    if (first !== undefined) {
      return first;
    }
    const now = deps.clock.now();
    const claimed = judged.state === 'unverified' ? judged : await claimVerdict(deps, tx, session, images, judged);
    const final = await heldToVelocity(deps, tx, deps.config.policy, attempt, claimed);
    const outcome = outcomeOf(claim, final.state === 'unverified' ? null : final.state === 'live');
    const checkId = randomUUID();
    await recordCheck(deps, tx, {
      id: checkId,
      family: 'bpm',
      tenant: deps.bpm.issuer,
      userId: customer.userId,
      reference: sessionId,
      ...final,
      evidence,
      details: { ...final.details, family: { claimedSuccessful: claim.isSuccessful, ...outcome } },
      images,
    });
    const origin = JSON.stringify({ deviceInfo: submission.deviceInfo, clientIp: submission.clientIp });
    return insertRecord(tx, {
      user_id: customer.userId,
      pre_registration_id: customer.preRegistrationId,
      session_id: sessionId,
      check_id: checkId,
      is_successful: outcome.isSuccessful,
      verification_result: outcome.verificationResult,
      claim: JSON.stringify(claim),
      image_id: images[0]?.id ?? null,
      sealed_origin: deps.cipher.encrypt(Buffer.from(origin), originContext(checkId)),
      idempotency_key: idempotencyKey,
      completed_at: completedAtOf(claim, now),
      created_at: now,
    });
  });
};

/** A session gives its verdict to one record, and a picture is accepted once: a replay gets no verdict. */
const claimVerdict = async (
  deps: BpmDeps,
  tx: Tx,
  session: BpmSessionRow | undefined,
  images: readonly KeptImage[],
  judged: CheckConclusion,
): Promise<CheckConclusion> =>
  session === undefined || (await useBpmSession(tx, session.id, deps.clock.now()))
    ? heldToReuse(deps, tx, deps.config.policy, images, judged)
    : unverified('session-used');

/** The client's time, but no later than now: its clock may be wrong. */
const completedAtOf = ({ metadata }: BpmClaim, now: Date): Date | null =>
  metadata?.completedAt === undefined || metadata.completedAt === null
    ? null
    : new Date(Math.min(Date.parse(metadata.completedAt), now.getTime()));
