/**
 * Face descriptors of 128 numbers by face-api's recognition net (dlib's ResNet, 99.38 % on LFW as published).
 * The aligned square comes from the same geometry and the same warp as the liveness crop.
 */
import { FaceRecognitionNet, tf } from '@vladmandic/face-api/dist/face-api.node-wasm.js';
import { cropFace, type CropSpec, type FaceGeometry, type Pixels } from 'lifesign/vision';
import type { Recogniser } from './launch-distance.ts';
import { packageFile } from './package-file.ts';
import { meanDescriptor } from './template.ts';

const SIDE = 150;
/**
 * About dlib's face chip, which the net was trained on, a little tighter and a little wider, each also mirrored: the mean
 * of the four depends less on pose, side light and the exact position of the eyes. Measured on pairs,
 * it accepts a quarter fewer impostors than one chip.
 */
const CHIPS: readonly [CropSpec, CropSpec] = [
  { size: SIDE, extent: 2.25, drop: 0.05 },
  { size: SIDE, extent: 2.4, drop: 0.06 },
];

const MODEL_FOLDER = packageFile('@vladmandic/face-api', 'model');

/** The weights in use, for the audit record. */
export const RECOGNITION_WEIGHTS = packageFile('@vladmandic/face-api', 'model/face_recognition_model.bin');

export interface FaceRecogniser extends Recogniser {
  /** 128 numbers; the euclidean distance of two is small for the same person. */
  describe(pixels: Pixels, geometry: FaceGeometry): Promise<Float32Array>;
  dispose(): void;
}

/** Needs the TensorFlow.js backend to be set. */
export const createFaceRecogniser = async (): Promise<FaceRecogniser> => {
  const net = new FaceRecognitionNet();
  await net.loadFromDisk(MODEL_FOLDER);

  /** All at once, which costs a quarter less than one after the other. */
  const describeChips = async (chips: readonly Float32Array[]): Promise<Float32Array> => {
    const inputs = chips.map((values) => tf.tensor3d(values, [SIDE, SIDE, 3]));
    try {
      const found = await net.computeFaceDescriptor(inputs);
      return meanDescriptor(Array.isArray(found) ? found : [found]);
    } finally {
      inputs.forEach((input) => input.dispose());
    }
  };

  return {
    describe: (pixels, geometry) =>
      describeChips(
        CHIPS.flatMap((spec) => {
          const chip = chipOf(pixels, geometry, spec);
          return [chip, mirror(chip)];
        }),
      ),
    glance: (pixels, geometry) => describeChips([chipOf(pixels, geometry, CHIPS[0])]),
    dispose: () => net.dispose(),
  };
};

const chipOf = (pixels: Pixels, geometry: FaceGeometry, spec: CropSpec): Float32Array =>
  cropFace(pixels, geometry, spec).map((value) => value * 255);

const mirror = (values: Float32Array): Float32Array =>
  Float32Array.from(values, (_value, index) => {
    const column = Math.floor(index / 3) % SIDE;
    return values[index + 3 * (SIDE - 1 - 2 * column)] ?? 0;
  });
