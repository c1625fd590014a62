/**
 * The layers that nets are made of, on the current TensorFlow.js backend, by its fused operations: one call for a
 * convolution with bias and activation. A converter or a layers library would add half a megabyte for what is one switch here.
 */
import {
  add,
  avgPool,
  concat,
  fused,
  maxPool,
  mul,
  pad4d,
  prelu,
  relu,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { NextWeight } from './weights.ts';

/** All are fused with their convolution; others (leaky, hard-swish) cost as much as the convolution itself. */
export type Activation = 'linear' | 'relu' | 'relu6' | 'prelu';

/** Height, width, inputs, outputs (depthwise: channels, 1). */
export type KernelShape = readonly [number, number, number, number];

interface Convolution {
  readonly op: 'conv' | 'depthwise';
  readonly shape: KernelShape;
  readonly stride: number;
  /** Zeros around the input in pixels, or TensorFlow's scheme of that name. */
  readonly pad: number | 'same' | 'valid';
  readonly activation: Activation;
  /** False: the file has no bias for it. */
  readonly bias?: boolean;
  /** Index of the layer whose output is added to this one's. */
  readonly add?: number;
}

/**
 * Weights are in the order of the layers: kernel, bias, slopes of a `prelu`. `x` is the index of the layer whose output this one
 * takes, -1 for the net's input; without it, the layer before.
 */
export type Layer = { readonly x?: number } & (
  | Convolution
  /** Mean of each channel over the picture, or over the face in it. */
  | { readonly op: 'mean'; readonly over?: 'face' }
  /** Masks all but the face: each cell times the share of it that the face covers. */
  | { readonly op: 'face' }
  /** Appends the channels of the layer `add`. */
  | { readonly op: 'concat'; readonly add: number }
  | { readonly op: 'dense'; readonly shape: readonly [number, number]; readonly activation: 'linear' | 'relu6' }
  | { readonly op: 'sum'; readonly add: number; readonly activation: 'linear' | 'relu' }
  | { readonly op: 'prelu'; readonly channels: number }
  /** Windows of `size` x `size`, without overlap. */
  | { readonly op: 'max-pool'; readonly size: number }
  /** Appends channels of zeros. */
  | { readonly op: 'pad-channels'; readonly count: number }
);

/** Where the face is, each 1 x cells x cells x 1. */
export interface FaceTensors {
  /** As `faceCells` gives them. */
  readonly cells: Tensor4D;
  /** The same, divided by their mean. */
  readonly weights: Tensor4D;
}

/** `y` is the second source of a layer that has two. */
type Run = (x: Tensor4D, y: Tensor4D, face: FaceTensors | undefined) => Tensor4D;

export interface LoadedLayer {
  /** Pictures are 1 x height x width x channels. */
  readonly run: Run;
  readonly weights: readonly Tensor[];
}

export const loadLayer = (layer: Layer, next: NextWeight): LoadedLayer => {
  switch (layer.op) {
    case 'conv':
    case 'depthwise':
      return loadConvolution(layer, next);
    case 'mean':
      return {
        run: layer.over === 'face' ? (x, _y, face) => meanOf(mul(x, faceOf(face).weights)) : meanOf,
        weights: [],
      };
    case 'face':
      return { run: (x, _y, face) => mul(x, faceOf(face).cells), weights: [] };
    case 'concat':
      return { run: (x, y) => concat([x, y], 3), weights: [] };
    case 'dense':
      return loadConvolution({ ...layer, op: 'conv', shape: [1, 1, ...layer.shape], stride: 1, pad: 0 }, next);
    case 'sum':
      return { run: layer.activation === 'relu' ? (x, y) => relu(add(x, y)) : (x, y) => add(x, y), weights: [] };
    case 'prelu': {
      const slopes = next([1, 1, layer.channels]) as Tensor4D;
      return { run: (x) => prelu(x, slopes), weights: [slopes] };
    }
    case 'max-pool':
      return { run: (x) => maxPool(x, layer.size, layer.size, 'valid'), weights: [] };
    case 'pad-channels': {
      const none: [number, number] = [0, 0];
      return { run: (x) => pad4d(x, [none, none, none, [0, layer.count]]), weights: [] };
    }
  }
};

const loadConvolution = (layer: Convolution, next: NextWeight): LoadedLayer => {
  const { op, shape, stride: strides, pad, activation } = layer;
  const channels = op === 'depthwise' ? shape[2] : shape[3];
  const filter = next(shape) as Tensor4D;
  const bias = layer.bias === false ? undefined : next([channels]);
  const preluActivationWeights = activation === 'prelu' ? next([1, 1, channels]) : undefined;
  const convolve = op === 'depthwise' ? fused.depthwiseConv2d : fused.conv2d;
  const options = {
    filter,
    strides,
    pad,
    activation,
    ...(bias === undefined ? {} : { bias }),
    ...(preluActivationWeights === undefined ? {} : { preluActivationWeights }),
  };
  return {
    run: layer.add === undefined ? (x) => convolve({ x, ...options }) : (x, y) => add(convolve({ x, ...options }), y),
    weights: [filter, bias, preluActivationWeights].filter((weight) => weight !== undefined),
  };
};

/** As a pooling over the whole picture: half the time of a reduction, for which wasm makes a transposed copy. */
const meanOf = (input: Tensor4D): Tensor4D => avgPool(input, [input.shape[1], input.shape[2]], 1, 'valid');

const faceOf = (face: FaceTensors | undefined): FaceTensors => {
  if (face === undefined) {
    throw new RangeError('The net needs to know where the face is');
  }
  return face;
};
