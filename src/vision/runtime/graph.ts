/**
 * A net as one graph of layers on the current TensorFlow.js backend. The liveness net's branches, the face detector and
 * the face mesh all run here; the build converts published models into this form (scripts/prepared-nets.ts).
 */
import { tensor4d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { NetInput } from '../net-input.ts';
import { loadLayer, type FaceTensors, type Layer } from './layers.ts';
import type { NextWeight } from './weights.ts';

export interface Graph {
  readonly input: GraphInput;
  readonly layers: readonly Layer[];
  /** Indices of the layers whose outputs are the graph's. */
  readonly outputs: readonly number[];
}

export interface GraphInput {
  /** Pixels on each side. */
  readonly size: number;
  /** The first layer's input is `(value - mean) / std`. */
  readonly mean: number;
  readonly std: number;
}

export interface LoadedGraph {
  /** Allocates tensors: call it within `tidy`. Throws a `RangeError` for a picture of another size. */
  readonly compute: (input: NetInput) => readonly Tensor4D[];
  readonly weights: readonly Tensor[];
}

/** Weights are uploaded to the current backend. */
export const loadGraph = ({ input, layers, outputs }: Graph, next: NextWeight): LoadedGraph => {
  const program = layers.map((layer, index) => ({ ...loadLayer(layer, next), sources: sourcesOf(layer, index) }));
  return {
    compute: ({ picture: values, face: cells }) => {
      const { size } = input;
      if (values.length !== size * size * 3) {
        throw new RangeError(`The net takes pictures of ${size} x ${size}`);
      }
      const picture = tensor4d(normalise(values, input), [1, size, size, 3]);
      const face = cells === undefined ? undefined : faceTensors(cells);
      const results: Tensor4D[] = [];
      const resultOf = (index: number): Tensor4D => {
        const result = index === INPUT ? picture : results[index];
        if (result === undefined) {
          throw new RangeError(`A layer takes the output of layer ${index}, which does not come before it`);
        }
        return result;
      };
      for (const { run, sources } of program) {
        results.push(run(resultOf(sources.x), resultOf(sources.y), face));
      }
      return outputs.map(resultOf);
    },
    weights: program.flatMap(({ weights }) => weights),
  };
};

/** Lower bound for the share of the frame that a face covers, against a division by zero; as in training/train/net.py. */
const SMALLEST_FACE = 0.001;

const faceTensors = (cells: Float32Array): FaceTensors => {
  const side = Math.sqrt(cells.length);
  const shape: [number, number, number, number] = [1, side, side, 1];
  const share = cells.reduce((sum, value) => sum + value, 0) / cells.length;
  const weights = cells.map((value) => value / Math.max(share, SMALLEST_FACE));
  return { cells: tensor4d(cells, shape), weights: tensor4d(weights, shape) };
};

/** The net's input, in the place of a layer's index. */
export const INPUT = -1;

/** Most layers have one source; their second is ignored. */
const sourcesOf = (layer: Layer, index: number): { readonly x: number; readonly y: number } => {
  const x = layer.x ?? index - 1;
  return { x, y: ('add' in layer ? layer.add : undefined) ?? x };
};

/** A plain loop: `map` with a closure took a fifth of the whole decision. */
const normalise = (picture: Float32Array, { mean, std }: GraphInput): Float32Array => {
  if (mean === 0 && std === 1) {
    return picture;
  }
  const values = new Float32Array(picture.length);
  const gain = 1 / std;
  for (let index = 0; index < values.length; index += 1) {
    values[index] = ((picture[index] ?? 0) - mean) * gain;
  }
  return values;
};
