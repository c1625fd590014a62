import { expect, it } from 'vitest';
import simdUrl from '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import plainUrl from '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import weightsUrl from '../../models/lifesign-pad.bin?url';
import topologyUrl from '../../models/lifesign-pad.json?url';
import { createLivenessNet } from './liveness.ts';
import type { FaceGeometry, Pixels } from './types.ts';

const load = async (url: string): Promise<ArrayBuffer> => (await fetch(url)).arrayBuffer();
const geometry: FaceGeometry = { center: { x: 160, y: 120 }, scale: 50, roll: 0.1, yaw: 0, pitch: 0 };
const pixels: Pixels = {
  data: new Uint8ClampedArray(320 * 240 * 4).map((_value, index) => (index % 4 === 3 ? 255 : (index * 7) % 200)),
  width: 320,
  height: 240,
  channels: 4,
};

it('scores on wasm, and the same on WebGL if that is taken', async () => {
  const net = await createLivenessNet({
    topology: await load(topologyUrl),
    weights: await load(weightsUrl),
    loadWasm: (variant) => load(variant === 'simd' ? simdUrl : plainUrl),
  });
  expect(net.selfTest).toMatchObject({ backend: 'wasm', passed: true });
  const score = await net.score(pixels, geometry);
  const isWebgl = await net.tryWebgl();
  expect(net.selfTest).toMatchObject({ backend: isWebgl ? 'webgl' : 'wasm', passed: true });
  expect(Math.abs((await net.score(pixels, geometry)) - score)).toBeLessThan(0.02);
  net.dispose();
});
