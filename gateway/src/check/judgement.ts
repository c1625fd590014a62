/** Turns the measurements of a capture into one verdict, for every family. Pure. */
import type { DocumentType, EvidencePayload } from 'lifesign/contract';
import type {
  CaptureProblem,
  CopyProblem,
  EngineResult,
  FaceMatchResult,
  LivenessResult,
  MomentsProblem,
} from '../engine/types.ts';
import type { PicturePrint } from '../images/picture-print.ts';
import type { ChallengeFailure } from './challenges.ts';
import type { CheckState } from './check.ts';
import type { InjectionDoubt } from './injection.ts';
import type { LightFinding } from './light.ts';
import { capByDevice, type DeviceWord } from './trust.ts';
import type { Velocity } from './velocity-config.ts';

/**
 * The details behind a verdict, for the record of the check. A key means the same in every family; keys of one family
 * only are under `family`.
 */
export interface CheckDetails {
  /** `engine`, `device`, an external service, or why nothing was judged. */
  readonly decidedBy: string;
  readonly problem?: CaptureProblem | null;
  /** What the pictures are copies of: each other, or the reference picture. */
  readonly copy?: CopyProblem | null;
  /** Why the small frames are no moments of the same person; null when they are, absent where there were none. */
  readonly moments?: MomentsProblem | null;
  /** Whether the face reflected the tints of the screen in the order that the session drew; absent where none were shown. */
  readonly light?: LightFinding;
  /** Liveness of the pictures alone. */
  readonly rawLiveness?: LivenessResult | null;
  /** The same, capped by the device's verdict; the verdict is based on this one. */
  readonly cappedLiveness?: LivenessResult | null;
  /** The device's verdict where it counts; null when it is missing or only reported. */
  readonly device?: DeviceWord | null;
  /** Signs of an injected stream, and their weight. */
  readonly injection?: InjectionDoubt;
  /** Attempts over sessions; absent where none are counted. */
  readonly velocity?: Velocity;
  readonly faceMatch?: FaceMatchResult | null;
  readonly reference?: EngineResult['reference'];
  /** Of the reference picture that the capture was compared with. */
  readonly referenceSha256?: string;
  readonly models?: EngineResult['models'];
  readonly signals?: EngineResult['signals'];
  /** What the device signed about challenges; null when it was asked for some and signed nothing. */
  readonly challenges?: EvidencePayload['challenges'] | null;
  readonly challengeFailure?: ChallengeFailure | null;
  readonly family?: Readonly<Record<string, unknown>>;
}

/** The outcome of a check, in the terms that all families share. */
export interface CheckConclusion {
  readonly state: CheckState;
  /** Code of the reason why not live; null when live. */
  readonly reason: string | null;
  /** 0..1, higher is more likely bona fide; null when nothing was scored. */
  readonly score: number | null;
  readonly details: CheckDetails;
  /** Hashes of its pictures, for later reuse checks; stored beside the check, not in its details. */
  readonly prints?: Readonly<Partial<Record<DocumentType, PicturePrint>>>;
}

/** Reasons of pictures that no camera took for this check. */
export const COPY_REASONS = {
  /** A picture of an earlier check of any person. */
  reused: 'image-reused',
  /** The same frame twice instead of two frames. */
  selfies: 'selfies-identical',
  /** The reference picture itself. */
  reference: 'selfie-is-reference',
} as const;

/** Reasons of small frames that are no moments of the person in the selfies. */
const MOMENTS_REASONS = {
  'alike': 'moments-alike',
  'no-face': 'moments-without-face',
  'other-face': 'moments-of-another-face',
  'apart': 'moments-apart',
} as const satisfies Record<MomentsProblem, string>;

/** The face reflected another order of tints than the session drew. */
const LIGHT_REASON = 'light-contradicts';

/** Whether the pictures were refused for what they are, however live the face in them looks. */
export const isCopyReason = (reason: string | null): boolean =>
  [...Object.values(COPY_REASONS), ...Object.values(MOMENTS_REASONS), LIGHT_REASON].some(
    (candidate) => candidate === reason,
  );

