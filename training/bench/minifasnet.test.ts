import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { createPeerNets } from './minifasnet.ts';
import { PEER_INPUT, PEER_SIZE } from './peer-input.ts';

/**
 * Minivision gives 0.435 M parameters and 0.081 G floating-point operations (a multiplication and an addition each) for
 * MiniFASNetV2, and 0.414 M for MiniFASNetV1, to which its excitations add 19,376.
 */
describe.each([
  { index: 0, name: 'MiniFASNetV2', parameters: 435_000 },
  { index: 1, name: 'MiniFASNetV1SE', parameters: 414_000 + 19_376 },
])('$name', ({ index, name, parameters }) => {
  const net = createPeerNets()[index];

  it('has the published size', () => {
    expect(net?.name).toBe(name);
    expect(Math.abs((net?.parameters ?? 0) - parameters)).toBeLessThan(1000);
    expect(Math.abs(2 * (net?.multiplications ?? 0) - 81_000_000)).toBeLessThan(1_000_000);
  });

  it('runs, and answers with a probability for each of three classes that depends on the picture', async () => {
    env.wasm.numThreads = 1;
    const session = await InferenceSession.create(net?.model ?? new Uint8Array(), { executionProviders: ['wasm'] });
    expect(session.inputNames).toEqual([PEER_INPUT]);
    const probabilitiesOf = async (value: (at: number) => number): Promise<number[]> => {
      const picture = Float32Array.from({ length: 3 * PEER_SIZE ** 2 }, (_value, at) => value(at));
      const outputs = await session.run({
        [PEER_INPUT]: new Tensor('float32', picture, [1, 3, PEER_SIZE, PEER_SIZE]),
      });
      return Array.from(outputs[session.outputNames[0] ?? '']?.data ?? [], Number);
    };
    const plain = await probabilitiesOf(() => 128);
    const striped = await probabilitiesOf((at) => (at * 37) % 256);
    expect(plain).toHaveLength(3);
    expect(plain.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(Math.max(...plain)).toBeLessThan(0.9999);
    expect(striped).not.toEqual(plain);
    await session.release();
  });
});
