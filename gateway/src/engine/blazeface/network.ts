import * as tf from '@tensorflow/tfjs-core';
import type { Constant, Graph, Node, Operation } from './tflite.ts';

export interface Network {
  /** Input and outputs are flat, in the graph's own layout. */
  run(input: Float32Array): Promise<readonly Float32Array[]>;
  dispose(): void;
}

/** Runs a graph on the current TensorFlow.js backend. Weights are uploaded once. */
export const createNetwork = (graph: Graph): Network => {
  const weights = uploadWeights(graph);
  const inputShape = shapeOf(graph, graph.input);

  return {
    async run(input) {
      const outputs = tf.tidy(() => {
        const tensors = new Map(weights);
        tensors.set(graph.input, tf.tensor(input, [...inputShape]));
        for (const node of graph.nodes) {
          if (!tensors.has(node.output)) {
            tensors.set(node.output, runNode(node, tensors, graph));
          }
        }
        return graph.outputs.map((output) => take(tensors, output));
      });
      try {
        return await Promise.all(outputs.map((output) => output.data<'float32'>()));
      } finally {
        tf.dispose(outputs);
      }
    },
    dispose: () => tf.dispose([...weights.values()]),
  };
};

type Tensors = Map<number, tf.Tensor>;

/** Half-precision weights hang behind `dequantize` nodes; those are done here, so that a run does not see them. */
const uploadWeights = (graph: Graph): Tensors => {
  const weights: Tensors = new Map();
  const kernels = new Map<number, Operation['kind']>();
  for (const { operation, inputs } of graph.nodes) {
    kernels.set(inputs[1] ?? -1, operation.kind);
  }
  const upload = (tensor: number, constant: Constant): void => {
    if (constant.values instanceof Float32Array) {
      weights.set(tensor, toKernel(constant.values, constant.shape, kernels.get(tensor)));
    }
  };
  for (const [tensor, constant] of graph.constants) {
    upload(tensor, constant);
  }
  for (const { operation, inputs, output } of graph.nodes) {
    const source = graph.constants.get(inputs[0] ?? -1);
    if (operation.kind === 'dequantize' && source !== undefined) {
      upload(output, source);
    }
  }
  return weights;
};

/** TensorFlow Lite keeps kernels as OHWI (1HWC for depthwise); TensorFlow.js wants HWIO (HWC1). */
const toKernel = (values: Float32Array, shape: readonly number[], user: Operation['kind'] | undefined): tf.Tensor =>
  tf.tidy(() => {
    const tensor = tf.tensor(values, [...shape]);
    if (user === 'conv') {
      return tf.transpose(tensor, [1, 2, 3, 0]);
    }
    return user === 'depthwise' ? tf.transpose(tensor, [1, 2, 3, 0]) : tensor;
  });

const runNode = (node: Node, tensors: Tensors, graph: Graph): tf.Tensor => {
  const { operation, inputs } = node;
  const input = (index: number): tf.Tensor => take(tensors, inputs[index] ?? -1);
  const activation = node.relu ? 'relu' : 'linear';
  switch (operation.kind) {
    case 'conv':
    case 'depthwise': {
      const convolve = operation.kind === 'conv' ? tf.fused.conv2d : tf.fused.depthwiseConv2d;
      return convolve({
        x: input(0) as tf.Tensor4D,
        filter: input(1) as tf.Tensor4D,
        strides: [...operation.stride],
        pad: operation.padding,
        bias: input(2),
        activation,
      });
    }
    case 'max-pool':
      return tf.maxPool(input(0) as tf.Tensor4D, [...operation.filter], [...operation.stride], operation.padding);
    case 'add': {
      const sum = tf.add(input(0), input(1));
      return node.relu ? tf.relu(sum) : sum;
    }
    case 'relu':
      return tf.relu(input(0));
    case 'pad':
      return tf.pad(input(0), paddings(graph, inputs[1] ?? -1));
    case 'reshape':
      return tf.reshape(input(0), [...shapeOf(graph, node.output)]);
    case 'concat':
      return tf.concat(
        inputs.map((_number, index) => input(index)),
        operation.axis,
      );
    case 'dequantize':
      break;
  }
  throw new Error('Only weights can be dequantised');
};

const take = (tensors: Tensors, number: number): tf.Tensor => {
  const tensor = tensors.get(number);
  if (tensor === undefined) {
    throw new Error(`Tensor ${number} is used before it is made`);
  }
  return tensor;
};

const shapeOf = (graph: Graph, number: number): readonly number[] => graph.shapes[number] ?? [];

const paddings = (graph: Graph, number: number): [number, number][] => {
  const values = graph.constants.get(number)?.values ?? new Int32Array(0);
  return Array.from({ length: values.length / 2 }, (_pair, index) => [
    values[2 * index] ?? 0,
    values[2 * index + 1] ?? 0,
  ]);
};