/** The states in which judging a capture can end. */
export type JudgedState = Exclude<CheckState, 'failed' | 'unverified'>;

export interface Judgement extends CheckConclusion {
  readonly state: JudgedState;
}

/** The device stopped a presentation attack before any pixel left it. */
export const judgedByDevice = ({ verdict, score }: DeviceWord): Judgement => ({
  state: 'spoof',
  reason: 'spoof',
  score,
  details: { decidedBy: 'device', device: { verdict, score } },
});

/** `raw`: the engine's answer; `device`: its verdict where it counts. Throws when the engine's answer is incomplete. */
export const judgedByEngine = (raw: EngineResult, device: DeviceWord | null): Judgement => {
  const cappedLiveness = capByDevice(raw.liveness, device);
  const { state, reason } = standingOf(raw, cappedLiveness, device);
  const { problem, copy, moments, faceMatch, reference, models, signals, prints } = raw;
  return {
    state,
    reason,
    score: scoreOf(raw, cappedLiveness),
    prints,
    details: {
      decidedBy: 'engine',
      problem,
      copy,
      ...(moments === undefined ? {} : { moments }),
      rawLiveness: raw.liveness,
      cappedLiveness,
      device,
      faceMatch,
      reference,
      models,
      signals,
    },
  };
};

/** 0 for a copy: however live the face in it looks, the picture was not taken now. */
const scoreOf = ({ problem, copy, moments = null }: EngineResult, capped: LivenessResult | null): number | null => {
  if (problem !== null) {
    return null;
  }
  return copy === null && moments === null ? (capped?.score ?? null) : 0;
};

const standingOf = (
  raw: EngineResult,
  capped: LivenessResult | null,
  device: DeviceWord | null,
): Pick<Judgement, 'state' | 'reason'> => {
  if (raw.problem !== null) {
    return { state: 'unusable', reason: raw.problem };
  }
  if (raw.liveness === null || capped === null) {
    throw new TypeError('The engine named no problem and gave no liveness result');
  }
  if (raw.copy !== null) {
    return { state: 'spoof', reason: COPY_REASONS[raw.copy] };
  }
  if (raw.moments === 'alike') {
    return { state: 'spoof', reason: MOMENTS_REASONS.alike };
  }
  if (!capped.result) {
    // An uncertain device raised the threshold: a score just below it is uncertain, not an attack.
    const isAttack = device?.verdict !== 'uncertain' || raw.liveness.score < raw.liveness.threshold / 2;
    return isAttack ? { state: 'spoof', reason: 'spoof' } : { state: 'uncertain', reason: 'uncertain' };
  }
  if (raw.moments !== undefined && raw.moments !== null) {
    return { state: 'uncertain', reason: MOMENTS_REASONS[raw.moments] };
  }
  if (raw.reference !== null && raw.reference !== 'ok') {
    return { state: 'unusable', reason: 'reference' };
  }
  return raw.faceMatch?.result === false ? { state: 'mismatch', reason: 'mismatch' } : { state: 'live', reason: null };
};

/** A person who looks live but did not make the movements does not pass, but that is no evidence of an attack. */
export const heldToChallenges = (
  judgement: Judgement,
  claimed: EvidencePayload['challenges'],
  failure: ChallengeFailure | null,
): Judgement => {
  if (claimed === undefined && failure === null) {
    return judgement;
  }
  const details = { ...judgement.details, challenges: claimed ?? null, challengeFailure: failure };
  return failure === null || judgement.state !== 'live'
    ? { ...judgement, details }
    : { state: 'uncertain', reason: failure, score: 0, details };
};

/** A person who looks live in light that contradicts the session's order does not pass, and may try again. */
export const heldToLight = (judgement: Judgement, light: LightFinding): Judgement => {
  const details = { ...judgement.details, light };
  return light.verdict === 'contradicts' && judgement.state === 'live'
    ? { ...judgement, state: 'uncertain', reason: LIGHT_REASON, score: 0, details }
    : { ...judgement, details };
};
