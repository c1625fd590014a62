/**
 * The engine inside the worker: loads, verifies and composes the parts. Independent of the message protocol.
 */
import type { ChallengeName } from '../contract/challenge.ts';
import { LifesignError } from '../errors.ts';
import { createAnalyser } from '../vision/analyse.ts';
import { ASSETS } from '../vision/assets.ts';
import { createBlazeFace } from '../vision/blazeface/blazeface.ts';
import { requireTrueCanvas } from '../vision/canvas-noise.ts';
import { createFrameCopier } from '../vision/copy-frame.ts';
import type { FaceDetector } from '../vision/detect.ts';
import { createPixelReader, fitWithin, frameSize } from '../vision/draw-frame.ts';
import { createFrameKeeper, FRAMES } from '../vision/frames.ts';
import { createLightKeeper } from '../vision/light-frames.ts';
import { createMomentKeeper } from '../vision/moment-frames.ts';
import { createLivenessNet, LIVENESS_THRESHOLDS, type LivenessNet } from '../vision/liveness.ts';
import { useWasm, type LoadWasm } from '../vision/runtime/backend.ts';
import type { Capture, DetectorName, EngineReport, FrameAnalysis } from '../vision/types.ts';
import { createAssetFetcher, type AssetUrls, type FetchAsset } from './fetch-asset.ts';
import { loadChallenges, type Challenges } from './challenges.ts';
import { WEBGL_PART } from './file-names.ts';
import { hasGpu } from './gpu.ts';
import { loadMediaPipe } from './load-mediapipe.ts';
import { createLoadProgress } from './load-progress.ts';
import { importPart } from './parts.ts';

/** Frames are analysed at most this large; what is kept and submitted has the camera's resolution. */
const ANALYSIS_SIDE = 640;

export interface Engine {
  readonly report: EngineReport;
  /** Loads what only active challenges need, once. */
  loadLandmarks(): Promise<void>;
  /**
   * The caller closes the frame. A challenge can be due only once the landmarks are loaded. `light`: number of the tint that
   * the frame is kept for.
   */
  analyse(
    frame: VideoFrame | ImageBitmap,
    at: number,
    due: ChallengeName | null,
    light: number | null,
  ): Promise<FrameAnalysis>;
  capture(): Promise<Capture>;
  reset(): void;
  /** Resolves to true when WebGL is now in use and the report changed. */
  tryWebgl(): Promise<boolean>;
}

/** @param onProgress called with the share of the bytes that have arrived, 0..1. */
export const loadEngine = async (
  assets: AssetUrls,
  choice: DetectorName,
  onProgress: (share: number) => void,
): Promise<Engine> => {
  const startedAt = performance.now();
  await requireTrueCanvas();
  const models: Record<string, string> = {};
  const download = createAssetFetcher(assets, createLoadProgress(choice, onProgress));
  const fetchAsset: FetchAsset = async (id) => {
    const bytes = await download(id);
    models[id] = ASSETS[id].sha256;
    return bytes;
  };
  const loadWasm: LoadWasm = (variant) => fetchAsset(variant === 'simd' ? 'tfjs-wasm-simd' : 'tfjs-wasm');
  const backend = useWasm(loadWasm);
  const loadingNet = loadNet(fetchAsset, loadWasm, backend);
  const [detector, net] = await Promise.all([
    choice === 'mediapipe'
      ? loadMediaPipe(fetchAsset, assets)
      : loadBlazeFace(fetchAsset, backend, (work) => loadingNet.then((loaded) => loaded.onWasm(work))),
    loadingNet,
  ]);
  const analyser = createAnalyser({ detector, net, thresholds: LIVENESS_THRESHOLDS.device });
  let copyFrame = createFrameCopier();
  let readPixels = createPixelReader(ANALYSIS_SIDE);
  const keeper = createFrameKeeper();
  const moments = createMomentKeeper();
  const lights = createLightKeeper();
  const loadMs = performance.now() - startedAt;
  let challenges: Challenges | null = null;

  return {
    get report() {
      return { selfTest: net.selfTest, models: { ...models }, loadMs };
    },
    loadLandmarks: async () => {
      if (challenges === null) {
        challenges = await loadChallenges(fetchAsset, net);
      }
    },
    analyse: async (frame, at, due, light) => {
      const began = performance.now();
      const copy = await copyFrame(frame);
      const pixels = readPixels(copy);
      const picture = fitWithin(frameSize(copy), FRAMES.maxSide);
      const analysis = await analyser.analyse(pixels, at, { startedAt: began, picture });
      if (due !== null && challenges !== null) {
        // Frames of a movement are not kept: the selfie is taken afterwards, of a face at rest.
        const challenge = await challenges.read({ pixels, geometry: analyser.geometry, analysis, due });
        return { ...analysis, challenge, costMs: performance.now() - began };
      }
      if (analysis.issues.length === 0 && analysis.quality !== null) {
        keeper.offer(copy, at, analysis.quality.overall);
        moments.offer(copy, at);
        if (light !== null) {
          lights.offer(copy, at, light);
        }
      }
      return { ...analysis, costMs: performance.now() - began };
    },
    capture: async () => {
      const verdict = analyser.verdict();
      const since = analyser.since;
      if (verdict === null || since === null) {
        throw new LifesignError('capture-failed', 'There is no second of good frames to capture from');
      }
      const [images, small, lit] = await Promise.all([keeper.encode(since), moments.encode(since), lights.encode()]);
      if (images.length === 0) {
        throw new LifesignError('capture-failed', 'No frame of the window was kept');
      }
      return { images, verdict, moments: small, light: lit };
    },
    reset: () => {
      analyser.reset();
      keeper.reset();
      moments.reset();
      lights.reset();
      challenges?.reset();
      // Their canvases hold the last frame.
      copyFrame = createFrameCopier();
      readPixels = createPixelReader(ANALYSIS_SIDE);
    },
    tryWebgl: async () => hasGpu() && (await net.tryWebgl(() => importPart(assets, WEBGL_PART))),
  };
};

const loadNet = async (fetchAsset: FetchAsset, loadWasm: LoadWasm, backend: Promise<void>): Promise<LivenessNet> => {
  const [topology, weights] = await Promise.all([
    fetchAsset('liveness-topology'),
    fetchAsset('liveness-weights'),
    // Compiles while the weights are on their way.
    backend,
  ]);
  return createLivenessNet({ topology, weights, loadWasm });
};

/** Detections below this confidence are noise more often than faces. */
const MIN_CONFIDENCE = 0.5;

/**
 * Detects on the backend of the liveness net, one call after the other. Set up before the liveness net, whose files are larger,
 * has loaded: until everything is loaded, wasm is the only backend.
 */
const loadBlazeFace = async (
  fetchAsset: FetchAsset,
  backend: Promise<void>,
  onWasm: LivenessNet['onWasm'],
): Promise<FaceDetector> => {
  const [topology, weights] = await Promise.all([
    fetchAsset('face-detector-topology'),
    fetchAsset('face-detector-weights'),
    backend,
  ]);
  const blazeFace = await createBlazeFace({ topology, weights });
  return {
    detect: (pixels) => onWasm(() => blazeFace.detect(pixels, MIN_CONFIDENCE)),
    dispose: () => blazeFace.dispose(),
  };
};
