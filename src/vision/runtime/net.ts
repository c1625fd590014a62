/** The liveness net's topology and its weights on the current TensorFlow.js backend: inputs in, logits out. */
import { concat, dispose, reshape, tidy } from '@tensorflow/tfjs-core';
import type { NetInput } from '../net-input.ts';
import { loadGraph, type Graph } from './graph.ts';
import type { Branch, Topology } from './topology.ts';
import { createWeightReader } from './weights.ts';

export interface Net {
  /** One input for each branch, in their order. Returns their logits; positive means bona fide. */
  run(inputs: readonly NetInput[]): Promise<Float32Array>;
  dispose(): void;
}

/** Weights are uploaded to the current backend. Throws `engine-failed` when their number does not match the topology. */
export const createNet = (topology: Topology, weights: ArrayBuffer): Net => {
  const reader = createWeightReader(weights, topology.dtype);
  const branches = topology.branches.map((branch) => ({
    name: branch.name,
    graph: loadGraph(graphOf(branch), reader.next),
  }));
  reader.finish();

  return {
    run: async (inputs) => {
      const logits = tidy(() =>
        concat(
          branches.flatMap(({ name, graph }, index) => {
            const input = inputs[index];
            if (input === undefined) {
              throw new RangeError(`Branch ${name} needs an input`);
            }
            return graph.compute(input).map((output) => reshape(output, [-1]));
          }),
        ),
      );
      try {
        return await logits.data<'float32'>();
      } finally {
        logits.dispose();
      }
    },
    dispose: () => {
      dispose(branches.flatMap(({ graph }) => [...graph.weights]));
    },
  };
};

const graphOf = ({ crop: { size }, mean, std, layers }: Branch): Graph => ({
  input: { size, mean, std },
  layers,
  outputs: [layers.length - 1],
});
