/** The face mesh: a crop in, 468 points out. */
import { createPreparedNet, type NetFiles } from '../runtime/prepared.ts';

export interface MeshOutput {
  /** 468 times x, y (pixels of the crop) and z (towards the camera is negative, in about the same unit). */
  readonly points: Float32Array;
  /** 0..1, whether the crop shows a face. */
  readonly presence: number;
}

export interface MeshNet {
  readonly size: number;
  /** HWC RGB, 0..1. */
  run(crop: Float32Array): Promise<MeshOutput>;
  dispose(): void;
}

/** Self-tested, on the current backend. Rejects with `engine-failed`, see {@link createPreparedNet}. */
export const createMeshNet = async (files: NetFiles): Promise<MeshNet> => {
  const net = await createPreparedNet(files, ['points', 'presence']);
  return {
    size: net.size,
    run: async (crop) => {
      const { points, presence } = await net.run(crop);
      return { points, presence: 1 / (1 + Math.exp(-(presence[0] ?? Number.NaN))) };
    },
    dispose: () => net.dispose(),
  };
};
