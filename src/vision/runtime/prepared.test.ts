import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useWasmInNode } from '../../../training/data/detector.ts';
import { PREPARED_NETS, prepareNet } from '../../../scripts/prepared-nets.ts';
import { createPreparedNet, spreadOver, type NetFiles, type PreparedTopology } from './prepared.ts';

beforeAll(useWasmInNode);

const encode = (topology: object): ArrayBuffer => new TextEncoder().encode(JSON.stringify(topology)).buffer;
const decode = ({ topology }: NetFiles): PreparedTopology =>
  JSON.parse(new TextDecoder().decode(topology)) as PreparedTopology;

/** One pixel; red plus 1, and that twice. */
const TINY: PreparedTopology = {
  format: 1,
  dtype: 'float16',
  input: { size: 1, mean: 0.5, std: 0.5 },
  layers: [
    { op: 'conv', shape: [1, 1, 3, 1], stride: 1, pad: 'valid', activation: 'relu' },
    { op: 'sum', add: 0, activation: 'linear' },
  ],
  outputs: { once: 0, twice: 1 },
  knownAnswers: [{ seed: 1, tolerance: 1e-3, values: { twice: [0] } }],
};
const WEIGHTS = Uint16Array.of(0x3c00, 0, 0, 0x3c00).buffer;

const filesOf = (changes: object, weights: ArrayBuffer = WEIGHTS): NetFiles => ({
  topology: encode({ ...TINY, ...changes }),
  weights,
});

describe('createPreparedNet', () => {
  it('prepares its input, and gives the outputs that are asked for by name', async () => {
    const net = await createPreparedNet(filesOf({}), ['twice']);
    // (0.75 - 0.5) / 0.5 + 1, twice.
    expect(await net.run(Float32Array.of(0.75, 0, 0))).toEqual({ twice: Float32Array.of(3) });
    net.dispose();
  });

  it.each([
    ['another format', { format: 2 }],
    ['an output that does not exist', { outputs: { once: 0 } }],
    ['another answer', { knownAnswers: [{ seed: 1, tolerance: 1e-3, values: { twice: [0.01] } }] }],
    ['more answers than values', { knownAnswers: [{ seed: 1, tolerance: 1e9, values: { other: [0] } }] }],
    ['no answers', { knownAnswers: [] }],
  ])('refuses %s, and releases the weights', async (_what, changes) => {
    const before = memory().numTensors;
    await expect(createPreparedNet(filesOf(changes), ['twice'])).rejects.toMatchObject({ code: 'engine-failed' });
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    ['few', Uint16Array.of(0, 0).buffer],
    ['many', new Uint16Array(9).buffer],
  ])('refuses too %s weights', async (_what, weights) => {
    await expect(createPreparedNet(filesOf({}, weights), ['twice'])).rejects.toThrow('do not belong together');
  });

  it('refuses a picture of another size', async () => {
    const net = await createPreparedNet(filesOf({}), ['twice']);
    await expect(net.run(new Float32Array(12))).rejects.toThrow('1 x 1');
    net.dispose();
  });

  describe.each(PREPARED_NETS)('%s', (name) => {
    it('gives its known answers, and leaks no tensor', async () => {
      const files = await prepareNet(name);
      const { outputs, input } = decode(files);
      const before = memory().numTensors;
      const net = await createPreparedNet(files, Object.keys(outputs));
      const loaded = memory().numTensors;
      await net.run(new Float32Array(3 * input.size ** 2));
      expect(memory().numTensors).toBe(loaded);
      net.dispose();
      expect(memory().numTensors).toBe(before);
    });

    it('is refused with one weight of its last layers changed', async () => {
      const files = await prepareNet(name);
      const weights = new Uint16Array(files.weights.slice(0));
      weights[weights.length - 1] = 0x5000;
      const wrong = { topology: files.topology, weights: weights.buffer };
      await expect(createPreparedNet(wrong, Object.keys(decode(files).outputs))).rejects.toMatchObject({
        code: 'engine-failed',
      });
    });
  });
});

it('takes values spread from the first to the last', () => {
  const values = Float32Array.of(0, 1, 2, 3, 4);
  expect(spreadOver(values, 3)).toEqual([0, 2, 4]);
  expect(spreadOver(values, 1)).toEqual([0]);
});
