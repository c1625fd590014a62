/** The detector's interface: BlazeFace, MediaPipe where a page chose it, a scripted one in tests. */
import type { DetectedFace, Pixels } from './types.ts';

export interface FaceDetector {
  /** Every face in the frame, in any order. Points and boxes are pixels of the frame that was handed in. */
  detect(pixels: Pixels): readonly DetectedFace[] | Promise<readonly DetectedFace[]>;
  /** Idempotent. */
  dispose(): void;
}
