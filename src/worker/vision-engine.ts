/** The engine as the session sees it: the worker's client in the product, a scripted one in the test kit. */
import type { Capture, EngineReport, FrameAnalysis } from '../vision/types.ts';

export interface VisionEngine {
  /** Loads and verifies the models once; later calls share the same promise. */
  load(options?: { readonly signal?: AbortSignal }): Promise<EngineReport>;
  /** Takes ownership of the frame. Rejects with a `LifesignError` when the worker dies. At most one call at a time. */
  analyse(frame: VideoFrame | ImageBitmap, at: number): Promise<FrameAnalysis>;
  /** The best frames of the current window, encoded, with the verdict on exactly that window. */
  capture(): Promise<Capture>;
  reset(): Promise<void>;
  /** Newest report (the backend may have changed since `load`). */
  readonly report: EngineReport | null;
  /** Idempotent. Pending calls reject with `worker-crashed`. */
  dispose(): void;
}
