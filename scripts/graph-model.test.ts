import { describe, expect, it } from 'vitest';
import { reduceGraph } from './graph-model.ts';

const text = (value: string): string => Buffer.from(value).toString('base64');
const sides = (...values: number[]) => ({ list: { i: values.map(String) } });

/** A picture of 4 x 4, convolved, added to itself; and an unused output with its own weights. */
const graph = (changes: { op?: string; fused?: string; stride?: readonly number[] } = {}) => ({
  signature: {
    inputs: { in: { name: 'x:0', tensorShape: { dim: [-1, 4, 4, 3].map((size) => ({ size: String(size) })) } } },
    outputs: { points: { name: 'sum:0' }, face: { name: 'flag:0' }, other: { name: 'unwanted:0' } },
  },
  modelTopology: {
    node: [
      { name: 'x', op: 'Placeholder' },
      { name: 'unwanted', op: 'DepthwiseConv2dNative', input: ['x', 'unwanted/kernel'] },
      { name: 'sum', op: 'AddV2', input: ['convolved', 'convolved'] },
      {
        name: 'convolved',
        op: changes.op ?? '_FusedConv2D',
        input: ['x', 'kernel', 'bias', 'slope'],
        attr: {
          strides: sides(1, ...(changes.stride ?? [2, 2]), 1),
          padding: { s: text('SAME') },
          fused_ops: { list: { s: [text('BiasAdd'), text(changes.fused ?? 'Prelu')] } },
        },
      },
      { name: 'flag', op: 'Sigmoid', input: ['flat'] },
      { name: 'flat', op: 'Reshape', input: ['sum'] },
    ],
  },
  weightsManifest: [
    {
      weights: [
        { name: 'unwanted/kernel', shape: [1, 1, 3, 1] },
        { name: 'bias', shape: [2] },
        { name: 'kernel', shape: [1, 1, 3, 2] },
        { name: 'slope', shape: [1, 1, 2] },
      ].map((weight) => ({ ...weight, dtype: 'float32', quantization: { dtype: 'float16' } })),
    },
  ],
});

const BYTES = Uint8Array.from({ length: 26 }, (_, index) => index);
const OUTPUTS = { points: 'points', presence: 'face' } as const;

const reduce = (model: object, bytes = BYTES) => reduceGraph(Buffer.from(JSON.stringify(model)), bytes, OUTPUTS);

describe('reduceGraph', () => {
  it('keeps the nodes of the requested outputs, in an order in which they can be computed', () => {
    const { graph: reduced, weights } = reduce(graph());
    expect(reduced).toEqual({
      input: { size: 4, mean: 0, std: 1 },
      layers: [
        { op: 'conv', x: -1, shape: [1, 1, 3, 2], stride: 2, pad: 'same', activation: 'prelu' },
        { op: 'sum', x: 0, add: 0, activation: 'linear' },
      ],
      outputs: { points: 1, presence: 1 },
    });
    // Kernel, bias, slope; the first six bytes belong to the unused output.
    expect([...weights]).toEqual([...BYTES.slice(10, 22), ...BYTES.slice(6, 10), ...BYTES.slice(22)]);
  });

  it.each<[string, object, RegExp]>([
    ['an unknown operation', graph({ op: 'Einsum' }), /Einsum/],
    ['another activation', graph({ fused: 'Relu6' }), /Relu6/],
    ['strides that differ', graph({ stride: [1, 2] }), /strides/],
    ['a missing output', { ...graph(), signature: { ...graph().signature, outputs: {} } }, /output points/],
  ])('refuses %s', (_what, model, message) => {
    expect(() => reduce(model)).toThrow(message);
  });

  it('refuses weights of another length', () => {
    expect(() => reduce(graph(), BYTES.slice(1))).toThrow('25 bytes');
  });
});
