/**
 * The face mesh on the current TensorFlow.js backend: a crop in, 468 points out. A small program over tfjs-core's own
 * operations, as in `runtime/layers.ts`; `scripts/graph-model.ts` writes it.
 */
import {
  add,
  depthwiseConv2d,
  dispose,
  fused,
  maxPool,
  pad4d,
  prelu,
  tensor,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { LifesignError } from '../../errors.ts';
import { decodeFloat16 } from '../runtime/float16.ts';

type Padding = 'same' | 'valid';
type Kernel = readonly [number, number, number, number];

/** `x` and `y` name inputs: 0 is the crop, `n` the output of the n-th node. */
export type MeshNode =
  | {
      readonly op: 'conv';
      readonly x: number;
      readonly shape: Kernel;
      readonly stride: number;
      readonly pad: Padding;
      readonly prelu: boolean;
    }
  | {
      readonly op: 'depthwise';
      readonly x: number;
      readonly shape: Kernel;
      readonly stride: number;
      readonly pad: Padding;
    }
  | { readonly op: 'add'; readonly x: number; readonly y: number }
  | { readonly op: 'prelu'; readonly x: number; readonly channels: number }
  | { readonly op: 'max-pool'; readonly x: number; readonly size: number }
  | { readonly op: 'pad-channels'; readonly x: number; readonly count: number };

export interface MeshTopology {
  readonly format: 1;
  /** Pixels on each side of the crop. */
  readonly size: number;
  /** Which outputs are the points and the logit of there being a face. */
  readonly mesh: number;
  readonly presence: number;
  readonly nodes: readonly MeshNode[];
}

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

type Run = (x: Tensor4D, y: Tensor4D) => Tensor4D;

interface LoadedNode {
  readonly node: MeshNode;
  readonly run: Run;
  readonly weights: readonly Tensor[];
}

/** The bytes are verified by hash before they come here, so only the format is checked, not every field. */
export const createMeshNet = (topologyBytes: ArrayBuffer, weightBytes: ArrayBuffer): MeshNet => {
  const topology = JSON.parse(new TextDecoder().decode(topologyBytes)) as MeshTopology;
  if (topology.format !== 1) {
    throw new LifesignError('engine-failed', 'The face mesh is of another format than this release runs');
  }
  const next = createReader(decodeFloat16(weightBytes));
  const program = topology.nodes.map((node): LoadedNode => ({ node, ...load(node, next) }));

  const compute = (crop: Float32Array): readonly [Tensor, Tensor] => {
    const outputs: Tensor4D[] = [tensor4d(crop, [1, topology.size, topology.size, 3])];
    for (const { node, run } of program) {
      outputs.push(run(at(outputs, node.x), at(outputs, 'y' in node ? node.y : node.x)));
    }
    return [at(outputs, topology.mesh), at(outputs, topology.presence)];
  };

  return {
    size: topology.size,
    run: async (crop) => {
      const [mesh, presence] = tidy(() => [...compute(crop)]);
      try {
        const points = await mesh?.data<'float32'>();
        const logit = (await presence?.data<'float32'>())?.[0] ?? Number.NaN;
        return { points: points ?? new Float32Array(0), presence: 1 / (1 + Math.exp(-logit)) };
      } finally {
        mesh?.dispose();
        presence?.dispose();
      }
    },
    dispose: () => dispose(program.flatMap(({ weights }) => [...weights])),
  };
};

type NextWeight = (shape: readonly number[]) => Tensor;

const load = (node: MeshNode, next: NextWeight): Omit<LoadedNode, 'node'> => {
  switch (node.op) {
    case 'conv': {
      const { stride: strides, pad } = node;
      const [filter, bias] = [next(node.shape) as Tensor4D, next([node.shape[3]])];
      if (!node.prelu) {
        return { run: (x) => fused.conv2d({ x, filter, bias, strides, pad }), weights: [filter, bias] };
      }
      const preluActivationWeights = next([1, 1, node.shape[3]]);
      return {
        run: (x) => fused.conv2d({ x, filter, bias, strides, pad, activation: 'prelu', preluActivationWeights }),
        weights: [filter, bias, preluActivationWeights],
      };
    }
    case 'depthwise': {
      const filter = next(node.shape) as Tensor4D;
      return { run: (x) => depthwiseConv2d(x, filter, node.stride, node.pad), weights: [filter] };
    }
    case 'add':
      return { run: (x, y) => add(x, y), weights: [] };
    case 'prelu': {
      const slope = next([1, 1, node.channels]) as Tensor4D;
      return { run: (x) => prelu(x, slope), weights: [slope] };
    }
    case 'max-pool':
      return { run: (x) => maxPool(x, node.size, node.size, 'valid'), weights: [] };
    case 'pad-channels': {
      const sides: [[number, number], [number, number], [number, number], [number, number]] = [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, node.count],
      ];
      return { run: (x) => pad4d(x, sides), weights: [] };
    }
  }
};

const at = (outputs: readonly Tensor4D[], index: number): Tensor4D => {
  const output = outputs[index];
  if (output === undefined) {
    throw new RangeError(`The face mesh asks for output ${index}, which does not come before`);
  }
  return output;
};

const createReader = (values: Float32Array): NextWeight => {
  let from = 0;
  return (shape) => {
    const to = from + shape.reduce((product, side) => product * side, 1);
    if (to > values.length) {
      throw new LifesignError('engine-failed', 'Weights and topology of the face mesh do not belong together');
    }
    const weight = tensor(values.slice(from, to), [...shape]);
    from = to;
    return weight;
  };
};
