/** Our verdict on a record of the BPM self-service family. Stores nothing. */
import type { EvidencePayload } from 'lifesign/contract';
import type { BpmSessionRow } from '../store/tables.ts';
import { judge } from '../../../check/judge.ts';
import { type CheckConclusion, judgedByDevice } from '../../../check/judgement.ts';
import { type JudgedFrames, NO_FRAMES, openFrames } from '../../../check/frames.ts';
import { hashesOf, openEvidence, requireSigned } from '../../../check/open.ts';
import { sandboxJudgement } from '../sandbox.ts';
import { Refusal } from '../../../check/refusal.ts';
import { type Attempt, requireRoom } from '../../../check/velocity.ts';
import type { BpmDeps, BpmSubmission } from './submission.ts';

export const unverified = (reason: string): CheckConclusion => ({
  state: 'unverified',
  reason,
  score: null,
  details: { decidedBy: 'claim' },
});

/** Null without evidence. Evidence with a wrong signature or about other bytes is refused, not ignored. */
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
  const { public_key: publicKey, nonce, id: submissionId } = session;
  const payload = await openEvidence(deps, evidence, { publicKey, nonce, submissionId });
  requireSigned(payload, hashesOf(images));
  return payload;
};

/** None without evidence, because only evidence names them. */
export const framesOf = async (
  { sniffImage, config }: BpmDeps,
  session: BpmSessionRow | undefined,
  evidence: EvidencePayload | null,
  frames: BpmSubmission['moments'],
): Promise<JudgedFrames> =>
  evidence === null || session === undefined
    ? NO_FRAMES
    : openFrames(sniffImage, config.policy, { evidence, nonce: session.nonce, frames: frames ?? undefined });

/** Rejects when the engine could not reach a verdict. */
export const judgeRecord = async (
  deps: BpmDeps,
  session: BpmSessionRow | undefined,
  { sessionId, claim, images }: BpmSubmission,
  evidence: EvidencePayload | null,
  attempt: Attempt,
  frames: JudgedFrames,
): Promise<CheckConclusion> => {
  const now = deps.clock.now().getTime();
  const fault = faultOf(deps, session, now);
  if (fault !== null) {
    return unverified(fault);
  }
  if (images.SELFIE === undefined) {
    return evidence?.device.verdict === 'spoof' ? judgedByDevice(evidence.device) : unverified('no-image');
  }
  if (!claim.isSuccessful) {
    return unverified('reported-failure');
  }
  if (evidence === null && deps.bpm.evidence === 'required') {
    return unverified('evidence-missing');
  }
  if (deps.bpm.sandbox) {
    return sandboxJudgement(sessionId);
  }
  await requireRoom(deps, deps.db, deps.config.policy, attempt);
  // As where the device's verdict is only reported: the pictures are judged by themselves.
  const isAlone = evidence === null && deps.bpm.evidence === 'optional';
  const policy = isAlone ? { ...deps.config.policy, deviceVerdict: 'report' as const } : deps.config.policy;
  return judge(deps.engine, policy, {
    images,
    ...frames,
    device: evidence?.device ?? null,
    injection: evidence?.injection,
    // Challenges that the client lists outside the evidence are stored as claimed; only signed ones are checked.
    challenges: evidence?.challenges,
    ...(session === undefined
      ? {}
      : {
          asked: {
            challenges: session.challenges,
            isPassiveAllowed: session.is_passive_allowed,
            elapsedMs: now - session.created_at.getTime(),
          },
        }),
  });
};

/** Why nothing is judged under this session; null when something is. */
const faultOf = ({ bpm }: BpmDeps, session: BpmSessionRow | undefined, now: number): string | null => {
  if (session === undefined) {
    return bpm.withoutSession === 'judged' ? null : 'session-unknown';
  }
  if (session.used_at !== null) {
    return 'session-used';
  }
  return session.expires_at.getTime() <= now ? 'session-expired' : null;
};
