/** The partner's view of a submission: result details, and the same bare object in the completion callback. Pure. */
import type { DocumentType, ReasonCode, Result, SubmissionStatus, SupportedFlow } from 'lifesign/contract';
import type { VerificationChecks } from './verdict.ts';

export interface SubmissionFacts {
  readonly submissionId: string;
  readonly partnerSessionId: string;
  readonly flow: SupportedFlow;
  readonly userId: string;
  readonly userIdType: string;
  readonly status: SubmissionStatus;
  readonly result: Result | null;
  readonly reasonCode: ReasonCode | null;
  readonly completedAt: Date | null;
  readonly checks: VerificationChecks | null;
  /** Only of images that are not erased. */
  readonly imageUrls: Readonly<Partial<Record<DocumentType, string>>>;
}

export interface SubmissionDetails {
  /** Fewer states than the SDK's status: unfinished submissions are in progress. */
  readonly status: 'COMPLETED' | 'ERROR' | 'IN_PROGRESS';
  readonly submissionId: string;
  readonly flow: SupportedFlow;
  readonly partnerSessionId: string;
  /** ISO 8601; null until finished. */
  readonly processedAt: string | null;
  readonly result?: Result;
  /** Empty while undecided and when VALID. */
  readonly reasonCode: ReasonCode | '';
  readonly submissionDetails: {
    readonly imageUrls: { readonly selfie?: string; readonly additionalSelfie?: string };
    readonly verificationResults: Omit<VerificationChecks, 'confidence'>;
  };
}

export interface CallbackBody extends SubmissionDetails {
  readonly userId: string;
  readonly userIdType: string;
}

export const detailsOf = (facts: SubmissionFacts): SubmissionDetails => {
  const { SELFIE, ADDITIONAL_SELFIE } = facts.imageUrls;
  const { confidence: _ours, ...verificationResults } = facts.checks ?? {};
  return {
    status: facts.status === 'COMPLETED' || facts.status === 'ERROR' ? facts.status : 'IN_PROGRESS',
    submissionId: facts.submissionId,
    flow: facts.flow,
    partnerSessionId: facts.partnerSessionId,
    processedAt: facts.completedAt?.toISOString() ?? null,
    ...(facts.result === null ? {} : { result: facts.result }),
    reasonCode: facts.reasonCode ?? '',
    submissionDetails: {
      imageUrls: {
        ...(SELFIE === undefined ? {} : { selfie: SELFIE }),
        ...(ADDITIONAL_SELFIE === undefined ? {} : { additionalSelfie: ADDITIONAL_SELFIE }),
      },
      verificationResults,
    },
  };
};

export const callbackBodyOf = (facts: SubmissionFacts): CallbackBody => ({
  ...detailsOf(facts),
  userId: facts.userId,
  userIdType: facts.userIdType,
});
