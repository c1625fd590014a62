/** The SDK's view of a submission: progress, a coarse outcome, texts for the person. Never a score. Pure. */
import type { DeviceVerdict, StatusData } from 'lifesign/contract';
import { INJECTION } from '../../../check/injection.ts';
import type { AttemptState } from './progress.ts';
import type { VerificationChecks } from './verdict.ts';

type VerificationResult = NonNullable<StatusData['verificationResult']>;

/** Step of the percentage: too coarse to improve an attack by it. */
const CONFIDENCE_STEP = 5;

/**
 * Null until a verdict exists. A device that disagreed with the gateway, signs of an injected stream, and more attempts than
 * the policy has room for (where that is only reported) raise the risk; nothing that a device says lowers it.
 */
export const verificationResultOf = (
  attempt: AttemptState,
  checks: VerificationChecks | null,
  deviceVerdict: DeviceVerdict | null,
  injectionScore: number,
  isOverVelocity = false,
): VerificationResult | null => {
  if (attempt.status !== 'COMPLETED') {
    return null;
  }
  const isApproved = attempt.result === 'VALID';
  const confidence = checks?.confidence ?? 1;
  return {
    isApproved,
    riskLevel: isApproved ? riskOf(confidence, deviceVerdict, injectionScore, isOverVelocity) : 'HIGH',
    confidence: String(Math.round((confidence * 100) / CONFIDENCE_STEP) * CONFIDENCE_STEP),
  };
};

const riskOf = (
  confidence: number,
  deviceVerdict: DeviceVerdict | null,
  injectionScore: number,
  isOverVelocity: boolean,
): 'LOW' | 'MEDIUM' | 'HIGH' => {
  if (deviceVerdict === 'spoof' || injectionScore >= INJECTION.grave) {
    return 'HIGH';
  }
  const isDoubted = deviceVerdict === 'uncertain' || injectionScore >= INJECTION.doubted || isOverVelocity;
  return isDoubted || confidence < 0.65 ? 'MEDIUM' : 'LOW';
};
