/** A topology and its weights on the current TensorFlow.js backend: crops in, logits out. */
import { concat, dispose, reshape, tensor4d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { loadLayer, type LoadedLayer } from './layers.ts';
import type { Branch, Topology } from './topology.ts';
import { createWeightReader } from './weights.ts';

export interface Net {
  /** One crop for each branch (HWC RGB, 0..1), in their order. Returns their logits; positive means bona fide. */
  run(crops: readonly Float32Array[]): Promise<Float32Array>;
  dispose(): void;
}

interface LoadedBranch {
  readonly branch: Branch;
  readonly layers: readonly LoadedLayer[];
}

/** Weights are uploaded to the current backend. Throws `engine-failed` when they are not as many as the topology says. */
export const createNet = (topology: Topology, weights: ArrayBuffer): Net => {
  const reader = createWeightReader(weights, topology.dtype);
  const branches = topology.branches.map((branch): LoadedBranch => ({
    branch,
    layers: branch.layers.map((layer) => loadLayer(layer, reader.next)),
  }));
  reader.finish();

  return {
    run: async (crops) => {
      const logits = tidy(() => concat(branches.map((branch, index) => runBranch(branch, crops[index]))));
      try {
        return await logits.data<'float32'>();
      } finally {
        logits.dispose();
      }
    },
    dispose: () => {
      dispose(branches.flatMap(({ layers }) => layers.flatMap(({ weights: loaded }) => [...loaded])));
    },
  };
};

const runBranch = ({ branch, layers }: LoadedBranch, crop: Float32Array | undefined): Tensor => {
  const { size } = branch.crop;
  if (crop?.length !== size * size * 3) {
    throw new RangeError(`Branch ${branch.name} needs a crop of ${size} x ${size}`);
  }
  const input = tensor4d(normalise(crop, branch), [1, size, size, 3]);
  const outputs: Tensor4D[] = [];
  for (const { run } of layers) {
    outputs.push(run(outputs.at(-1) ?? input, outputs));
  }
  return reshape(outputs.at(-1) ?? input, [-1]);
};

/** A plain loop: `map` with a closure took a fifth of the whole decision. */
const normalise = (crop: Float32Array, { mean, std }: Branch): Float32Array => {
  const values = new Float32Array(crop.length);
  const gain = 1 / std;
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((crop[index] ?? 0) - mean) * gain;
  }
  return values;
};
