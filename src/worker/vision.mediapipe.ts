/** The part {@link MEDIAPIPE_PART}. */
import { createMediaPipeDetector } from '../vision/mediapipe/detect-mediapipe.ts';
import type { PartGlobals } from './parts.ts';

(globalThis as PartGlobals).lifesignMediaPipe = { createMediaPipeDetector };
