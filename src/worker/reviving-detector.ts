/**
 * MediaPipe's detector, set up from verified assets and set up anew when the browser takes its graphics context away
 * (it carries frames through one even where the model runs on the CPU).
 */
import type { FaceDetector } from '../vision/detect.ts';
import { createMediaPipeDetector, type ModuleFactory } from '../vision/detect-mediapipe.ts';
import type { Pixels } from '../vision/types.ts';
import { assetUrl, type FetchAsset } from './fetch-asset.ts';

export const createRevivingDetector = async (fetchAsset: FetchAsset, assetsUrl: string): Promise<FaceDetector> => {
  let isDisposed = false;
  let current: Promise<FaceDetector>;

  const start = async (): Promise<FaceDetector> => {
    const [moduleFactory, wasmBinary, model] = await Promise.all([
      importLoader(fetchAsset, assetsUrl),
      fetchAsset('mediapipe-wasm'),
      fetchAsset('face-detector'),
    ]);
    const parts = { moduleFactory, wasmBinary, model: new Uint8Array(model), onContextLost: revive };
    const detector = await createMediaPipeDetector(parts);
    // The first run sets up kernels for a tenth of a second and more: better now than on a person's first frame.
    await detector.detect(BLANK);
    return detector;
  };

  const revive = (): void => {
    if (isDisposed) {
      return;
    }
    const lost = current;
    current = start();
    // Whoever detects next hears of a failure; until then it is nobody's unhandled rejection.
    current.catch(() => undefined);
    lost.then((detector) => detector.dispose()).catch(() => undefined);
  };

  current = start();
  await current;
  return {
    detect: async (pixels) => (await current).detect(pixels),
    dispose: () => {
      isDisposed = true;
      current.then((detector) => detector.dispose()).catch(() => undefined);
    },
  };
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
