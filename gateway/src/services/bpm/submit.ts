/**
 * A record of the BPM self-service family. The client asserts an outcome; it counts only with our own verdict on a picture
 * that was sent under a session that the gateway began for this user, once. Everything else is kept as unverified.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { EvidencePayload } from 'lifesign/contract';
import {
  findBpmSession,
  findRecordByKey,
  isKnownPicture,
  lockUser,
  openBpmSession,
  useBpmSession,
} from '../../adapters/postgres/bpm.ts';
import type { SealedImage } from '../../adapters/postgres/checks.ts';
import type { Tx } from '../../adapters/postgres/database.ts';
import type { BpmRecordRow, BpmSessionRow } from '../../adapters/postgres/schema-bpm.ts';
import type { BpmCaller } from '../../auth/bpm-tokens.ts';
import type { BpmConfig } from '../../config/bpm.ts';
import type { Deps } from '../../deps.ts';
import { type BpmClaim, outcomeOf } from '../../domain/bpm.ts';
import { judgedByDevice, judgedByEngine } from '../../domain/capture.ts';
import type { CheckState } from '../../domain/check.ts';
import { verifyEvidence } from '../../domain/evidence.ts';
import { Refusal } from '../../domain/refusal.ts';
import { deviceWordOf, livenessThresholdFor } from '../../domain/trust.ts';
import type { Engine } from '../../ports.ts';
import { recordCheck, sealImages } from '../checks.ts';

export type BpmDeps = Deps & { readonly engine: Engine; readonly bpm: BpmConfig };

export type Customer = BpmCaller & { readonly userId: string };

export interface BpmSubmission {
  readonly sessionId: string;
  readonly claim: BpmClaim;
  readonly image: Uint8Array | null;
  /** Compact JWS (ES256) by the key of the session; null from a client that signs nothing. */
  readonly evidence: string | null;
  /** JSON text. */
  readonly deviceInfo: string;
  readonly clientIp: string | null;
  readonly idempotencyKey: string | null;
}

export const originContext = (checkId: string): string => `bpm-origin/${checkId}`;

/** Begins a session under a name of the client's own or ours. A name is taken once. */
export const startBpmSession = (
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
      detail: { sessionId },
    });
    return session;
  });

