import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useWasmInNode } from '../../../training/data/detector.ts';
import type { Layer } from './layers.ts';
import { createNet } from './net.ts';
import { selfTest, syntheticInputs } from './self-test.ts';
import type { Topology } from './topology.ts';

/** Half precision of small whole numbers and halves. */
const HALVES: Readonly<Record<string, number>> = {
  '-1': 0xbc00,
  '0': 0,
  '0.5': 0x3800,
  '1': 0x3c00,
  '2': 0x4000,
  '3': 0x4200,
};
const weightsOf = (...values: number[]): ArrayBuffer =>
  Uint16Array.from(values, (value) => HALVES[String(value)] ?? Number.NaN).buffer;

/** Their bytes. */
const halves = (...values: number[]): readonly number[] => [...new Int8Array(weightsOf(...values))];

const topologyOf = (size: number, layers: readonly Layer[], logits: readonly number[] = []): Topology => ({
  format: 1,
  dtype: 'float16',
  branches: [{ name: 'only', weight: 1, crop: { size, boxes: 1 }, mean: 0, std: 1, layers }],
  knownAnswers: [{ seed: 1, logits }],
});

beforeAll(useWasmInNode);

describe('createNet', () => {
  it('convolves, adds bias, activates, averages and multiplies as computed by hand', async () => {
    const net = createNet(
      topologyOf(2, [
        { op: 'conv', shape: [1, 1, 3, 2], stride: 1, pad: 0, activation: 'relu6' },
        { op: 'mean' },
        { op: 'dense', shape: [2, 1], activation: 'linear' },
      ]),
      // Two outputs: red + 2 * blue + 1, and minus green (never positive, so cut to zero). Then the first times 3, minus 1.
      weightsOf(1, 0, 0, -1, 2, 0, 1, 0, 3, 2, -1),
    );
    const crop = Float32Array.of(0, 1, 0.5, 1, 1, 1, 0, 0, 0, 3, 1, 3);
    // Pixels: 2, 4, 1, and 3 + 6 + 1 = 10 cut to 6 by relu6. Mean 3.25, times 3 minus 1.
    expect(await net.run([{ picture: crop }])).toEqual(Float32Array.of(8.75));
    net.dispose();
  });

  it('pads with zeros on every side and steps by the stride', async () => {
    const net = createNet(
      topologyOf(4, [
        { op: 'conv', shape: [1, 1, 3, 1], stride: 1, pad: 0, activation: 'linear' },
        { op: 'depthwise', shape: [3, 3, 1, 1], stride: 2, pad: 1, activation: 'linear' },
        { op: 'mean' },
        { op: 'dense', shape: [1, 1], activation: 'linear' },
      ]),
      weightsOf(1, 0, 0, 0, ...Array.from({ length: 9 }, () => 1), 0, 1, 0),
    );
    // Red is one everywhere. At steps of two the sums of nine see 4, 6, 6 and 9 pixels of the picture.
    const crop = new Float32Array(48).map((_value, index) => (index % 3 === 0 ? 1 : 0));
    expect(await net.run([{ picture: crop }])).toEqual(Float32Array.of(6.25));
    net.dispose();
  });

  it('adds the output of an earlier layer', async () => {
    const layer = { op: 'conv', shape: [1, 1, 3, 3], stride: 1, pad: 0, activation: 'linear' } as const;
    const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
    const net = createNet(
      topologyOf(1, [
        layer,
        { ...layer, add: 0 },
        { op: 'mean' },
        { op: 'dense', shape: [3, 1], activation: 'linear' },
      ]),
      weightsOf(...identity, ...identity, 1, 1, 1, 0),
    );
    expect(await net.run([{ picture: Float32Array.of(1, 2, 3) }])).toEqual(Float32Array.of(12));
    net.dispose();
  });

  it('refuses to add the output of a layer that has not run', async () => {
    const layer = { op: 'conv', shape: [1, 1, 3, 3], stride: 1, pad: 0, activation: 'linear', add: 1 } as const;
    const net = createNet(topologyOf(1, [layer]), weightsOf(...Array.from({ length: 12 }, () => 0)));
    await expect(net.run([{ picture: Float32Array.of(1, 2, 3) }])).rejects.toThrow('does not come before');
    net.dispose();
  });

  it('prepares its input by mean and deviation', async () => {
    const topology = topologyOf(1, [{ op: 'mean' }, { op: 'dense', shape: [3, 1], activation: 'linear' }]);
    const [branch] = topology.branches;
    const shifted = {
      ...topology,
      branches: branch === undefined ? [] : [{ ...branch, mean: 0.5, std: 0.25 }],
    };
    const net = createNet(shifted, weightsOf(1, 1, 1, 0));
    expect(await net.run([{ picture: Float32Array.of(0.5, 0.75, 1) }])).toEqual(Float32Array.of(3));
    net.dispose();
  });

  it.each([5, 7])('refuses %i weights for a layer of six', (count) => {
    const topology = topologyOf(1, [{ op: 'dense', shape: [5, 1], activation: 'linear' }]);
    expect(() => createNet(topology, new ArrayBuffer(2 * count))).toThrow('do not belong together');
  });

  it('pads strides of two on the right and below where the padding is TensorFlow’s', async () => {
    const net = createNet(
      topologyOf(4, [
        { op: 'conv', shape: [1, 1, 3, 1], stride: 1, pad: 0, activation: 'linear' },
        { op: 'depthwise', shape: [3, 3, 1, 1], stride: 2, pad: 'same', activation: 'linear' },
        { op: 'mean' },
        { op: 'dense', shape: [1, 1], activation: 'linear' },
      ]),
      weightsOf(1, 0, 0, 0, ...Array.from({ length: 9 }, () => 1), 0, 1, 0),
    );
    const crop = new Float32Array(48).map((_value, index) => (index % 3 === 0 ? 1 : 0));
    // At steps of two from the corner the sums of nine see 9, 6, 6 and 4 pixels of the picture.
    expect(await net.run([{ picture: crop }])).toEqual(Float32Array.of(6.25));
    net.dispose();
  });

  it('multiplies kernels of eight bits by the factor of their output', async () => {
    const layers = [
      { op: 'conv', shape: [1, 1, 3, 2], stride: 1, pad: 0, activation: 'linear' },
      { op: 'depthwise', shape: [1, 1, 2, 1], stride: 1, pad: 0, activation: 'linear' },
      { op: 'mean' },
      { op: 'dense', shape: [2, 1], activation: 'linear' },
    ] as const;
    const bytes = [
      // Two factors (1 and 0.5), then input by input the weights of both outputs; biases 1 and 0.
      [...halves(1, 0.5), 2, -4, 0, 6, 127, -127, ...halves(1, 0)],
      // Each channel its own factor: 3 * 1 and 2 * 0.5.
      [...halves(1, 0.5), 3, 2, ...halves(0, 0)],
      // One output: a factor for each input.
      [...halves(0.5, 1), 2, 1, ...halves(-1)],
    ].flat();
    const net = createNet({ ...topologyOf(1, layers), dtype: 'int8' }, Int8Array.from(bytes).buffer);
    // First layer: 2 * 1 + 1 = 3 and (-4 * 1 + 6 * 2) * 0.5 = 4. Second: 9 and 4. Last: 9 * 1 + 4 * 1 - 1.
    expect(await net.run([{ picture: Float32Array.of(1, 2, 0) }])).toEqual(Float32Array.of(12));
    net.dispose();
    expect(() => createNet({ ...topologyOf(1, layers), dtype: 'int8' }, Int8Array.from([...bytes, 0]).buffer)).toThrow(
      'do not belong together',
    );
  });

  it('looks at the face beside the whole frame, as computed by hand', async () => {
    const layers: readonly Layer[] = [
      { op: 'conv', shape: [1, 1, 3, 1], stride: 1, pad: 0, activation: 'linear' },
      { op: 'face' },
      { op: 'concat', add: 0 },
      { op: 'mean' },
      { op: 'mean', x: 2, over: 'face' },
      { op: 'concat', add: 3 },
      { op: 'dense', shape: [4, 1], activation: 'linear' },
    ];
    const topology = topologyOf(2, layers);
    const whole = {
      ...topology,
      branches: topology.branches.map((branch) => ({ ...branch, crop: { size: 2, cells: 2 } })),
    };
    const net = createNet(whole, weightsOf(1, 0, 0, 0, 1, 2, 0.5, 3, 0));
    const picture = new Float32Array(12).map((_value, index) => (index % 3 === 0 ? index / 3 : 0));
    // Red is 0, 1, 2, 3; the face covers half of the second cell and all of the fourth.
    const face = Float32Array.of(0, 0.5, 0, 1);
    // Channels: what the face covers (0, 0.5, 0, 3), and red. Over the face (0.25 + 3) / 1.5 and (0.5 + 3) / 1.5, over all 3.5 / 4 and 6 / 4.
    const [logit] = await net.run([{ picture, face }]);
    expect(logit).toBeCloseTo(3.25 / 1.5 + (2 * 3.5) / 1.5 + (0.5 * 3.5) / 4 + (3 * 6) / 4, 5);
    // With a face too small to cover anything, the logit is still finite.
    expect((await net.run([{ picture, face: new Float32Array(4) }]))[0]).toBeCloseTo((3 * 6) / 4, 5);
    await expect(net.run([{ picture }])).rejects.toThrow('where the face is');
    net.dispose();
  });

  it('refuses a crop of another size', async () => {
    const net = createNet(topologyOf(2, [{ op: 'mean' }]), new ArrayBuffer(0));
    await expect(net.run([{ picture: new Float32Array(3) }])).rejects.toThrow('2 x 2');
    await expect(net.run([])).rejects.toThrow('only');
  });

  it('leaks no tensor', async () => {
    const before = memory().numTensors;
    const net = createNet(
      topologyOf(1, [{ op: 'mean' }, { op: 'dense', shape: [3, 1], activation: 'linear' }]),
      weightsOf(1, 1, 1, 0),
    );
    await net.run([{ picture: Float32Array.of(1, 2, 3) }]);
    await net.run([{ picture: Float32Array.of(1, 2, 3) }]);
    net.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

/** The sum of a crop's channel means. */
const answer = (crop: Float32Array): number => (3 * crop.reduce((sum, value) => sum + value, 0)) / crop.length;

describe('selfTest', () => {
  const layers: readonly Layer[] = [{ op: 'mean' }, { op: 'dense', shape: [3, 1], activation: 'linear' }];

  it.each([
    ['the known answers', 0, true],
    ['a small rounding', 0.01, true],
    ['a wrong answer', 0.2, false],
    ['no number', Number.NaN, false],
  ])('judges %s', async (_what, error, passed) => {
    const [{ picture: crop } = { picture: new Float32Array(0) }] = syntheticInputs(topologyOf(16, layers), 1);
    const topology = topologyOf(16, layers, [answer(crop) + error]);
    const net = createNet(topology, weightsOf(1, 1, 1, 0));
    const test = await selfTest(net, topology, 'wasm');
    expect(test).toMatchObject({ backend: 'wasm', passed });
    expect(test.costMs).toBeGreaterThanOrEqual(0);
    net.dispose();
  });

  it('fails without any known answers', async () => {
    const topology = { ...topologyOf(16, layers), knownAnswers: [] };
    const net = createNet(topology, weightsOf(1, 1, 1, 0));
    expect(await selfTest(net, topology, 'wasm')).toMatchObject({ passed: false });
    net.dispose();
  });
});
