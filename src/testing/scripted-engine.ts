/**
 * A vision engine that follows a script: no models, no worker, the same results every time.
 * For `engine` of a launch, together with `fakeCamera` or a real one.
 */
import { type ErrorCode, LifesignError } from '../errors.ts';
import type { ChallengeName } from '../contract/index.ts';
import type {
  Capture,
  CapturedImage,
  ChallengeReading,
  EngineReport,
  FrameAnalysis,
  Verdict,
} from '../vision/types.ts';
import { withLit } from '../vision/light-frames.ts';
import type { VisionEngine } from '../worker/vision-engine.ts';
import { frameAnalysis, type ScriptedFrame, windowVerdict } from './analysis.ts';
import { drawScene } from './draw-face.ts';

export interface EngineScript {
  /** What each analysed frame shows, in order; the last one repeats. Default: good frames only. */
  readonly frames?: readonly ScriptedFrame[];
  /** The device's verdict, one for each capture; the last one repeats. Default `live`. */
  readonly verdicts?: readonly Verdict[];
  /** Pictures that `capture` returns. Default: one drawn selfie, which needs `OffscreenCanvas`. */
  readonly images?: readonly CapturedImage[];
  /** Milliseconds of good frames in a row until a window has a verdict. Default 1000. */
  readonly windowMs?: number;
  /** Stage of each challenge, one for each frame while it is due; the last one repeats. Default: `waiting`, then `done`. */
  readonly challenges?: Readonly<Partial<Record<ChallengeName, readonly ChallengeReading['stage'][]>>>;
  /** Milliseconds that each step takes. Default 0. */
  readonly loadMs?: number;
  readonly analyseMs?: number;
  /** The first `load` rejects with this code. */
  readonly loadFailure?: ErrorCode;
  /** The worker crashes at this analysed frame (0-based), once. */
  readonly crashAtFrame?: number;
}

export interface ScriptedEngine extends VisionEngine {
  /** Number of calls of each. */
  readonly counts: Readonly<Record<'load' | 'loadLandmarks' | 'analyse' | 'capture' | 'reset', number>>;
}

const REPORT: EngineReport = {
  selfTest: { backend: 'wasm', passed: true, maxError: 0, costMs: 4 },
  models: {},
  loadMs: 0,
};

/** Frames of tints have no content here. */
const EMPTY = new Uint8Array();
const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const wait = (ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const drawnSelfie = async (at: number): Promise<CapturedImage> => {
  if (typeof OffscreenCanvas === 'undefined') {
    throw new TypeError('scriptedEngine: give `images` where there is no OffscreenCanvas');
  }
  const [width, height] = [640, 480];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) {
    throw new TypeError('scriptedEngine: no 2D canvas');
  }
  drawScene(context, width, height, 'face', at);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { type: 'SELFIE', bytes, sha256: hex(await crypto.subtle.digest('SHA-256', bytes)), width, height, at };
};

/** One engine; may be shared by launches that run one after another. */
export const scriptedEngine = (script: EngineScript = {}): ScriptedEngine => {
  const { frames = [], verdicts = [], windowMs = 1000, loadMs = 0, analyseMs = 0 } = script;
  const counts = { load: 0, loadLandmarks: 0, analyse: 0, capture: 0, reset: 0 };
  let report: EngineReport | null = null;
  let loading: Promise<EngineReport> | null = null;
  let goodSince: number | null = null;
  let lastAt = 0;
  let asked: { readonly name: ChallengeName; readonly frames: number } | null = null;
  /** Times of the frames in which the screen showed a tint. */
  let lit: readonly { readonly step: number; readonly at: number }[] = [];
  let disposed = false;

  const alive = (): void => {
    if (disposed) {
      throw new LifesignError('worker-crashed', 'The scripted engine was disposed');
    }
  };

  const verdict = (): Verdict => verdicts[Math.min(counts.capture, verdicts.length - 1)] ?? 'live';

  const load = async (): Promise<EngineReport> => {
    counts.load += 1;
    await wait(loadMs);
    alive();
    if (counts.load === 1 && script.loadFailure !== undefined) {
      throw new LifesignError(script.loadFailure, 'The script lets the engine fail to load');
    }
    report = { ...REPORT, loadMs };
    return report;
  };

  /** The frame count of a challenge restarts when another one was due in between. */
  const readingOf = (name: ChallengeName): ChallengeReading => {
    asked = asked?.name === name ? { name, frames: asked.frames + 1 } : { name, frames: 0 };
    const stages = script.challenges?.[name] ?? ['waiting', 'done'];
    return { name, stage: stages[Math.min(asked.frames, stages.length - 1)] ?? 'done' };
  };

  const look = (frame: VideoFrame | ImageBitmap, at: number, due: ChallengeName | null): FrameAnalysis => {
    const index = counts.analyse;
    counts.analyse += 1;
    if (index === script.crashAtFrame) {
      goodSince = null;
      throw new LifesignError('worker-crashed', 'The script lets the worker crash');
    }
    const size =
      'displayWidth' in frame
        ? { width: frame.displayWidth, height: frame.displayHeight }
        : { width: frame.width, height: frame.height };
    const shown = frameAnalysis(frames[Math.min(index, frames.length - 1)] ?? 'good', { at, ...size });
    const seen = due === null ? shown : { ...shown, challenge: readingOf(due) };
    goodSince = seen.issues.length === 0 ? (goodSince ?? at) : null;
    lastAt = at;
    const span = goodSince === null ? 0 : at - goodSince;
    return seen.window === null && span >= windowMs ? { ...seen, window: windowVerdict(verdict(), span) } : seen;
  };

  return {
    load: () => {
      loading ??= load().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    loadLandmarks: async () => {
      alive();
      counts.loadLandmarks += 1;
    },
    analyse: async (frame, at, due = null, light = null) => {
      try {
        alive();
        await wait(analyseMs);
        alive();
        const seen = look(frame, at, due);
        if (light !== null && seen.issues.length === 0) {
          lit = withLit(lit, { step: light, at });
        }
        return seen;
      } finally {
        frame.close();
      }
    },
    capture: async (): Promise<Capture> => {
      alive();
      const images = script.images ?? [await drawnSelfie(lastAt)];
      const light = lit.map(({ at }) => ({ bytes: EMPTY, sha256: EMPTY_SHA256, atMs: at - (lit[0]?.at ?? 0) }));
      const capture = { images, verdict: windowVerdict(verdict()), ...(light.length === 0 ? {} : { light }) };
      counts.capture += 1;
      return capture;
    },
    reset: async () => {
      alive();
      counts.reset += 1;
      goodSince = null;
      lit = [];
    },
    get report() {
      return report;
    },
    counts,
    dispose: () => {
      disposed = true;
    },
  };
};
