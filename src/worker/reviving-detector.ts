/**
 * MediaPipe's detector, set up from verified assets and set up anew when the browser takes its graphics context away
 * (it carries frames through one even where the model runs on the CPU).
 */
import type { FaceDetector } from '../vision/detect.ts';
import { createMediaPipeDetector, type MediaPipeDetector, type ModuleFactory } from '../vision/detect-mediapipe.ts';
import type { Pixels } from '../vision/types.ts';
import { assetUrl, type FetchAsset } from './fetch-asset.ts';

export const createRevivingDetector = async (fetchAsset: FetchAsset, assetsUrl: string): Promise<FaceDetector> => {
  let current = await start(fetchAsset, assetsUrl);
  return {
    detect: async (pixels) => {
      const faces = await current.detect(pixels);
      if (!current.isLost()) {
        return faces;
      }
      const revived = await start(fetchAsset, assetsUrl);
      current.dispose();
      current = revived;
      return current.detect(pixels);
    },
    dispose: () => current.dispose(),
  };
};

const start = async (fetchAsset: FetchAsset, assetsUrl: string): Promise<MediaPipeDetector> => {
  const [moduleFactory, wasmBinary, model] = await Promise.all([
    importLoader(fetchAsset, assetsUrl),
    fetchAsset('mediapipe-wasm'),
    fetchAsset('face-detector'),
  ]);
  const detector = await createMediaPipeDetector({ moduleFactory, wasmBinary, model: new Uint8Array(model) });
  // The first run sets up kernels for a tenth of a second and more: better now than on a person's first frame.
  await detector.detect(BLANK);
  return detector;
};

const BLANK: Pixels = { data: new Uint8ClampedArray(64 * 48 * 4).fill(128), width: 64, height: 48, channels: 4 };

/**
 * The loader is a script: a strict content security policy lets it run from its own address only. Its bytes are
 * verified first, and the import is then served from the cache that the verified download filled.
 */
const importLoader = async (fetchAsset: FetchAsset, assetsUrl: string): Promise<ModuleFactory> => {
  await fetchAsset('mediapipe-loader');
  const loader = (await import(/* @vite-ignore */ assetUrl(assetsUrl, 'mediapipe-loader'))) as {
    readonly default: ModuleFactory;
  };
  return loader.default;
};
