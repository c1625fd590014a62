/**
 * The engine inside the worker: loads, verifies and composes the parts. Independent of the message protocol.
 */
import type { ChallengeName } from '../contract/challenge.ts';
import { LifesignError } from '../errors.ts';
import { createAnalyser } from '../vision/analyse.ts';
import { ASSETS } from '../vision/assets.ts';
import { createBlazeFace } from '../vision/blazeface/blazeface.ts';
import { requireTrueCanvas } from '../vision/canvas-noise.ts';
import type { FaceDetector } from '../vision/detect.ts';
import { createPixelReader } from '../vision/draw-frame.ts';
import { createFrameKeeper } from '../vision/frames.ts';
import { createLivenessNet, LIVENESS_THRESHOLDS, type LivenessNet } from '../vision/liveness.ts';
import type { Capture, DetectorName, EngineReport, FrameAnalysis } from '../vision/types.ts';
import { createAssetFetcher, type AssetUrls, type FetchAsset } from './fetch-asset.ts';
import type { Challenges } from './challenges.ts';
import { hasGpu } from './gpu.ts';
import { loadPart } from './load-part.ts';

/** Frames are analysed at most this large; what is kept and submitted has the camera's resolution. */
const ANALYSIS_SIDE = 640;

export interface Engine {
  readonly report: EngineReport;
  /** Loads what only active challenges need, once. */
  loadLandmarks(): Promise<void>;
  /** The caller closes the frame. A challenge can be due only once the landmarks are loaded. */
  analyse(frame: VideoFrame | ImageBitmap, at: number, due: ChallengeName | null): Promise<FrameAnalysis>;
  capture(): Promise<Capture>;
  reset(): void;
  /** Resolves to true when WebGL is now in use and the report changed. */
  tryWebgl(): Promise<boolean>;
}

export const loadEngine = async (assets: AssetUrls, choice: DetectorName): Promise<Engine> => {
  const startedAt = performance.now();
  await requireTrueCanvas();
  const models: Record<string, string> = {};
  const download = createAssetFetcher(assets);
  const fetchAsset: FetchAsset = async (id) => {
    const bytes = await download(id);
    models[id] = ASSETS[id].sha256;
    return bytes;
  };
  const loadingNet = loadNet(fetchAsset);
  const [detector, net] = await Promise.all([
    choice === 'mediapipe' ? loadMediaPipe(fetchAsset, assets) : loadBlazeFace(fetchAsset, loadingNet),
    loadingNet,
  ]);
  const analyser = createAnalyser({ detector, net, thresholds: LIVENESS_THRESHOLDS.device });
  let readPixels = createPixelReader(ANALYSIS_SIDE);
  const keeper = createFrameKeeper();
  const loadMs = performance.now() - startedAt;
  let challenges: Challenges | null = null;

  return {
    get report() {
      return { selfTest: net.selfTest, models: { ...models }, loadMs };
    },
    loadLandmarks: async () => {
      if (challenges === null) {
        const { loadChallenges } = await loadPart(import('./challenges.ts'));
        challenges = await loadChallenges(fetchAsset, net);
      }
    },
    analyse: async (frame, at, due) => {
      const began = performance.now();
      const pixels = readPixels(frame);
      const analysis = await analyser.analyse(pixels, at, began);
      if (due !== null && challenges !== null) {
        // Frames of a movement are not kept: the selfie is taken afterwards, of a face at rest.
        const challenge = await challenges.read({ pixels, geometry: analyser.geometry, analysis, due });
        return { ...analysis, challenge, costMs: performance.now() - began };
      }
      if (analysis.issues.length === 0 && analysis.quality !== null) {
        keeper.offer(frame, at, analysis.quality.overall);
      }
      return { ...analysis, costMs: performance.now() - began };
    },
    capture: async () => {
      const verdict = analyser.verdict();
      const since = analyser.since;
      if (verdict === null || since === null) {
        throw new LifesignError('capture-failed', 'There is no second of good frames to capture from');
      }
      const images = await keeper.encode(since);
      if (images.length === 0) {
        throw new LifesignError('capture-failed', 'No frame of the window was kept');
      }
      return { images, verdict };
    },
    reset: () => {
      analyser.reset();
      keeper.reset();
      challenges?.reset();
      // The old reader's canvas holds the last frame.
      readPixels = createPixelReader(ANALYSIS_SIDE);
    },
    tryWebgl: async () => hasGpu() && (await net.tryWebgl()),
  };
};

const loadNet = async (fetchAsset: FetchAsset): Promise<LivenessNet> => {
  const [topology, weights] = await Promise.all([fetchAsset('liveness-topology'), fetchAsset('liveness-weights')]);
  return createLivenessNet({
    topology,
    weights,
    loadWasm: (variant) => fetchAsset(variant === 'simd' ? 'tfjs-wasm-simd' : 'tfjs-wasm'),
  });
};

/** Detections below this confidence are noise more often than faces. */
const MIN_CONFIDENCE = 0.5;

/** Runs on the backend that the liveness net has set up, between its scores. */
const loadBlazeFace = async (fetchAsset: FetchAsset, loadingNet: Promise<LivenessNet>): Promise<FaceDetector> => {
  const [topology, weights, net] = await Promise.all([
    fetchAsset('face-detector-topology'),
    fetchAsset('face-detector-weights'),
    loadingNet,
  ]);
  const blazeFace = await net.onWasm(() => createBlazeFace({ topology, weights }));
  return {
    detect: (pixels) => net.onWasm(() => blazeFace.detect(pixels, MIN_CONFIDENCE)),
    dispose: () => blazeFace.dispose(),
  };
};

const loadMediaPipe = async (fetchAsset: FetchAsset, assets: AssetUrls): Promise<FaceDetector> => {
  const part = await loadPart(import('./load-mediapipe.ts'));
  return part.loadMediaPipe(fetchAsset, assets);
};
