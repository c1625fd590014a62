import { expect, it } from 'vitest';
import { createLivenessNet } from './liveness.ts';
import { loadWebgl } from './runtime/load-webgl.ts';
import type { FaceGeometry, Pixels } from './types.ts';

/** From the root of the repository, which is what the test server serves. */
const load = async (file: string): Promise<ArrayBuffer> => (await fetch(`/${file}`)).arrayBuffer();
const BACKEND = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';
const geometry: FaceGeometry = { center: { x: 160, y: 120 }, scale: 50, roll: 0.1, yaw: 0, pitch: 0 };
const pixels: Pixels = {
  data: new Uint8ClampedArray(320 * 240 * 4).map((_value, index) => (index % 4 === 3 ? 255 : (index * 7) % 200)),
  width: 320,
  height: 240,
  channels: 4,
};

it('scores on wasm, and the same on WebGL if that is taken', async () => {
  const net = await createLivenessNet({
    topology: await load('models/lifesign-pad.json'),
    weights: await load('models/lifesign-pad.bin'),
    loadWasm: (variant) => load(`${BACKEND}${variant === 'simd' ? '-simd' : ''}.wasm`),
  });
  expect(net.selfTest).toMatchObject({ backend: 'wasm', passed: true });
  const score = await net.score(pixels, geometry);
  const isWebgl = await net.tryWebgl(loadWebgl);
  expect(net.selfTest).toMatchObject({ backend: isWebgl ? 'webgl' : 'wasm', passed: true });
  expect(Math.abs((await net.score(pixels, geometry)) - score)).toBeLessThan(0.02);
  net.dispose();
});
