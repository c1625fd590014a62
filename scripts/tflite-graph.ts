/**
 * Converts a TensorFlow Lite model with weights of half precision to layers of `src/vision/runtime`. Operators that
 * only TensorFlow Lite needs are dropped: those that widen the weights, and those that join the outputs into one list.
 */
import { INPUT } from '../src/vision/runtime/graph.ts';
import type { Layer } from '../src/vision/runtime/layers.ts';
import { kernelShape, need, type ConvertedNet } from './converted-net.ts';
import { readGraph, type Constant, type Node } from './tflite.ts';

export interface TfliteOptions {
  /** Of the model's input. */
  readonly mean: number;
  readonly std: number;
  /** Our names for the outputs, in the order of their layers in the file. */
  readonly outputs: readonly string[];
}

/** Throws on anything unexpected in the model. */
export const convertTflite = (model: Uint8Array, { mean, std, outputs }: TfliteOptions): ConvertedNet => {
  const graph = readGraph(model);
  const [, size = 0] = graph.shapes[graph.input] ?? [];
  const constants = new Map(graph.constants);
  const layers: Layer[] = [];
  const weights: Uint8Array[] = [];
  /** Maps the number of a tensor to the index of the layer that makes it. */
  const made = new Map([[graph.input, INPUT]]);
  const ends: number[] = [];

  const constant = (node: Node, input: number): Constant => need(constants.get(node.inputs[input] ?? -1), 'constant');
  const source = (node: Node, input: number): number => need(made.get(node.inputs[input] ?? -1), 'source');

  const weigh = ({ values }: Constant): void => {
    if (!(values instanceof Uint16Array)) {
      throw new Error('A weight is not of half precision');
    }
    weights.push(new Uint8Array(values.buffer));
  };

  const translate = (node: Node): Layer => {
    const { operation, relu } = node;
    const x = source(node, 0);
    switch (operation.kind) {
      case 'conv':
      case 'depthwise': {
        const kernel = kernelOf(constant(node, 1));
        weigh(kernel);
        weigh(constant(node, 2));
        const [stride, pad] = [square(operation.stride), operation.padding];
        return {
          op: operation.kind,
          x,
          shape: kernelShape(kernel.shape),
          stride,
          pad,
          activation: relu ? 'relu' : 'linear',
        };
      }
      case 'max-pool': {
        const side = square(operation.filter);
        if (square(operation.stride) !== side) {
          throw new Error('Windows of a pooling overlap');
        }
        return { op: 'max-pool', x, size: side };
      }
      case 'add':
        return { op: 'sum', x, add: source(node, 1), activation: relu ? 'relu' : 'linear' };
      case 'pad': {
        const sides = constant(node, 1).values;
        if (sides.length !== 8 || sides.subarray(0, 7).some((side) => side !== 0)) {
          throw new Error('More than the end of the channels is padded');
        }
        return { op: 'pad-channels', x, count: need(sides[7], 'padding') };
      }
      default:
        throw new Error(`A ${operation.kind} stands where it is not expected`);
    }
  };

  for (const node of graph.nodes) {
    const { operation, output } = node;
    if (operation.kind === 'dequantize') {
      constants.set(output, constant(node, 0));
    } else if (operation.kind === 'reshape') {
      ends.push(source(node, 0));
    } else if (operation.kind === 'relu') {
      const index = source(node, 0);
      layers[index] = activated(layers[index]);
      made.set(output, index);
    } else if (operation.kind !== 'concat') {
      made.set(output, layers.push(translate(node)) - 1);
    }
  }
  if (ends.length !== outputs.length) {
    throw new Error(`The model has ${ends.length} outputs, not ${outputs.length}`);
  }
  return {
    graph: {
      input: { size, mean, std },
      layers,
      outputs: Object.fromEntries(outputs.map((name, index) => [name, need(ends[index], name)])),
    },
    weights: Uint8Array.from(Buffer.concat(weights)),
  };
};

/** In this file a separate activation follows its layer at once, so nothing else reads the layer's output before it. */
const activated = (layer: Layer | undefined): Layer => {
  if (layer === undefined || !('activation' in layer) || layer.activation !== 'linear' || layer.op === 'dense') {
    throw new Error('An activation follows something else than a linear layer');
  }
  return { ...layer, activation: 'relu' };
};

/** TensorFlow Lite keeps kernels as OHWI (depthwise: 1HWC), TensorFlow.js as HWIO (HWC1): the first axis goes last. */
const kernelOf = ({ shape, values }: Constant): Constant => {
  const [first = 0, ...rest] = shape;
  const others = rest.reduce((product, side) => product * side, 1);
  const turned = values.slice();
  for (const [index, value] of values.entries()) {
    turned[(index % others) * first + Math.floor(index / others)] = value;
  }
  return { shape: [...rest, first], values: turned };
};

const square = ([one, other]: readonly [number, number]): number => {
  if (one !== other) {
    throw new Error(`Strides or windows of ${one} and ${other}`);
  }
  return one;
};
