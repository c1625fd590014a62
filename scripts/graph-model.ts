/**
 * Reduces a TensorFlow.js graph model to what `src/vision/runtime` runs: the nodes of the requested outputs,
 * in an order in which they can be computed, and their weights in that order. The rest of the file, and a library that
 * reads any graph, then need not be downloaded.
 */
import { z } from 'zod';
import { INPUT } from '../src/vision/runtime/graph.ts';
import type { Layer } from '../src/vision/runtime/layers.ts';
import { kernelShape, need, type ConvertedNet } from './converted-net.ts';

const list = z.object({
  list: z.object({ i: z.array(z.coerce.number()).optional(), s: z.array(z.string()).optional() }),
});
const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z
    .object({
      strides: list.optional(),
      ksize: list.optional(),
      fused_ops: list.optional(),
      padding: z.object({ s: z.string() }).optional(),
    })
    .default({}),
});
const graphSchema = z.object({
  signature: z.object({
    inputs: z.record(
      z.string(),
      z.object({ name: z.string(), tensorShape: z.object({ dim: z.array(z.object({ size: z.coerce.number() })) }) }),
    ),
    outputs: z.record(z.string(), z.object({ name: z.string() })),
  }),
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(
    z.object({
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number()),
          dtype: z.string(),
          quantization: z.object({ dtype: z.literal('float16') }).optional(),
        }),
      ),
    }),
  ),
});
type GraphNode = z.infer<typeof nodeSchema>;

interface Weight {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** @param outputs our names for the graph's outputs. Throws where the graph has something that is not expected. */
export const reduceGraph = (
  json: Uint8Array,
  binary: Uint8Array,
  outputs: Readonly<Record<string, string>>,
): ConvertedNet => {
  const graph = graphSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const nodes = new Map(graph.modelTopology.node.map((node) => [node.name, node]));
  const weights = readWeights(
    graph.weightsManifest.flatMap((group) => group.weights),
    binary,
  );
  const program: Layer[] = [];
  const used: Uint8Array[] = [];
  const done = new Map<string, number>();

  const weigh = (name: string | undefined): readonly number[] => {
    const weight = need(weights.get(plain(need(name, 'weight'))), `weight ${name}`);
    used.push(weight.bytes);
    return weight.shape;
  };

  /** Index of the node's layer. */
  const visit = (reference: string): number => {
    const name = plain(reference);
    const node = need(nodes.get(name), name);
    const [first = '', second] = node.input;
    if (node.op === 'Placeholder') {
      return INPUT;
    }
    // Operations that only change the shape are left out, and the reader of the output applies the sigmoid.
    if (node.op === 'Identity' || node.op === 'Reshape' || node.op === 'Sigmoid') {
      return visit(first);
    }
    const known = done.get(name);
    if (known !== undefined) {
      return known;
    }
    const x = visit(first);
    const y = node.op === 'AddV2' ? visit(need(second, `second input of ${name}`)) : undefined;
    const layer = translate(node, x, y);
    const index = program.push(layer) - 1;
    done.set(name, index);
    return index;
  };

  const translate = (node: GraphNode, x: number, y: number | undefined): Layer => {
    const [, second, third, fourth] = node.input;
    const fused = (node.attr.fused_ops?.list.s ?? []).map(decode).join('+');
    switch (node.op) {
      case '_FusedConv2D': {
        if (fused !== 'BiasAdd' && fused !== 'BiasAdd+PRelu' && fused !== 'BiasAdd+Prelu') {
          throw new Error(`${node.name} fuses ${fused}`);
        }
        const shape = weigh(second);
        weigh(third);
        const isActivated = fused !== 'BiasAdd';
        if (isActivated) {
          weigh(fourth);
        }
        const activation = isActivated ? 'prelu' : 'linear';
        return { op: 'conv', x, shape: kernelShape(shape), stride: strideOf(node), pad: padOf(node), activation };
      }
      case 'DepthwiseConv2dNative': {
        const [shape, stride, pad] = [kernelShape(weigh(second)), strideOf(node), padOf(node)];
        return { op: 'depthwise', x, shape, stride, pad, activation: 'linear', bias: false };
      }
      case 'AddV2':
        return { op: 'sum', x, add: need(y, 'second input'), activation: 'linear' };
      case 'Prelu':
        return { op: 'prelu', x, channels: need(weigh(second).at(-1), 'channels') };
      case 'MaxPool':
        return { op: 'max-pool', x, size: strideOf(node) };
      case 'Pad': {
        const { bytes } = need(weights.get(plain(need(second, 'paddings'))), 'paddings');
        const paddings = new Int32Array(Uint8Array.from(bytes).buffer);
        if (paddings.length !== 8 || paddings.subarray(0, 7).some((side) => side !== 0)) {
          throw new Error(`${node.name} pads more than the channels' end`);
        }
        return { op: 'pad-channels', x, count: need(paddings[7], 'padding') };
      }
      default:
        throw new Error(`${node.name} is a ${node.op}, which is not known here`);
    }
  };

  const input = need(Object.values(graph.signature.inputs)[0], 'input');
  const indices = Object.entries(outputs).map(([ours, theirs]): [string, number] => [
    ours,
    visit(need(graph.signature.outputs[theirs], `output ${theirs}`).name),
  ]);
  return {
    graph: {
      input: { size: need(input.tensorShape.dim[1]?.size, 'size of input'), mean: 0, std: 1 },
      layers: program,
      outputs: Object.fromEntries(indices),
    },
    weights: Uint8Array.from(Buffer.concat(used)),
  };
};

const plain = (reference: string): string => reference.replace(/:\d+$/, '');

const decode = (base64: string): string => Buffer.from(base64, 'base64').toString();

const strideOf = ({ name, attr }: GraphNode): number => {
  const [, down, across] = attr.strides?.list.i ?? [];
  if (down === undefined || down !== across) {
    throw new Error(`${name} has strides ${down} and ${across}`);
  }
  return down;
};

const padOf = ({ name, attr }: GraphNode): 'same' | 'valid' => {
  const pad = decode(attr.padding?.s ?? '').toLowerCase();
  if (pad !== 'same' && pad !== 'valid') {
    throw new Error(`${name} pads by ${pad}`);
  }
  return pad;
};

/** Half precision stays half precision: the net decodes it. Whole numbers are paddings and shapes. */
const readWeights = (
  entries: readonly { name: string; shape: number[]; dtype: string; quantization?: unknown }[],
  binary: Uint8Array,
): ReadonlyMap<string, Weight> => {
  const weights = new Map<string, Weight>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    if (dtype === 'float32' && quantization === undefined) {
      throw new Error(`${name} is not of half precision`);
    }
    const length = shape.reduce((product, side) => product * side, 1) * (dtype === 'float32' ? 2 : 4);
    weights.set(name, { shape, bytes: binary.subarray(at, at + length) });
    at += length;
  }
  if (at !== binary.length) {
    throw new Error(`The weights are ${binary.length} bytes, and the graph names ${at}`);
  }
  return weights;
};
