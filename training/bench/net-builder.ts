/** Builds a convolutional net with random weights, and counts its parameters and multiplications. */
import { createRandom } from '../common/random.ts';
import type { Attribute, OnnxNode, OnnxTensor } from './onnx.ts';

/** The output of a layer: `channels` planes of `side` x `side`. */
export interface Feature {
  readonly name: string;
  readonly channels: number;
  readonly side: number;
}

export interface ConvSpec {
  readonly outputs: number;
  readonly kernel?: number;
  readonly stride?: number;
  readonly pad?: number;
  readonly groups?: number;
  /** Largest value of the input, where that is far from one. */
  readonly inputScale?: number;
}

export interface NetBuilder {
  /** A convolution whose batch norm is folded into kernel and bias, as in deployed nets. */
  conv(input: Feature, spec: ConvSpec): Feature;
  prelu(input: Feature): Feature;
  /** An operator without weights or attributes that keeps the shape of its first input. */
  elementwise(op: 'Add' | 'Mul' | 'Relu' | 'Sigmoid', inputs: readonly [Feature, ...Feature[]]): Feature;
  /** Mean over the picture. */
  pool(input: Feature): Feature;
  /** Flattens, and multiplies. With `norm`, a batch norm is folded in. */
  dense(input: Feature, outputs: number, norm: boolean): Feature;
  softmax(input: Feature): Feature;
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
  /** Trainable weights before folding, as frameworks count them. */
  readonly parameters: number;
  readonly multiplications: number;
}

export const createNetBuilder = (seed: number): NetBuilder => {
  const nodes: OnnxNode[] = [];
  const weights: OnnxTensor[] = [];
  const random = createRandom(seed);
  let parameters = 0;
  let multiplications = 0;

  const push = (
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string => {
    const output = `${op}${nodes.length}`;
    nodes.push({ op, inputs, output, attributes });
    return output;
  };

  const weight = (shape: readonly number[], next: () => number): string => {
    const name = `weight${weights.length}`;
    weights.push({ name, shape, values: Float32Array.from({ length: product(shape) }, next) });
    return name;
  };

  /** Scaled to keep the variance: vanishing or exploding numbers would change the time. */
  const spread =
    (fanIn: number, inputScale = 1) =>
    (): number =>
      ((2 * random() - 1) * Math.sqrt(3 / fanIn)) / inputScale;
  const small = (): number => 0.1 * (2 * random() - 1);

  return {
    conv: (input, { outputs, kernel = 1, stride = 1, pad = 0, groups = 1, inputScale = 1 }) => {
      const shape = [outputs, input.channels / groups, kernel, kernel];
      const fanIn = (input.channels / groups) * kernel ** 2;
      const side = Math.floor((input.side + 2 * pad - kernel) / stride) + 1;
      parameters += product(shape) + 2 * outputs;
      multiplications += product(shape) * side ** 2;
      const inputs = [input.name, weight(shape, spread(fanIn, inputScale)), weight([outputs], small)];
      const name = push('Conv', inputs, {
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
        pads: [pad, pad, pad, pad],
        group: groups,
      });
      return { name, channels: outputs, side };
    },
    prelu: (input) => {
      parameters += input.channels;
      return { ...input, name: push('PRelu', [input.name, weight([input.channels, 1, 1], () => 0.25)]) };
    },
    elementwise: (op, inputs) => ({
      ...inputs[0],
      name: push(
        op,
        inputs.map(({ name }) => name),
      ),
    }),
    pool: (input) => ({ ...input, name: push('GlobalAveragePool', [input.name]), side: 1 }),
    dense: (input, outputs, norm) => {
      const inputs = input.channels * input.side ** 2;
      parameters += inputs * outputs + (norm ? 2 * outputs : 0);
      multiplications += inputs * outputs;
      const flat = push('Flatten', [input.name]);
      const operands = [flat, weight([inputs, outputs], spread(inputs)), weight([outputs], norm ? small : () => 0)];
      return { name: push('Gemm', operands), channels: outputs, side: 1 };
    },
    softmax: (input) => ({ ...input, name: push('Softmax', [input.name]) }),
    nodes,
    weights,
    get parameters() {
      return parameters;
    },
    get multiplications() {
      return multiplications;
    },
  };
};

const product = (shape: readonly number[]): number => shape.reduce((total, side) => total * side, 1);
