/** The SDK's view of a submission: progress, a coarse outcome, words for the person. Never a score. Pure. */
import type { DeviceVerdict, StatusData } from 'lifesign/contract';
import type { AttemptState } from './progress.ts';
import type { VerificationChecks } from './verdict.ts';

type VerificationResult = NonNullable<StatusData['verificationResult']>;

/** Percent in steps of this many: fine enough to read, too coarse to climb by. */
const CONFIDENCE_STEP = 5;

/** Null until a verdict exists. A device that disagreed with the gateway raises the risk; it never lowers it. */
export const verificationResultOf = (
  attempt: AttemptState,
  checks: VerificationChecks | null,
  deviceVerdict: DeviceVerdict | null,
): VerificationResult | null => {
  if (attempt.status !== 'COMPLETED') {
    return null;
  }
  const isApproved = attempt.result === 'VALID';
  const confidence = checks?.confidence ?? 1;
  return {
    isApproved,
    riskLevel: isApproved ? riskOf(confidence, deviceVerdict) : 'HIGH',
    confidence: String(Math.round((confidence * 100) / CONFIDENCE_STEP) * CONFIDENCE_STEP),
  };
};

const riskOf = (confidence: number, deviceVerdict: DeviceVerdict | null): 'LOW' | 'MEDIUM' | 'HIGH' => {
  if (deviceVerdict === 'spoof') {
    return 'HIGH';
  }
  return deviceVerdict === 'uncertain' || confidence < 0.65 ? 'MEDIUM' : 'LOW';
};
