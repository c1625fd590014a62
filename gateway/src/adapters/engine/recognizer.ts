/**
 * Faces to 128 numbers by face-api's recognition net (dlib's ResNet, 99.38 % on LFW as published).
 * The aligned square comes from the same geometry and the same warp as the liveness crop.
 */
import { FaceRecognitionNet, tf } from '@vladmandic/face-api/dist/face-api.node-wasm.js';
import { cropFace, type CropSpec, type FaceGeometry, type Pixels } from 'lifesign/vision';
import { packageFile } from './backend.ts';

/** As the net was trained: dlib's face chip, chosen among neighbours by the measured error on pairs. */
const CHIP: CropSpec = { size: 150, extent: 2.48, drop: 0 };

/** The weights in use, for the audit record. */
export const RECOGNITION_WEIGHTS = packageFile('@vladmandic/face-api', 'model/face_recognition_model.bin');

export interface FaceRecognizer {
  /** 128 numbers; the euclidean distance of two is small for the same person. */
  describe(pixels: Pixels, geometry: FaceGeometry): Promise<Float32Array>;
  dispose(): void;
}

/** Needs the TensorFlow.js backend to be set. */
export const createFaceRecognizer = async (): Promise<FaceRecognizer> => {
  const net = new FaceRecognitionNet();
  await net.loadFromDisk(packageFile('@vladmandic/face-api', 'model'));

  const describeChip = async (values: Float32Array): Promise<Float32Array> => {
    const chip = tf.tensor3d(values, [CHIP.size, CHIP.size, 3]);
    try {
      const descriptor = await net.computeFaceDescriptor(chip);
      if (!(descriptor instanceof Float32Array)) {
        throw new TypeError('One face has one descriptor');
      }
      return descriptor;
    } finally {
      chip.dispose();
    }
  };

  return {
    async describe(pixels, geometry) {
      const values = cropFace(pixels, geometry, CHIP).map((value) => value * 255);
      // The mirror image is the same person: the mean of both depends less on pose and on light from one side.
      return meanDescriptor([await describeChip(values), await describeChip(mirror(values))]);
    },
    dispose: () => net.dispose(),
  };
};

/** Several pictures of one person as one template. */
export const meanDescriptor = (descriptors: readonly Float32Array[]): Float32Array =>
  Float32Array.from(
    descriptors[0] ?? [],
    (_value, index) => descriptors.reduce((sum, descriptor) => sum + (descriptor[index] ?? 0), 0) / descriptors.length,
  );

const mirror = (values: Float32Array): Float32Array => {
  const { size } = CHIP;
  return Float32Array.from(values, (_value, index) => {
    const channel = index % 3;
    const column = Math.floor(index / 3) % size;
    return values[index - channel - column * 3 + (size - 1 - column) * 3 + channel] ?? 0;
  });
};
