/**
 * Whether evidence has values that a device of this release can produce. It refuses carelessly invented evidence only: an
 * attacker who has read this file can invent plausible values. Pure.
 */
import type { EvidencePayload } from 'lifesign/contract';
import { TEMPORAL } from 'lifesign/vision';

const DAY_MS = 86_400_000;

export const PLAUSIBLE = {
  /** A verdict needs this many frames over this long, and a slow device has no longer for them. */
  minFrames: TEMPORAL.minFrames,
  minWindowMs: TEMPORAL.minSpanMs,
  maxWindowMs: TEMPORAL.slowWindowMs,
  /** From one frame to the next on average: no camera delivers faster, and a longer gap begins a new window. */
  minIntervalMs: 4,
  maxIntervalMs: TEMPORAL.maxGapMs,
  /** Tolerated error of a device's clock: with a larger error, TLS connections fail. */
  maxClockErrorMs: 60 * DAY_MS,
  /** Tolerance of the SDK's self-test (`SELF_TEST_TOLERANCE`). */
  maxSelfTestError: 0.05,
} as const;

export type Implausible = 'window' | 'captured-at' | 'models' | 'self-test';

/** Returns the implausible part; null when there is none. `known`: asset ids of the releases that are accepted. */
export const implausiblePart = (
  payload: EvidencePayload,
  now: number,
  known: { has(assetId: string): boolean },
): Implausible | null => {
  const { device, capturedAt, selfTest } = payload;
  if (!isWindow(device)) {
    return 'window';
  }
  if (Math.abs(capturedAt - now) > PLAUSIBLE.maxClockErrorMs) {
    return 'captured-at';
  }
  if (!hasModels(payload, known)) {
    return 'models';
  }
  return selfTest.maxError >= 0 && selfTest.maxError <= PLAUSIBLE.maxSelfTestError ? null : 'self-test';
};

const isWindow = ({ frames, windowMs }: EvidencePayload['device']): boolean => {
  const interval = windowMs / Math.max(1, frames - 1);
  return (
    frames >= PLAUSIBLE.minFrames &&
    windowMs >= PLAUSIBLE.minWindowMs &&
    windowMs <= PLAUSIBLE.maxWindowMs &&
    interval >= PLAUSIBLE.minIntervalMs &&
    interval <= PLAUSIBLE.maxIntervalMs
  );
};

const NET = ['liveness-topology', 'liveness-weights'] as const;
const LANDMARKS = ['landmarks-topology', 'landmarks-weights'] as const;
/** One of them finds the faces. */
const DETECTORS = [
  ['face-detector-topology', 'face-detector-weights'],
  ['mediapipe-model', 'mediapipe-loader', 'mediapipe-wasm'],
] as const;

/** The net, a detector, and landmarks where movements were followed; as far as the accepted releases have them. */
const hasModels = ({ models, challenges }: EvidencePayload, known: { has(assetId: string): boolean }): boolean => {
  const named = (ids: readonly string[]): boolean => ids.every((id) => !known.has(id) || Object.hasOwn(models, id));
  const isMoved = challenges !== undefined && challenges.completed.length > 0;
  return named(NET) && DETECTORS.some(named) && (!isMoved || named(LANDMARKS));
};
