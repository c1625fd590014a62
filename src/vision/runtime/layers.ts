/**
 * The layers of a topology on the current TensorFlow.js backend, by its fused operations: one call for a convolution with
 * bias and activation. A converter or a layers library would bring half a megabyte for what is a switch here.
 */
import { add, avgPool, concat, fused, mul, sqrt, square, sub, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Activation, Layer } from './topology.ts';

/** Hands out the net's next weights in that shape, on the current backend. */
export type NextWeight = (shape: readonly number[]) => Tensor;

export interface LoadedLayer {
  /** Pictures are 1 x height x width x channels; `earlier` are the outputs of the layers before this one. */
  readonly run: (input: Tensor4D, earlier: readonly Tensor4D[]) => Tensor4D;
  readonly weights: readonly Tensor[];
}

export const loadLayer = (layer: Layer, next: NextWeight): LoadedLayer => {
  switch (layer.op) {
    case 'conv':
    case 'depthwise': {
      const convolution = loadConvolution(layer, next);
      return layer.add === undefined ? convolution : withAddition(convolution, layer.add);
    }
    case 'excite':
      return loadExcitation(layer.shape, next);
    case 'mean':
      return { run: meanOf, weights: [] };
    case 'mean-deviation':
      return { run: meanAndDeviationOf, weights: [] };
    case 'dense':
      return loadConvolution(pointwise(...layer.shape, layer.activation), next);
  }
};

interface Convolution {
  readonly op: 'conv' | 'depthwise';
  readonly shape: readonly [number, number, number, number];
  readonly stride: number;
  readonly pad: number;
  readonly activation: Activation | 'relu' | 'sigmoid';
}

const pointwise = (inputs: number, outputs: number, activation: Convolution['activation']): Convolution => ({
  op: 'conv',
  shape: [1, 1, inputs, outputs],
  stride: 1,
  pad: 0,
  activation,
});

const loadConvolution = ({ op, shape, stride, pad, activation }: Convolution, next: NextWeight): LoadedLayer => {
  const outputs = op === 'depthwise' ? shape[2] : shape[3];
  const filter = next(shape) as Tensor4D;
  const bias = next([outputs]);
  const slopes = activation === 'prelu' ? [next([outputs])] : [];
  const [preluActivationWeights] = slopes;
  const fixed = { filter, bias, strides: stride, pad, activation };
  const convolve = op === 'depthwise' ? fused.depthwiseConv2d : fused.conv2d;
  return {
    run: (x) =>
      convolve(preluActivationWeights === undefined ? { ...fixed, x } : { ...fixed, x, preluActivationWeights }),
    weights: [filter, bias, ...slopes],
  };
};

const withAddition = ({ run, weights }: LoadedLayer, of: number): LoadedLayer => ({
  run: (input, earlier) => {
    const other = earlier[of];
    if (other === undefined) {
      throw new RangeError(`A layer adds the output of layer ${of}, which does not come before it`);
    }
    return add(run(input, earlier), other);
  },
  weights,
});

const loadExcitation = ([channels, reduced]: readonly [number, number], next: NextWeight): LoadedLayer => {
  const reduce = loadConvolution(pointwise(channels, reduced, 'relu'), next);
  const expand = loadConvolution(pointwise(reduced, channels, 'sigmoid'), next);
  return {
    run: (input) => mul(input, expand.run(reduce.run(meanOf(input), []), [])),
    weights: [...reduce.weights, ...expand.weights],
  };
};

/** A pooling over everything: half the time of a reduction, which wasm does by way of a transposed copy. */
const meanOf = (input: Tensor4D): Tensor4D => {
  const [, height, width] = input.shape;
  // One pixel is its own mean, and XNNPACK refuses to pool it.
  return height * width === 1 ? input : avgPool(input, [height, width], 1, 'valid');
};

const meanAndDeviationOf = (input: Tensor4D): Tensor4D => {
  const mean = meanOf(input);
  return concat([mean, sqrt(meanOf(square(sub(input, mean))))], 3);
};
