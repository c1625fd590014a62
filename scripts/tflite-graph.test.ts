import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertTflite } from './tflite-graph.ts';
import { readGraph } from './tflite.ts';

const OPTIONS = { mean: 0.5, std: 0.5, outputs: ['logits16', 'logits8', 'boxes16', 'boxes8'] };
let model: Uint8Array;

beforeAll(async () => {
  const folder = path.dirname(fileURLToPath(import.meta.resolve('@mediapipe/face_detection/package.json')));
  model = new Uint8Array(await readFile(path.join(folder, 'face_detection_short_range.tflite')));
});

describe('convertTflite', () => {
  it('keeps every weight, and the operators that compute', () => {
    const { graph, weights } = convertTflite(model, OPTIONS);
    const { nodes, constants } = readGraph(model);
    const halves = [...constants.values()].filter(({ values }) => values instanceof Uint16Array);
    const bytes = halves.reduce((sum, { values }) => sum + values.byteLength, 0);
    expect(weights.length).toBe(bytes);
    const dropped = new Set(['dequantize', 'relu', 'reshape', 'concat']);
    expect(graph.layers.length).toBe(nodes.filter(({ operation }) => !dropped.has(operation.kind)).length);
    expect(graph.input).toEqual({ size: 128, mean: 0.5, std: 0.5 });
    const channels = Object.fromEntries(
      Object.entries(graph.outputs).map(([name, index]) => {
        const layer = graph.layers[index];
        return [name, layer?.op === 'conv' ? layer.shape[3] : null];
      }),
    );
    expect(channels).toEqual({ logits16: 2, logits8: 6, boxes16: 32, boxes8: 96 });
  });

  it('turns kernels from output-first to output-last', () => {
    const { graph, weights } = convertTflite(model, OPTIONS);
    const [first] = graph.layers;
    expect(first).toMatchObject({ op: 'conv', shape: [5, 5, 3, 24], activation: 'relu' });
    const { constants, nodes } = readGraph(model);
    const kernel = nodes.find(({ operation }) => operation.kind === 'conv')?.inputs[1];
    const widened = nodes.find(({ output }) => output === kernel)?.inputs[0] ?? -1;
    const values = constants.get(widened)?.values;
    const turned = new Uint16Array(weights.buffer);
    // Row 1, column 2, blue, output 7.
    expect(turned[((1 * 5 + 2) * 3 + 2) * 24 + 7]).toBe(values?.[((7 * 5 + 1) * 5 + 2) * 3 + 2]);
  });

  it('refuses an ambiguous model', () => {
    expect(() => convertTflite(model.subarray(0, 64), OPTIONS)).toThrow();
    expect(() => convertTflite(model, { ...OPTIONS, outputs: ['logits'] })).toThrow('4 outputs, not 1');
  });
});
