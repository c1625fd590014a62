import { expect, it } from 'vitest';
import { answersOf, differenceOf, SAME_SCORE, type ExpectedAnswers } from '../../training/sameness/answers.ts';
import { useWasm, useWebgl } from './runtime/backend.ts';
import { loadWebgl } from './runtime/load-webgl.ts';
import { createNet } from './runtime/net.ts';
import { selfTest } from './runtime/self-test.ts';
import { parseTopology } from './runtime/topology.ts';
import type { BackendName } from './types.ts';

/** From the root of the repository, which is what the test server serves. */
const load = async (file: string): Promise<ArrayBuffer> => (await fetch(`/${file}`)).arrayBuffer();
const BACKEND = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';

const start: Record<BackendName, () => Promise<boolean>> = {
  wasm: async () => {
    await useWasm((variant) => load(`${BACKEND}${variant === 'simd' ? '-simd' : ''}.wasm`));
    return true;
  },
  // On any renderer: the product skips CPU renderers because they are slow, not because they compute other values.
  webgl: () => useWebgl(loadWebgl),
};

it.each([
  { backend: 'wasm', score: 0.001, logit: 0.005 },
  { backend: 'webgl', score: SAME_SCORE, logit: 0.05 },
] as const)(
  'gives the answers that Node gives, on $backend',
  async ({ backend, score, logit }) => {
    const expected = JSON.parse(
      new TextDecoder().decode(await load('training/sameness/expected.json')),
    ) as ExpectedAnswers;
    expect(await start[backend]()).toBe(true);
    const topology = parseTopology(await load('models/lifesign-pad.json'));
    const net = createNet(topology, await load('models/lifesign-pad.bin'));
    expect(await selfTest(net, topology, backend)).toMatchObject({ backend, passed: true });
    const difference = differenceOf(expected.answers, await answersOf(net, topology));
    expect(difference.score).toBeLessThan(score);
    expect(difference.logit).toBeLessThan(logit);
    net.dispose();
  },
  300_000,
);
