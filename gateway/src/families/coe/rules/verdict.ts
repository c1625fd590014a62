/**
 * Turns a judgement into the contract's result. Pure. Owns: the order of the checks, reason codes and the state of
 * documents. Does not know: thresholds (the engine applied them) or who asked.
 */
import type { DocumentStatus, ReasonCode, Result, SupportedFlow } from 'lifesign/contract';
import { type CheckConclusion, isCopyReason, type Judgement } from '../../../check/judgement.ts';
import type { CaptureProblem } from '../../../engine/types.ts';

/** `submissionDetails.verificationResults` of the contract; a check that was not reached is absent. */
export interface VerificationChecks {
  readonly liveness?: { readonly result: boolean; readonly version: string };
  readonly faceMatch?: { readonly score: number; readonly result: boolean; readonly version: string };
  readonly referenceImageValidation?: Readonly<
    Partial<Record<ReferenceType, { readonly verificationResult: boolean; readonly verificationReasonCode: string }>>
  >;
  /** Not part of the contract's object: confidence of the decisive check, 0..1, for the status answer. */
  readonly confidence?: number;
}

export type ReferenceType = 'ktp' | 'selfie';

export interface Verdict {
  readonly status: 'COMPLETED' | 'ERROR';
  /** Null when no verdict could be reached. */
  readonly result: Result | null;
  /** Null when VALID. */
  readonly reasonCode: ReasonCode | null;
  readonly checks: VerificationChecks;
  readonly documentStatus: DocumentStatus;
}

export const invalid = (
  reasonCode: ReasonCode,
  checks: VerificationChecks,
  documentStatus: DocumentStatus,
): Verdict => ({
  status: 'COMPLETED',
  result: 'INVALID',
  reasonCode,
  checks,
  documentStatus,
});

export const valid = (checks: VerificationChecks): Verdict => ({
  status: 'COMPLETED',
  result: 'VALID',
  reasonCode: null,
  checks,
  documentStatus: 'VERIFIED',
});

/** No verdict could be reached, and the picture is not the cause. */
export const undecided = (reasonCode: 'VERIFICATION_FAILED' | 'REFERENCE_IMAGE_NOT_FOUND'): Verdict => ({
  status: 'ERROR',
  result: null,
  reasonCode,
  checks: {},
  documentStatus: 'UPLOADED',
});

const PROBLEM_REASON: Readonly<Record<CaptureProblem, ReasonCode>> = {
  'no-face': 'DOCUMENT_NOT_FOUND',
  'unreadable': 'INVALID_DOCUMENT',
  'several-faces': 'INVALID_DOCUMENT',
  'too-small': 'INVALID_DOCUMENT',
  'poor-quality': 'INVALID_DOCUMENT',
  'different-faces': 'INVALID_DOCUMENT',
};

const REFERENCE_REASON = {
  'unreadable': 'UNREADABLE_IMAGE',
  'no-face': 'NO_FACE_DETECTED',
  'several-faces': 'MULTIPLE_FACES_DETECTED',
} as const;

/**
 * Liveness first, then the reference, then the match; the first failure ends the sequence, and a failed reference validation
 * is reported alone, as in the documented examples. Throws when the judgement is incomplete: that is a bug of ours, to be
 * retried, and never a verdict.
 */
export const verdictOf = (judgement: Judgement, flow: SupportedFlow, referenceType: ReferenceType): Verdict => {
  const { state, details } = judgement;
  const { problem = null, cappedLiveness = null, faceMatch = null, reference = null } = details;
  if (problem !== null) {
    return invalid(PROBLEM_REASON[problem], {}, 'INVALID');
  }
  if (cappedLiveness === null) {
    throw new TypeError('The judgement names no problem and has no liveness result');
  }
  if (isCopyReason(judgement.reason)) {
    return verdictOfCopy(judgement);
  }
  const liveness = { result: cappedLiveness.result, version: cappedLiveness.version };
  const livenessConfidence = confidenceOf(cappedLiveness);
  if (state === 'spoof' || state === 'uncertain') {
    return invalid('NOT_LIVE', { liveness, confidence: livenessConfidence }, 'REJECTED');
  }
  if (flow === 'STANDALONE_LIVENESS') {
    return valid({ liveness, confidence: livenessConfidence });
  }
  if (reference === null) {
    throw new TypeError('The engine did not judge the reference image');
  }
  if (reference !== 'ok') {
    const verificationReasonCode = REFERENCE_REASON[reference];
    const referenceImageValidation = { [referenceType]: { verificationResult: false, verificationReasonCode } };
    return invalid('REFERENCE_IMAGE_VALIDATION_FAILED', { referenceImageValidation }, 'UPLOADED');
  }
  if (faceMatch === null) {
    throw new TypeError('The engine accepted the reference image and gave no match result');
  }
  const { score, result, version } = faceMatch;
  const checks: VerificationChecks = {
    liveness,
    faceMatch: { score: Math.round(score * 10_000) / 10_000, result, version },
    referenceImageValidation: { [referenceType]: { verificationResult: true, verificationReasonCode: '' } },
    confidence: Math.min(livenessConfidence, confidenceOf(faceMatch)),
  };
  return result ? valid(checks) : invalid('FACE_MATCH_FAILED', checks, 'REJECTED');
};

/** Whatever the face looks like, the picture is not of this moment. Confidence 1: a picture is a copy or it is not. */
export const verdictOfCopy = ({ details }: Pick<CheckConclusion, 'details'>): Verdict => {
  const version = details.cappedLiveness?.version;
  const liveness = version === undefined ? {} : { liveness: { result: false, version } };
  return invalid('NOT_LIVE', { ...liveness, confidence: 1 }, 'REJECTED');
};

/** The device stopped a presentation attack before any pixel left it: the attempt is used and decided. */
export const verdictOfDevice = (sdkVersion: string): Verdict =>
  invalid('NOT_LIVE', { liveness: { result: false, version: `lifesign-sdk@${sdkVersion}` } }, 'PENDING');

/** Distance of the score from the threshold on its side: 0.5 at the threshold, 1 at the end of the scale. */
const confidenceOf = ({ score, threshold }: { readonly score: number; readonly threshold: number }): number => {
  const room = score >= threshold ? 1 - threshold : threshold;
  return room === 0 ? 1 : 0.5 + (0.5 * Math.abs(score - threshold)) / room;
};
