/** What a record of the BPM self-service family is worth by our own verdict. Stores nothing. */
import { createHash } from 'node:crypto';
import type { DocumentType, EvidencePayload } from 'lifesign/contract';
import type { BpmSessionRow } from '../../adapters/postgres/schema-bpm.ts';
import { type CaptureJudgement, heldToChallenges, judgedByDevice, judgedByEngine } from '../../domain/capture.ts';
import { challengeFailure } from '../../domain/challenges.ts';
import type { CheckState } from '../../domain/check.ts';
import { verifyEvidence } from '../../domain/evidence.ts';
import { Refusal } from '../../domain/refusal.ts';
import { deviceWordOf, livenessThresholdFor } from '../../domain/trust.ts';
import type { BpmDeps, BpmSubmission } from './submission.ts';

export interface Judged {
  readonly state: CheckState;
  /** Null when live. */
  readonly reason: string | null;
  /** 0..1; null when nothing was scored. */
  readonly score: number | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export const unverified = (reason: string): Judged => ({ state: 'unverified', reason, score: null, details: {} });

/** Null when nothing was signed. What is signed wrongly, or about other bytes, is refused and not merely ignored. */
export const evidenceOf = async (
  deps: BpmDeps,
  session: BpmSessionRow | undefined,
  { evidence, images }: BpmSubmission,
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
  for (const type of ['SELFIE', 'ADDITIONAL_SELFIE'] as const) {
    if ((check.payload.images[type] ?? null) !== sha256Of(images[type])) {
      throw new Refusal('artifact', `${type}: sent and signed bytes differ`);
    }
  }
  return check.payload;
};

const sha256Of = (bytes: Uint8Array | undefined): string | null =>
  bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');

/** What a device that said nothing is worth: no more than one that was not sure. */
const SILENT = { verdict: 'uncertain', score: 1 } as const;

/** Rejects when the engine could not reach a verdict. */
export const judge = async (
  deps: BpmDeps,
  session: BpmSessionRow | undefined,
  { claim, images }: BpmSubmission,
  evidence: EvidencePayload | null,
): Promise<Judged> => {
  if (session === undefined) {
    return unverified('session-unknown');
  }
  if (session.used_at !== null) {
    return unverified('session-used');
  }
  const now = deps.clock.now().getTime();
  if (session.expires_at.getTime() <= now) {
    return unverified('session-expired');
  }
  if (images.SELFIE === undefined) {
    return evidence?.device.verdict === 'spoof' ? ofCapture(judgedByDevice(evidence)) : unverified('no-image');
  }
  if (!claim.isSuccessful) {
    return unverified('reported-failure');
  }
  const judgement = await judgePictures(deps, images, evidence);
  const asked = { challenges: session.challenges, isPassiveAllowed: session.is_passive_allowed };
  // What the client lists beside the evidence is kept as it was claimed; only what is signed is asked about.
  const failure = challengeFailure(asked, evidence?.challenges, now - session.created_at.getTime());
  return ofCapture(heldToChallenges(judgement, evidence?.challenges, failure));
};

const judgePictures = async (
  deps: BpmDeps,
  images: Readonly<Partial<Record<DocumentType, Uint8Array>>>,
  evidence: EvidencePayload | null,
): Promise<CaptureJudgement> => {
  const { policy } = deps.config;
  const enforced = policy.deviceVerdict === 'enforce';
  const device = evidence === null ? SILENT : deviceWordOf({ device: evidence.device });
  const livenessThreshold = livenessThresholdFor(policy, enforced ? device : null);
  const raw = await deps.engine.verify({ images, ...(livenessThreshold === undefined ? {} : { livenessThreshold }) });
  const judgement = judgedByEngine(raw, enforced ? device : null);
  return evidence === null ? { ...judgement, details: { ...judgement.details, device: null } } : judgement;
};

const ofCapture = ({ outcome, score, problem, details }: CaptureJudgement): Judged => ({
  state: outcome,
  reason: outcome === 'live' ? null : (problem ?? outcome),
  score,
  details,
});
