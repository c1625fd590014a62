/**
 * Runs a topology on the current TensorFlow.js backend by its fused operations: one call for a convolution with bias and
 * activation. A converter or a layers library would bring half a megabyte for what is a loop here.
 */
import {
  add,
  dispose,
  fused,
  mean,
  reshape,
  stack,
  tensor,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { LifesignError } from '../../errors.ts';
import { decodeFloat16 } from './float16.ts';
import type { Branch, Layer, Topology } from './topology.ts';

export interface Net {
  /** One crop for each branch (HWC RGB, 0..1), in their order. Returns their logits; positive means bona fide. */
  run(crops: readonly Float32Array[]): Promise<Float32Array>;
  dispose(): void;
}

interface LoadedLayer {
  readonly layer: Layer;
  readonly kernel: Tensor | null;
  readonly bias: Tensor | null;
}

interface LoadedBranch {
  readonly branch: Branch;
  readonly layers: readonly LoadedLayer[];
}

/** Weights are uploaded to the current backend. Throws `engine-failed` when they are not as many as the topology says. */
export const createNet = (topology: Topology, weights: ArrayBuffer): Net => {
  const reader = createReader(decodeFloat16(weights));
  const branches = topology.branches.map((branch): LoadedBranch => ({
    branch,
    layers: branch.layers.map((layer) => load(layer, reader.next)),
  }));
  reader.finish();

  return {
    run: async (crops) => {
      const logits = tidy(() => stack(branches.map((branch, index) => runBranch(branch, crops[index]))));
      try {
        return await logits.data<'float32'>();
      } finally {
        logits.dispose();
      }
    },
    dispose: () => {
      for (const { kernel, bias } of branches.flatMap(({ layers }) => layers)) {
        dispose([kernel, bias].filter((weight) => weight !== null));
      }
    },
  };
};

const mismatch = (): LifesignError =>
  new LifesignError('engine-failed', 'Weights and topology of the net do not belong together');

interface Reader {
  readonly next: (shape: readonly number[]) => Tensor;
  readonly finish: () => void;
}

const createReader = (values: Float32Array): Reader => {
  let at = 0;
  return {
    next: (shape) => {
      const end = at + shape.reduce((product, side) => product * side, 1);
      if (end > values.length) {
        throw mismatch();
      }
      const weight = tensor(values.slice(at, end), [...shape]);
      at = end;
      return weight;
    },
    finish: () => {
      if (at !== values.length) {
        throw mismatch();
      }
    },
  };
};

const load = (layer: Layer, next: Reader['next']): LoadedLayer => {
  if (layer.op === 'mean') {
    return { layer, kernel: null, bias: null };
  }
  const outputs = (layer.op === 'depthwise' ? layer.shape[2] : layer.shape.at(-1)) ?? 0;
  return { layer, kernel: next(layer.shape), bias: next([outputs]) };
};

const runBranch = ({ branch, layers }: LoadedBranch, crop: Float32Array | undefined): Tensor => {
  const { size } = branch.crop;
  if (crop?.length !== size * size * 3) {
    throw new RangeError(`Branch ${branch.name} needs a crop of ${size} x ${size}`);
  }
  const input = tensor(
    crop.map((value) => (value - branch.mean) / branch.std),
    [1, size, size, 3],
  );
  const outputs: Tensor[] = [];
  for (const loaded of layers) {
    outputs.push(runLayer(loaded, outputs.at(-1) ?? input, outputs));
  }
  return reshape(outputs.at(-1) ?? input, []);
};

const runLayer = ({ layer, kernel, bias }: LoadedLayer, input: Tensor, outputs: readonly Tensor[]): Tensor => {
  if (layer.op === 'mean' || kernel === null || bias === null) {
    return mean(input, [1, 2]);
  }
  const { activation } = layer;
  if (layer.op === 'dense') {
    return fused.matMul({ a: input, b: kernel, bias, activation });
  }
  const convolve = layer.op === 'conv' ? fused.conv2d : fused.depthwiseConv2d;
  const output = convolve({
    x: input as Tensor4D,
    filter: kernel as Tensor4D,
    strides: layer.stride,
    pad: layer.pad,
    bias,
    activation,
  });
  const other = layer.add === undefined ? undefined : outputs[layer.add];
  return other === undefined ? output : add(output, other);
};
