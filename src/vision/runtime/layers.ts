/**
 * The layers of a topology on the current TensorFlow.js backend, by its fused operations: one call for a convolution with
 * bias and activation. A converter or a layers library would bring half a megabyte for what is a switch here.
 */
import { add, avgPool, fused, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Layer } from './topology.ts';
import type { NextWeight } from './weights.ts';

export interface LoadedLayer {
  /** Pictures are 1 x height x width x channels; `earlier` are the outputs of the layers before this one. */
  readonly run: (input: Tensor4D, earlier: readonly Tensor4D[]) => Tensor4D;
  readonly weights: readonly Tensor[];
}

type Convolution = Extract<Layer, { op: 'conv' | 'depthwise' }>;

export const loadLayer = (layer: Layer, next: NextWeight): LoadedLayer => {
  switch (layer.op) {
    case 'conv':
    case 'depthwise':
      return loadConvolution(layer, next);
    case 'mean':
      return { run: meanOf, weights: [] };
    case 'dense':
      return loadConvolution({ ...layer, op: 'conv', shape: [1, 1, ...layer.shape], stride: 1, pad: 0 }, next);
  }
};

const loadConvolution = (layer: Convolution, next: NextWeight): LoadedLayer => {
  const { op, shape, stride, pad, activation, add: other } = layer;
  const filter = next(shape) as Tensor4D;
  const bias = next([op === 'depthwise' ? shape[2] : shape[3]]);
  const convolve = op === 'depthwise' ? fused.depthwiseConv2d : fused.conv2d;
  return {
    run: (x, earlier) => {
      const output = convolve({ x, filter, bias, strides: stride, pad, activation });
      return other === undefined ? output : add(output, outputOf(earlier, other));
    },
    weights: [filter, bias],
  };
};

const outputOf = (earlier: readonly Tensor4D[], index: number): Tensor4D => {
  const output = earlier[index];
  if (output === undefined) {
    throw new RangeError(`A layer adds the output of layer ${index}, which does not come before it`);
  }
  return output;
};

/** A pooling over everything: half the time of a reduction, which wasm does by way of a transposed copy. */
const meanOf = (input: Tensor4D): Tensor4D => avgPool(input, [input.shape[1], input.shape[2]], 1, 'valid');