interface Judged {
  readonly state: CheckState;
  readonly reason: string | null;
  readonly score: number | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const unverified = (reason: string): Judged => ({ state: 'unverified', reason, score: null, details: {} });

/** Rejects when the engine could not reach a verdict: nothing is stored then. */
export const submitBpmRecord = async (
  deps: BpmDeps,
  customer: Customer,
  submission: BpmSubmission,
): Promise<BpmRecordRow> => {
  const { sessionId, claim, image, idempotencyKey } = submission;
  const repeated =
    idempotencyKey === null ? undefined : await findRecordByKey(deps.db, customer.userId, idempotencyKey);
  if (repeated !== undefined) {
    return repeated;
  }
  const session = await findBpmSession(deps.db, sessionId);
  if (session !== undefined && session.user_id !== customer.userId) {
    throw new Refusal('forbidden', 'the session belongs to another user');
  }
  const images = await sealImages(deps, image === null ? {} : { SELFIE: image });
  const evidence = await evidenceOf(deps, session, submission);
  const judged = await judge(deps, session, submission, evidence);
  return deps.db.transaction().execute(async (tx) => {
    await lockUser(tx, deps.cipher, deps.clock, customer);
    // The user's row is locked: a repeat that was under way is either there now or comes after.
    const first = idempotencyKey === null ? undefined : await findRecordByKey(tx, customer.userId, idempotencyKey);
    if (first !== undefined) {
      return first;
    }
    const now = deps.clock.now();
    const final = judged.state === 'unverified' ? judged : await claimVerdict(tx, sessionId, images, judged, now);
    const outcome = outcomeOf(claim, final.state === 'live');
    const checkId = randomUUID();
    await recordCheck(deps, tx, {
      id: checkId,
      family: 'bpm',
      tenant: deps.bpm.issuer,
      userId: customer.userId,
      reference: sessionId,
      ...final,
      evidence,
      details: { ...final.details, claimedSuccessful: claim.isSuccessful, ...outcome },
      images,
    });
    const origin = JSON.stringify({ deviceInfo: submission.deviceInfo, clientIp: submission.clientIp });
    return tx
      .insertInto('bpm_record')
      .values({
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
        completed_at: completedAtOf(claim),
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
};

/** A session gives its verdict to one record, and a picture is new once: whoever replays one gets nothing for it. */
const claimVerdict = async (
  tx: Tx,
  sessionId: string,
  images: readonly SealedImage[],
  judged: Judged,
  now: Date,
): Promise<Judged> => {
  if (!(await useBpmSession(tx, sessionId, now))) {
    return unverified('session-used');
  }
  for (const { sha256 } of images) {
    if (await isKnownPicture(tx, sha256)) {
      return unverified('image-reused');
    }
  }
  return judged;
};

const completedAtOf = ({ metadata }: BpmClaim): Date | null =>
  metadata?.completedAt === undefined || metadata.completedAt === null ? null : new Date(metadata.completedAt);

/** Null when nothing was signed. What is signed wrongly, or about other bytes, is refused and not merely ignored. */
const evidenceOf = async (
  deps: BpmDeps,
  session: BpmSessionRow | undefined,
  { evidence, image }: BpmSubmission,
): Promise<EvidencePayload | null> => {
  if (evidence === null) {
    return null;
  }
  if (session?.public_key === undefined || session.public_key === null) {
    throw new Refusal('evidence', 'the session has no key');
  }
  const check = await verifyEvidence(evidence, {
    publicKey: session.public_key,
    nonce: session.nonce,
    submissionId: session.id,
    acceptedModels: deps.acceptedModels,
  });
  if (!check.ok) {
    throw new Refusal('evidence', check.failure);
  }
  const { SELFIE = null, ADDITIONAL_SELFIE = null } = check.payload.images;
  if (SELFIE !== (image === null ? null : sha256Of(image)) || ADDITIONAL_SELFIE !== null) {
    throw new Refusal('artifact', 'sent and signed bytes differ');
  }
  return check.payload;
};

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a device that said nothing is worth: no more than one that was not sure. */
const SILENT = { verdict: 'uncertain', score: 1 } as const;

const judge = async (
  deps: BpmDeps,
  session: BpmSessionRow | undefined,
  { claim, image }: BpmSubmission,
  evidence: EvidencePayload | null,
): Promise<Judged> => {
  if (session === undefined) {
    return unverified('session-unknown');
  }
  if (session.used_at !== null) {
    return unverified('session-used');
  }
  if (session.expires_at.getTime() <= deps.clock.now().getTime()) {
    return unverified('session-expired');
  }
  if (image === null) {
    return evidence?.device.verdict === 'spoof' ? ofCapture(judgedByDevice(evidence)) : unverified('no-image');
  }
  if (!claim.isSuccessful) {
    return unverified('reported-failure');
  }
  const { policy } = deps.config;
  const enforced = policy.deviceVerdict === 'enforce';
  const device = evidence === null ? SILENT : deviceWordOf({ device: evidence.device });
  const livenessThreshold = livenessThresholdFor(policy, enforced ? device : null);
  const raw = await deps.engine.verify({
    images: { SELFIE: image },
    ...(livenessThreshold === undefined ? {} : { livenessThreshold }),
  });
  const judgement = judgedByEngine(raw, enforced ? device : null);
  return ofCapture(evidence === null ? { ...judgement, details: { ...judgement.details, device: null } } : judgement);
};

const ofCapture = ({ outcome, score, problem, details }: ReturnType<typeof judgedByEngine>): Judged => ({
  state: outcome,
  reason: outcome === 'live' ? null : (problem ?? outcome),
  score,
  details,
});
