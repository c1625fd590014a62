/** The BPM self-service family's rules: claims, when they count, and their form on the wire. Pure. */

export interface CaptureMetrics {
  readonly verificationResult?: boolean | null | undefined;
  /** Milliseconds. */
  readonly sessionDuration?: number | null | undefined;
  /** 0..1 */
  readonly lightingValue?: number | null | undefined;
}

/** A client's claims about a check as sent, without picture and evidence. */
export interface BpmClaim {
  readonly isSuccessful: boolean;
  readonly imagePath?: string | null | undefined;
  readonly metadata?:
    | (CaptureMetrics & {
        readonly timestamp?: number | null | undefined;
        readonly completedAt?: string | null | undefined;
        readonly challengeCount?: number | null | undefined;
        readonly completedChallenges?: readonly string[] | null | undefined;
        readonly challenges?: readonly string[] | null | undefined;
        readonly finalCapture?: CaptureMetrics | null | undefined;
      })
    | null
    | undefined;
  readonly imageMetadata?: CaptureMetrics | null | undefined;
}

export interface BpmOutcome {
  readonly isSuccessful: boolean;
  readonly verificationResult: boolean | null;
}

/** Our own verdict decides, and a claim can only lower it. `isLive` is null where there is no verdict of ours. */
export const outcomeOf = (claim: BpmClaim, isLive: boolean | null): BpmOutcome => {
  const claimed = claim.metadata?.verificationResult ?? null;
  return {
    isSuccessful: claim.isSuccessful && isLive === true,
    verificationResult: claimed === null ? isLive : claimed && isLive === true,
  };
};

/** The family's rule, over the latest record. */
export const hasCompleted = (
  latest: { readonly is_successful: boolean; readonly verification_result: boolean | null } | undefined,
): boolean => latest !== undefined && latest.is_successful && latest.verification_result === true;

/** ISO 8601 with whole seconds, as in the family's examples. */
export const timeOf = (date: Date | null): string | null => date?.toISOString().replace(/\.\d{3}Z$/, 'Z') ?? null;

export interface RecordFacts extends BpmOutcome {
  readonly id: number;
  readonly sessionId: string;
  readonly claim: BpmClaim;
  readonly completedAt: Date | null;
  readonly createdAt: Date;
  /** JSON text; null when erased with the rest. */
  readonly deviceInfo: string | null;
  readonly clientIp: string | null;
  readonly hasImage: boolean;
}

/** A record in the answer of a command. */
export const commandData = (record: RecordFacts) => ({
  id: record.id,
  sessionId: record.sessionId,
  isSuccessful: record.isSuccessful,
  verificationResult: record.verificationResult,
  challengeCount: record.claim.metadata?.challengeCount ?? null,
  completedAt: timeOf(record.completedAt),
  createdAt: timeOf(record.createdAt) ?? '',
});

/** A record in the answer of a query, without its picture. */
export const queryData = ({ claim: { metadata, imageMetadata, imagePath }, ...record }: RecordFacts) => ({
  Id: record.id,
  SessionId: record.sessionId,
  IsSuccessful: record.isSuccessful,
  VerificationResult: record.verificationResult,
  SessionDuration: metadata?.sessionDuration ?? null,
  LightingValue: metadata?.lightingValue ?? null,
  ChallengeCount: metadata?.challengeCount ?? null,
  CompletedChallenges: [...(metadata?.completedChallenges ?? [])],
  FinalCaptureVerificationResult: metadata?.finalCapture?.verificationResult ?? null,
  HasImage: record.hasImage,
  ImagePath: imagePath ?? null,
  ImageVerificationResult: imageMetadata?.verificationResult ?? null,
  CompletedAt: timeOf(record.completedAt),
  CreatedAt: timeOf(record.createdAt) ?? '',
  DeviceInfo: record.deviceInfo,
  ClientIp: record.clientIp,
});
