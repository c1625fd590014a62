/**
 * Writes an ONNX file: the part of the format (onnx.proto3, IR version 8) that a plain convolutional net needs.
 * Nothing is validated here; the runtime that loads the file does that.
 */
import { createRequire } from 'node:module';
import type * as Protobuf from 'protobufjs/light.js';

// CommonJS: Node finds no named exports in it, though its types declare them.
const { Root } = createRequire(import.meta.url)('protobufjs/light.js') as typeof Protobuf;

export type Attribute = number | readonly number[];

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integers or lists of integers; other attributes are not supported. */
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
  readonly input: OnnxValue;
  readonly output: OnnxValue;
}

const field = (id: number, type: string, rule?: 'repeated') => ({ id, type, ...(rule === undefined ? {} : { rule }) });

const SCHEMA = Root.fromJSON({
  nested: {
    Model: {
      fields: {
        irVersion: field(1, 'int64'),
        producerName: field(2, 'string'),
        graph: field(7, 'Graph'),
        opsetImport: field(8, 'OperatorSet', 'repeated'),
      },
    },
    OperatorSet: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
    Graph: {
      fields: {
        node: field(1, 'Node', 'repeated'),
        name: field(2, 'string'),
        initializer: field(5, 'Tensor', 'repeated'),
        input: field(11, 'Value', 'repeated'),
        output: field(12, 'Value', 'repeated'),
      },
    },
    Node: {
      fields: {
        input: field(1, 'string', 'repeated'),
        output: field(2, 'string', 'repeated'),
        name: field(3, 'string'),
        opType: field(4, 'string'),
        attribute: field(5, 'Attribute', 'repeated'),
      },
    },
    Attribute: {
      fields: {
        name: field(1, 'string'),
        i: field(3, 'int64'),
        ints: field(8, 'int64', 'repeated'),
        type: field(20, 'int32'),
      },
    },
    Tensor: {
      fields: {
        dims: field(1, 'int64', 'repeated'),
        dataType: field(2, 'int32'),
        name: field(8, 'string'),
        rawData: field(9, 'bytes'),
      },
    },
    Value: { fields: { name: field(1, 'string'), type: field(2, 'ValueType') } },
    ValueType: { fields: { tensorType: field(1, 'TensorType') } },
    TensorType: { fields: { elemType: field(1, 'int32'), shape: field(2, 'Shape') } },
    Shape: { fields: { dim: field(1, 'Dimension', 'repeated') } },
    Dimension: { fields: { dimValue: field(1, 'int64') } },
  },
});

const FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;
const OPSET = 17;

export const writeOnnx = ({ name, nodes, weights, input, output }: OnnxGraph): Uint8Array => {
  const model = SCHEMA.lookupType('Model');
  return model
    .encode({
      irVersion: 8,
      producerName: 'lifesign-bench',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name,
        node: nodes.map(({ op, inputs, output: to, attributes }) => ({
          input: inputs,
          output: [to],
          name: to,
          opType: op,
          attribute: Object.entries(attributes).map(([key, value]) =>
            typeof value === 'number'
              ? { name: key, type: ATTRIBUTE_INT, i: value }
              : { name: key, type: ATTRIBUTE_INTS, ints: value },
          ),
        })),
        initializer: weights.map(({ name: weight, shape, values }) => ({
          dims: shape,
          dataType: FLOAT,
          name: weight,
          rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
        })),
        input: [valueOf(input)],
        output: [valueOf(output)],
      },
    })
    .finish();
};

const valueOf = ({ name, shape }: OnnxValue): object => ({
  name,
  type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map((dimValue) => ({ dimValue })) } } },
});
