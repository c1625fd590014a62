/**
 * Reads the part of a TensorFlow Lite file that BlazeFace needs: the operators in order, their options and the weights.
 * Field numbers are those of the public schema (tensorflow/compiler/mlir/lite/schema/schema.fbs).
 */
import { ByteBuffer } from 'flatbuffers';
import { FlatTable } from './flat-table.ts';

export type Operation =
  | { readonly kind: 'conv' | 'depthwise'; readonly stride: readonly [number, number]; readonly padding: Padding }
  | {
      readonly kind: 'max-pool';
      readonly stride: readonly [number, number];
      readonly filter: readonly [number, number];
      readonly padding: Padding;
    }
  | { readonly kind: 'concat'; readonly axis: number }
  | { readonly kind: 'add' | 'pad' | 'relu' | 'reshape' | 'dequantize' };

export type Padding = 'same' | 'valid';

export interface Node {
  readonly operation: Operation;
  /** Tensor numbers; -1 for an input that is left out. */
  readonly inputs: readonly number[];
  readonly output: number;
  readonly relu: boolean;
}

export interface Constant {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

export interface Graph {
  readonly input: number;
  readonly outputs: readonly number[];
  readonly nodes: readonly Node[];
  readonly shapes: readonly (readonly number[])[];
  readonly constants: ReadonlyMap<number, Constant>;
}

/** Throws on an operator or tensor type that is not handled: a wrong guess would detect faces slightly wrong. */
export const readGraph = (bytes: Uint8Array): Graph => {
  const buffer = new ByteBuffer(bytes);
  const model = new FlatTable(buffer, buffer.readInt32(0));
  const codes = model.tables(1).map((code) => Math.max(code.int8(0), code.int32(3)));
  const data = model.tables(4).map((entry) => entry.bytes(0));
  const [graph] = model.tables(2);
  if (graph === undefined) {
    throw new Error('The model has no graph');
  }
  const tensors = graph.tables(0);
  const constants = new Map<number, Constant>();
  tensors.forEach((tensor, index) => {
    const raw = data[tensor.int32(2)];
    if (raw !== undefined && raw.length > 0) {
      constants.set(index, { shape: tensor.int32s(0), values: toValues(raw, tensor.int8(1)) });
    }
  });
  return {
    input: first(graph.int32s(1)),
    outputs: graph.int32s(2),
    shapes: tensors.map((tensor) => tensor.int32s(0)),
    constants,
    nodes: graph.tables(3).map((operator) => readNode(operator, codes)),
  };
};

const readNode = (operator: FlatTable, codes: readonly number[]): Node => {
  const code = codes[operator.int32(0)] ?? -1;
  const options = operator.table(4);
  return {
    operation: readOperation(code, options),
    inputs: operator.int32s(1),
    output: first(operator.int32s(2)),
    relu: isFusedRelu(code, options),
  };
};

const readOperation = (code: number, options: FlatTable | null): Operation => {
  const strides = (): readonly [number, number] => [options?.int32(2) ?? 1, options?.int32(1) ?? 1];
  const padding = (): Padding => ((options?.int8(0) ?? 0) === 0 ? 'same' : 'valid');
  switch (code) {
    case 0:
      return { kind: 'add' };
    case 2:
      return { kind: 'concat', axis: options?.int32(0) ?? 0 };
    case 3:
      return { kind: 'conv', stride: strides(), padding: padding() };
    case 4:
      return { kind: 'depthwise', stride: strides(), padding: padding() };
    case 6:
      return { kind: 'dequantize' };
    case 17:
      return {
        kind: 'max-pool',
        stride: strides(),
        filter: [options?.int32(4) ?? 1, options?.int32(3) ?? 1],
        padding: padding(),
      };
    case 19:
      return { kind: 'relu' };
    case 22:
      return { kind: 'reshape' };
    case 34:
      return { kind: 'pad' };
    default:
      throw new Error(`Operator ${code} is not handled`);
  }
};

/** Where each operator keeps its fused activation. */
const ACTIVATION_FIELD: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [2, 1],
  [3, 3],
  [4, 4],
  [17, 5],
]);

const isFusedRelu = (code: number, options: FlatTable | null): boolean => {
  const field = ACTIVATION_FIELD.get(code);
  const activation = field === undefined ? 0 : (options?.int8(field) ?? 0);
  if (activation > 1) {
    throw new Error(`Activation ${activation} is not handled`);
  }
  return activation === 1;
};

const toValues = (raw: Uint8Array, type: number): Float32Array | Int32Array => {
  // Copied, because a view needs aligned bytes.
  const { buffer } = new Uint8Array(raw);
  switch (type) {
    case 0:
      return new Float32Array(buffer);
    case 1:
      return Float32Array.from(new Uint16Array(buffer), halfToFloat);
    case 2:
      return new Int32Array(buffer);
    default:
      throw new Error(`Tensor type ${type} is not handled`);
  }
};

const halfToFloat = (half: number): number => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};

const first = (numbers: readonly number[]): number => {
  const [value] = numbers;
  if (value === undefined) {
    throw new Error('An operator or graph without inputs or outputs');
  }
  return value;
};
