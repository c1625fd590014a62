/** From what the engine measured on a capture to one outcome, for the families without attempts of their own. Pure. */
import type { EvidencePayload } from 'lifesign/contract';
import type { CaptureProblem, EngineResult } from '../ports.ts';
import type { ChallengeFailure } from './challenges.ts';
import { capByDevice, type DeviceWord } from './trust.ts';

export type CaptureOutcome =
  | 'live'
  /** Positive evidence of a presentation attack. */
  | 'spoof'
  /** Not good enough to be called live, and nothing that shows an attack. */
  | 'uncertain'
  | 'mismatch'
  | 'unusable';

export interface CaptureJudgement {
  readonly outcome: CaptureOutcome;
  /** 0..1, higher is more likely bona fide; 0 when unusable or when challenges were not met. */
  readonly score: number;
  /** Null unless unusable, or uncertain for the sake of challenges. */
  readonly problem: CaptureProblem | 'reference' | ChallengeFailure | null;
  /** Numbers and names for the record of the check. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The device stopped a presentation attack before any pixel left it. */
export const judgedByDevice = ({ device }: EvidencePayload): CaptureJudgement => ({
  outcome: 'spoof',
  score: device.score,
  problem: null,
  details: { decidedBy: 'device', device: { verdict: device.verdict, score: device.score } },
});

/** `raw` as the engine gave it; `device` as far as its word counts. Throws when the engine's answer is incomplete. */
export const judgedByEngine = (raw: EngineResult, device: DeviceWord | null): CaptureJudgement => {
  const details = {
    decidedBy: 'engine',
    problem: raw.problem,
    liveness: raw.liveness,
    device,
    faceMatch: raw.faceMatch,
    reference: raw.reference,
    models: raw.models,
    signals: raw.signals,
  };
  if (raw.problem !== null) {
    return { outcome: 'unusable', score: 0, problem: raw.problem, details };
  }
  const { liveness } = capByDevice(raw, device);
  if (raw.liveness === null || liveness === null) {
    throw new TypeError('The engine named no problem and gave no liveness result');
  }
  const judged = { score: liveness.score, problem: null, details };
  if (!liveness.result) {
    // A device that was merely not sure raised the bar; below it lies doubt before there is evidence of an attack.
    const isAttack = device?.verdict !== 'uncertain' || raw.liveness.score < raw.liveness.threshold / 2;
    return { ...judged, outcome: isAttack ? 'spoof' : 'uncertain' };
  }
  if (raw.reference !== null && raw.reference !== 'ok') {
    return { ...judged, outcome: 'unusable', problem: 'reference' };
  }
  return { ...judged, outcome: raw.faceMatch?.result === false ? 'mismatch' : 'live' };
};

/** A person who looks live but did not do what was asked is not shown to be an attack, and does not pass either. */
export const heldToChallenges = (
  judgement: CaptureJudgement,
  claimed: EvidencePayload['challenges'],
  failure: ChallengeFailure | null,
): CaptureJudgement => {
  if (claimed === undefined && failure === null) {
    return judgement;
  }
  const details = { ...judgement.details, challenges: claimed ?? null, challengeFailure: failure };
  return failure === null || judgement.outcome !== 'live'
    ? { ...judgement, details }
    : { outcome: 'uncertain', score: 0, problem: failure, details };
};
