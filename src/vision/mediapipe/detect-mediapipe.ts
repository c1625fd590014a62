/**
 * MediaPipe's BlazeFace short range as a {@link FaceDetector}, for a module worker.
 * Loader, binary and weights come in as verified bytes or as a module already loaded; nothing is fetched here.
 */
import { FaceDetector as MediaPipeFaceDetector, type Detection } from '@mediapipe/tasks-vision';
import { letterbox } from '../blazeface/letterbox.ts';
import type { FaceDetector } from '../detect.ts';
import { createMediaPipeCanvas } from './mediapipe-canvas.ts';
import type { DetectedFace, Point } from '../types.ts';

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
    detect: (pixels) => {
      const { picture, toFrame } = letterbox(pixels, MODEL_SIZE);
      return task.detect(toImageData(picture)).detections.flatMap((detection) => toFace(detection, toFrame) ?? []);
    },
    dispose: () => {
      if (!isDisposed) {
        isDisposed = true;
        task.close();
      }
    },
  };
};

const ignore = (): void => {};

/** Pixels on each side of the picture that the model takes. */
const MODEL_SIZE = 128;

/**
 * The picture that our runtime also gives to this net. Of a whole frame MediaPipe would read one pixel for each of the
 * model's, and noise or a screen's pattern would move its points away from those of our runtime.
 */
const toImageData = (picture: Float32Array): ImageData => {
  const data = new Uint8ClampedArray(MODEL_SIZE * MODEL_SIZE * 4).fill(255);
  for (let pixel = 0; pixel < MODEL_SIZE * MODEL_SIZE; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data[pixel * 4 + channel] = (picture[pixel * 3 + channel] ?? 0) * 255;
    }
  }
  return new ImageData(data, MODEL_SIZE, MODEL_SIZE);
};

/** MediaPipe gives points as shares of the picture's sides, and the box in whole pixels of it. */
const toFace = (detection: Detection, toFrame: (point: Point) => Point): DetectedFace | null => {
  const point = (index: number): Point | undefined => {
    const keypoint = detection.keypoints[index];
    return keypoint === undefined ? undefined : toFrame(keypoint);
  };
  const [rightEye, leftEye, nose, mouth] = [POINT.rightEye, POINT.leftEye, POINT.nose, POINT.mouth].map(point);
  const [rightEar, leftEar] = [POINT.rightEar, POINT.leftEar].map(point);
  const box = detection.boundingBox;
  if (!box || !rightEye || !leftEye || !nose || !mouth) {
    return null;
  }
  const corner = (x: number, y: number): Point => toFrame({ x: x / MODEL_SIZE, y: y / MODEL_SIZE });
  const topLeft = corner(box.originX, box.originY);
  const bottomRight = corner(box.originX + box.width, box.originY + box.height);
  return {
    box: { ...topLeft, width: bottomRight.x - topLeft.x, height: bottomRight.y - topLeft.y },
    confidence: detection.categories[0]?.score ?? 0,
    rightEye,
    leftEye,
    nose,
    mouth,
    ...(rightEar === undefined ? {} : { rightEar }),
    ...(leftEar === undefined ? {} : { leftEar }),
  };
};
