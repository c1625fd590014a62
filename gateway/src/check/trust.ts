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
 * The score, 0..1, that pictures must reach: a higher one where the device was uncertain, or its stream is doubted for other
 * reasons. Undefined: the engine's own threshold.
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
 * The device chose the pictures from a second of frames, so they must not score higher than that second: unless the device's
 * verdict is `live`, its score is the maximum.
 */
export const capByDevice = (liveness: LivenessResult | null, device: DeviceWord | null): LivenessResult | null => {
  if (liveness === null || device === null || device.verdict === 'live') {
    return liveness;
  }
  const score = Math.min(liveness.score, device.score);
  return { ...liveness, score, result: score >= liveness.threshold };
};
