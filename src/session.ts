/**
 * One launch, without a face of its own: the state, a way to ask, and the one result.
 */
import type { CameraChoice } from './camera/camera.ts';
import type { DocumentVerificationResult } from './contract/index.ts';
import type { Intent } from './flow/event.ts';
import type { State } from './flow/state.ts';
import type { PhaseMark } from './session/events.ts';
import type { FrameAnalysis } from './vision/types.ts';

export interface LifesignSession {
  getState(): State;
  /** Called after every change, not for the present state. Answers the way to stop. */
  subscribe(listener: (state: State) => void): () => void;
  /** Every analysed frame with the state that it led to, for what is drawn without a re-render. Answers the way to stop. */
  onAnalysis(listener: (analysis: FrameAnalysis, state: State) => void): () => void;
  send(intent: Intent): void;
  /** To be placed in the page; its stream comes and goes with the flow. */
  readonly video: HTMLVideoElement;
  /** Cameras to choose from, for the `choose-camera` intent; empty until a permission was given or when not allowed. */
  cameras(): Promise<readonly CameraChoice[]>;
  /** Phases entered so far. */
  readonly trace: readonly PhaseMark[];
  /** Settles exactly once and never rejects. */
  readonly result: Promise<DocumentVerificationResult>;
  /** Ends the launch if it still runs (`NOT_COMPLETED`, `USER_CANCELLED`) and releases everything. Idempotent. */
  dispose(): void;
}
