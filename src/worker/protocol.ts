/**
 * Messages between the page and the vision worker. One request, one reply, matched by id; errors cross as data.
 * The only messages without a request are notices: the engine changed, its downloads progressed, or something failed that no
 * request waits for.
 */
import type { ChallengeName } from '../contract/challenge.ts';
import type { ErrorData } from '../errors.ts';
import type { Capture, DetectorName, EngineReport, FrameAnalysis } from '../vision/types.ts';

/** Features that the worker needs, beside those that the page needs. */
export type WorkerNeed = 'offscreen-canvas' | 'webassembly' | 'web-crypto' | 'canvas-readback';

export interface WorkerFindings {
  readonly missing: readonly WorkerNeed[];
  /** See `measureCanvasNoise`; null where there is no canvas to measure. */
  readonly canvasNoise: number | null;
}

export type VisionRequest =
  /** Sent first, to a separate worker: which features it lacks. */
  | { readonly type: 'probe'; readonly id: number }
  | {
      readonly type: 'load';
      readonly id: number;
      /** Addresses of the assets by their file names. */
      readonly assets: Readonly<Record<string, string>>;
      readonly detector: DetectorName;
    }
  /** Only for active challenges. */
  | { readonly type: 'load-landmarks'; readonly id: number }
  | {
      readonly type: 'analyse';
      readonly id: number;
      /** Transferred; the worker closes it. */
      readonly frame: VideoFrame | ImageBitmap;
      readonly at: number;
      /** The challenge that the person is asked for now. */
      readonly due: ChallengeName | null;
      /** Number of the tint that the screen shows, where the frame is to be kept for it. */
      readonly light: number | null;
    }
  | { readonly type: 'capture'; readonly id: number }
  /** Forgets kept frames and the window, for a new attempt. */
  | { readonly type: 'reset'; readonly id: number };

export type VisionReply =
  | { readonly type: 'probed'; readonly id: number; readonly findings: WorkerFindings }
  | { readonly type: 'loaded'; readonly id: number; readonly report: EngineReport }
  | { readonly type: 'landmarks-loaded'; readonly id: number; readonly report: EngineReport }
  | { readonly type: 'analysed'; readonly id: number; readonly analysis: FrameAnalysis }
  | { readonly type: 'captured'; readonly id: number; readonly capture: Capture }
  | { readonly type: 'was-reset'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorData };

export type VisionNotice =
  | { readonly type: 'engine'; readonly report: EngineReport }
  /** Progress of a load's downloads, 0..1. */
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'fault'; readonly error: ErrorData };
