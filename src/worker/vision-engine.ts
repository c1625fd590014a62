/** The engine's interface: implemented by the worker's client, and by a scripted one in the test kit. */
import type { ChallengeName } from '../contract/challenge.ts';
import type { Capture, EngineReport, FrameAnalysis } from '../vision/types.ts';

export interface VisionEngine {
  /** Loads and verifies the models once; later calls share the same promise. */
  load(options?: {
    readonly signal?: AbortSignal;
    /** Called with the progress of downloads: the share of their bytes that has arrived, 0..1. */
    readonly onProgress?: (share: number) => void;
  }): Promise<EngineReport>;
  /** Loads what active challenges need, after `load`; once, later calls share the same promise. Passive launches never call it. */
  loadLandmarks(): Promise<void>;
  /**
   * Takes ownership of the frame. Rejects with a `LifesignError` when the worker crashes. At most one call at a time.
   * With a challenge that is due, the analysis has the stage of it. `light`: number of the tint that the screen shows; a good
   * frame is kept for it.
   */
  analyse(
    frame: VideoFrame | ImageBitmap,
    at: number,
    due?: ChallengeName | null,
    light?: number | null,
  ): Promise<FrameAnalysis>;
  /** The best frames of the current window, encoded, with the verdict on exactly that window. */
  capture(): Promise<Capture>;
  reset(): Promise<void>;
  /** Newest report (the backend may have changed since `load`). */
  readonly report: EngineReport | null;
  /** Idempotent. Pending calls reject with `worker-crashed`. */
  dispose(): void;
}
