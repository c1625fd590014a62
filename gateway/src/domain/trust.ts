/** What the device's own word is worth: it may lower trust, never raise it. Pure. */
import type { DeviceVerdict } from 'lifesign/contract';

/** The device's verdict in stored evidence; null when there is none. */
export const deviceVerdictOf = (evidence: Readonly<Record<string, unknown>> | null): DeviceVerdict | null => {
  const device = evidence?.['device'];
  const verdict = typeof device === 'object' && device !== null && 'verdict' in device ? device.verdict : null;
  return verdict === 'live' || verdict === 'spoof' || verdict === 'uncertain' ? verdict : null;
};

/**
 * The score, 0..1, that pictures must reach. The device saw a second of frames and the gateway sees two: where the
 * device was not sure, two pictures that are merely good enough are not. Undefined leaves it to the engine.
 */
export const livenessThresholdFor = (
  policy: { readonly livenessThreshold?: number | undefined; readonly doubtedLivenessThreshold: number },
  device: DeviceVerdict | null,
): number | undefined =>
  device === 'live' || device === null
    ? policy.livenessThreshold
    : Math.max(policy.livenessThreshold ?? 0, policy.doubtedLivenessThreshold);
