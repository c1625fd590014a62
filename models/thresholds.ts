/** What the product ships with, on the device and in the gateway. */
import { DOUBTED_LIVENESS_THRESHOLD } from '../gateway/src/check/trust.ts';
import { LIVENESS_THRESHOLDS } from '../src/vision/liveness.ts';
import type { Thresholds } from './presentations.ts';

export const SHIPPED_THRESHOLDS: Thresholds = {
  device: LIVENESS_THRESHOLDS.device,
  gateway: { live: LIVENESS_THRESHOLDS.gateway.live, doubted: DOUBTED_LIVENESS_THRESHOLD },
};
