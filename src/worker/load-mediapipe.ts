/** MediaPipe's detector, set up from verified assets. Loaded where the page chose it. */
import { LifesignError } from '../errors.ts';
import type { FaceDetector } from '../vision/detect.ts';
import type { ModuleFactory } from '../vision/mediapipe/detect-mediapipe.ts';
import type { Pixels } from '../vision/types.ts';
import { assetUrl, type AssetUrls, type FetchAsset } from './fetch-asset.ts';
import { MEDIAPIPE_PART } from './file-names.ts';
import { loadPart } from './load-part.ts';
import { importPart } from './parts.ts';

export const loadMediaPipe = async (fetchAsset: FetchAsset, assets: AssetUrls): Promise<FaceDetector> => {
  const [{ lifesignMediaPipe: part }, moduleFactory, wasmBinary, model] = await Promise.all([
    importPart(assets, MEDIAPIPE_PART),
    importLoader(fetchAsset, assets),
    fetchAsset('mediapipe-wasm'),
    fetchAsset('mediapipe-model'),
  ]);
  if (part === undefined) {
    throw new LifesignError('asset-load-failed', `${MEDIAPIPE_PART} is another script`, { detail: 'import' });
  }
  const detector = await part.createMediaPipeDetector({ moduleFactory, wasmBinary, model: new Uint8Array(model) });
  // The first run sets up kernels for a tenth of a second and more: better now than on a person's first frame.
  await detector.detect(BLANK);
  return detector;
};

const BLANK: Pixels = { data: new Uint8ClampedArray(64 * 48 * 4).fill(128), width: 64, height: 48, channels: 4 };

/**
 * The loader is a script, and a strict content security policy lets it run only from its own address. Its bytes are
 * verified first; the import is then served from the HTTP cache that this download filled.
 */
const importLoader = async (fetchAsset: FetchAsset, assets: AssetUrls): Promise<ModuleFactory> => {
  await fetchAsset('mediapipe-loader');
  const url = assetUrl(assets, 'mediapipe-loader');
  const loader = await loadPart(
    import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ url) as Promise<{
      readonly default: ModuleFactory;
    }>,
  );
  return loader.default;
};
