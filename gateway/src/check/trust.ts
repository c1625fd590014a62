/** How the device's verdict affects the score: it can lower it, never raise it. Pure. */
import type { DeviceVerdict } from 'lifesign/contract';
import type { LivenessResult } from '../engine/types.ts';

/** Default threshold, 0..1, where the device was uncertain. */
export const DOUBTED_LIVENESS_THRESHOLD = 0.7;

export interface DeviceWord {
  readonly verdict: DeviceVerdict;
  /** The device's score for its second of frames, 0..1. */
  readonly score: number;
}

/** The device's verdict in stored evidence; null when it is missing. */
export const deviceWordOf = (evidence: object | null): DeviceWord | null => {
  const device: unknown = evidence !== null && 'device' in evidence ? evidence.device : null;
  if (typeof device !== 'object' || device === null || !('verdict' in device) || !('score' in device)) {
    return null;
  }
  const { verdict, score } = device;
  return (verdict === 'live' || verdict === 'spoof' || verdict === 'uncertain') && typeof score === 'number'
    ? { verdict, score }
    : null;
};

/**
 * The score, 0..1, that pictures must reach: where the device was not sure, or its stream is doubted for other reasons,
 * merely good enough is not. Undefined leaves
 * it to the engine.
 */
export const livenessThresholdFor = (
  policy: { readonly livenessThreshold?: number | undefined; readonly doubtedLivenessThreshold: number },
  device: DeviceWord | null,
  isDoubted = false,
): number | undefined =>
  !isDoubted && (device === null || device.verdict === 'live')
    ? policy.livenessThreshold
    : Math.max(policy.livenessThreshold ?? 0, policy.doubtedLivenessThreshold);

/**
 * Two pictures, chosen for their looks, do not outvote the second of frames that they come from: where the device was
 * not sure, its score is the most that they can have.
 */
export const capByDevice = (liveness: LivenessResult | null, device: DeviceWord | null): LivenessResult | null => {
  if (liveness === null || device === null || device.verdict === 'live') {
    return liveness;
  }
  const score = Math.min(liveness.score, device.score);
  return { ...liveness, score, result: score >= liveness.threshold };
};
