/** The part {@link WEBGL_PART}: TensorFlow.js finds the backend by the registry that all its copies in a worker share. */
import * as webgl from '@tensorflow/tfjs-backend-webgl';
import type { PartGlobals } from './parts.ts';

(globalThis as PartGlobals).lifesignWebgl = webgl;
