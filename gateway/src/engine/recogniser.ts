/**
 * Face descriptors of 128 numbers by face-api's recognition net (dlib's ResNet, 99.38 % on LFW as published).
 * The aligned square comes from the same geometry and the same warp as the liveness crop.
 */
import { FaceRecognitionNet, tf } from '@vladmandic/face-api/dist/face-api.node-wasm.js';
import { cropFace, type CropSpec, type FaceGeometry, type Pixels } from 'lifesign/vision';
import { packageFile } from './package-file.ts';
import { meanDescriptor } from './template.ts';

const SIDE = 150;
/**
 * About dlib's face chip, which the net was trained on, a little tighter and a little wider, each also mirrored: the mean
 * of the four depends less on pose, side light and the exact position of the eyes. Measured on pairs,
 * it accepts a quarter fewer impostors than one chip.
 */
const CHIPS: readonly CropSpec[] = [
  { size: SIDE, extent: 2.25, drop: 0.05 },
  { size: SIDE, extent: 2.4, drop: 0.06 },
];

const MODEL_FOLDER = packageFile('@vladmandic/face-api', 'model');

/** The weights in use, for the audit record. */
export const RECOGNITION_WEIGHTS = packageFile('@vladmandic/face-api', 'model/face_recognition_model.bin');

export interface FaceRecogniser {
  /** 128 numbers; the euclidean distance of two is small for the same person. */
  describe(pixels: Pixels, geometry: FaceGeometry): Promise<Float32Array>;
  dispose(): void;
}

/** Needs the TensorFlow.js backend to be set. */
export const createFaceRecogniser = async (): Promise<FaceRecogniser> => {
  const net = new FaceRecognitionNet();
  await net.loadFromDisk(MODEL_FOLDER);

  const describeChip = async (values: Float32Array): Promise<Float32Array> => {
    const chip = tf.tensor3d(values, [SIDE, SIDE, 3]);
    try {
      const descriptor = await net.computeFaceDescriptor(chip);
      if (!(descriptor instanceof Float32Array)) {
        throw new TypeError('The recognition net did not give one descriptor');
      }
      return descriptor;
    } finally {
      chip.dispose();
    }
  };

  return {
    async describe(pixels, geometry) {
      const descriptors: Float32Array[] = [];
      for (const spec of CHIPS) {
        const values = cropFace(pixels, geometry, spec).map((value) => value * 255);
        descriptors.push(await describeChip(values), await describeChip(mirror(values)));
      }
      return meanDescriptor(descriptors);
    },
    dispose: () => net.dispose(),
  };
};

const mirror = (values: Float32Array): Float32Array =>
  Float32Array.from(values, (_value, index) => {
    const column = Math.floor(index / 3) % SIDE;
    return values[index + 3 * (SIDE - 1 - 2 * column)] ?? 0;
  });
