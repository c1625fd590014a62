/**
 * MediaPipe's BlazeFace short range as a {@link FaceDetector}, for a module worker.
 * Loader, binary and weights come in as verified bytes or as a module already loaded; nothing is fetched here.
 */
import { FaceDetector as MediaPipeFaceDetector, type Detection } from '@mediapipe/tasks-vision';
import type { FaceDetector } from '../detect.ts';
import { createMediaPipeCanvas } from './mediapipe-canvas.ts';
import type { DetectedFace, Pixels, Point } from '../types.ts';

/** The default export of MediaPipe's module loader (Emscripten). */
export type ModuleFactory = (module: object) => Promise<object>;

export interface MediaPipeParts {
  readonly moduleFactory: ModuleFactory;
  readonly wasmBinary: ArrayBuffer;
  /** The tflite model, with normalisation metadata. */
  readonly model: Uint8Array;
}

/** Globals in which MediaPipe looks for a prepared loader before it loads one by URL. */
interface LoaderGlobals {
  ModuleFactory?: ModuleFactory | undefined;
  Module?: object | undefined;
  /** Receives its log; without it, the log goes to the console as warnings. */
  dbg?: (text: string) => void;
}

/** Detections below this confidence are noise more often than faces. */
const MIN_CONFIDENCE = 0.5;

/** Order of the points in a detection, by the model's card. */
const POINT = { rightEye: 0, leftEye: 1, nose: 2, mouth: 3, rightEar: 4, leftEar: 5 } as const;

export const createMediaPipeDetector = async (parts: MediaPipeParts): Promise<FaceDetector> => {
  const globals = globalThis as LoaderGlobals;
  globals.ModuleFactory = parts.moduleFactory;
  // With the bytes given, Emscripten neither fetches nor streams: no second download, no dependence on a MIME type.
  // Its messages about kernels and contexts would appear as errors in the host's console; real failures throw.
  globals.Module = { wasmBinary: parts.wasmBinary, print: ignore, printErr: ignore };
  globals.dbg = ignore;
  const task = await MediaPipeFaceDetector.createFromOptions(
    { wasmLoaderPath: '', wasmBinaryPath: '' },
    {
      baseOptions: { modelAssetBuffer: parts.model, delegate: 'CPU' },
      // Video mode would only add the need for growing timestamps: the model keeps no state.
      runningMode: 'IMAGE',
      minDetectionConfidence: MIN_CONFIDENCE,
      canvas: createMediaPipeCanvas(),
    },
  );
  let isDisposed = false;
  return {
    detect: (pixels) =>
      task.detect(toImageData(pixels)).detections.flatMap((detection) => toFace(detection, pixels) ?? []),
    dispose: () => {
      if (!isDisposed) {
        isDisposed = true;
        task.close();
      }
    },
  };
};

const ignore = (): void => {};

const toImageData = ({ data, width, height, channels }: Pixels): ImageData => {
  if (channels !== 4) {
    throw new TypeError('MediaPipe takes RGBA pixels');
  }
  // Pixels from a canvas are wrapped without a copy.
  const isOwn = data instanceof Uint8ClampedArray && data.buffer instanceof ArrayBuffer;
  return new ImageData(isOwn ? (data as Uint8ClampedArray<ArrayBuffer>) : new Uint8ClampedArray(data), width, height);
};

/** Pixels on each side of the picture that the model takes. */
const MODEL_SIZE = 128;

/**
 * MediaPipe shrinks a frame by reading the first pixel of each cell instead of its middle, and so finds everything half a
 * cell further right and down than it is.
 */
const shiftOf = ({ width, height }: Pixels): number => (Math.max(width, height) / MODEL_SIZE - 1) / 2;

const toFace = (detection: Detection, pixels: Pixels): DetectedFace | null => {
  const { width, height } = pixels;
  const shift = shiftOf(pixels);
  const point = (index: number): Point | undefined => {
    const keypoint = detection.keypoints[index];
    return keypoint === undefined ? undefined : { x: keypoint.x * width - shift, y: keypoint.y * height - shift };
  };
  const [rightEye, leftEye, nose, mouth] = [POINT.rightEye, POINT.leftEye, POINT.nose, POINT.mouth].map(point);
  const [rightEar, leftEar] = [POINT.rightEar, POINT.leftEar].map(point);
  const box = detection.boundingBox;
  if (!box || !rightEye || !leftEye || !nose || !mouth) {
    return null;
  }
  return {
    box: { x: box.originX - shift, y: box.originY - shift, width: box.width, height: box.height },
    confidence: detection.categories[0]?.score ?? 0,
    rightEye,
    leftEye,
    nose,
    mouth,
    ...(rightEar === undefined ? {} : { rightEar }),
    ...(leftEar === undefined ? {} : { leftEar }),
  };
};
