/** Progress of an engine's downloads, as a share of the bytes that it needs. */
import { ASSETS, type AssetId } from '../vision/assets.ts';
import type { DetectorName } from '../vision/types.ts';

/** Without SIMD, another WebAssembly binary replaces this one. */
const ALWAYS: readonly AssetId[] = ['liveness-topology', 'liveness-weights', 'tfjs-wasm-simd'];
const OF_DETECTOR: Readonly<Record<DetectorName, readonly AssetId[]>> = {
  blazeface: ['face-detector-topology', 'face-detector-weights'],
  mediapipe: ['mediapipe-loader', 'mediapipe-wasm', 'mediapipe-model'],
};
/** Smallest change of the share that is reported: a message for each portion of a fast download has no use. */
const STEP = 0.04;

export const createLoadProgress = (
  detector: DetectorName,
  onProgress: (share: number) => void,
): ((id: AssetId, received: number) => void) => {
  const total = [...ALWAYS, ...OF_DETECTOR[detector]].reduce((sum, id) => sum + ASSETS[id].bytes, 0);
  const received = new Map<AssetId, number>();
  let told = 0;
  return (id, bytes) => {
    received.set(id, bytes);
    const share = Math.min(1, [...received.values()].reduce((sum, part) => sum + part, 0) / total);
    if (share - told >= STEP || (share === 1 && told < 1)) {
      told = share;
      onProgress(share);
    }
  };
};
