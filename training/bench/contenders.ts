/** The shipped net through the SDK's own code, and the peer's pair on its usual runtime, both in Node and in a worker. */
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { cropBox, type BoxCropSpec } from '../../src/vision/box-crop.ts';
import { createLivenessNet, type LivenessParts } from '../../src/vision/liveness.ts';
import { drawNetInput } from '../../src/vision/net-input.ts';
import { parseTopology } from '../../src/vision/runtime/topology.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import type { PeerNet } from './minifasnet.ts';
import { PEER_INPUT, PEER_SIZE } from './peer-input.ts';
import type { Contender } from './race.ts';

export interface Scene {
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
}

export type PeerFile = Pick<PeerNet, 'model' | 'boxes'>;

export const createOurs = async (parts: LivenessParts, { pixels, geometry }: Scene): Promise<Contender> => {
  const net = await createLivenessNet(parts);
  const specs = parseTopology(parts.topology).branches.map(({ crop }) => crop);
  return {
    name: 'lifesign',
    decide: () => net.score(pixels, geometry),
    crop: () => {
      specs.forEach((spec) => drawNetInput(pixels, geometry, spec));
    },
  };
};

const BONA_FIDE = 1;

/** `wasm` is the runtime's binary; it has one build, with SIMD; its threads are off here, as in ours. */
export const createPeer = async (
  files: readonly PeerFile[],
  wasm: ArrayBuffer,
  { pixels, geometry }: Scene,
): Promise<Contender> => {
  env.wasm.numThreads = 1;
  env.wasm.wasmBinary = wasm;
  const nets: { readonly session: InferenceSession; readonly spec: BoxCropSpec }[] = [];
  for (const { model, boxes } of files) {
    const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
    nets.push({ session, spec: { size: PEER_SIZE, boxes } });
  }

  return {
    name: 'MiniFASNet pair, onnxruntime-web',
    decide: async () => {
      let sum = 0;
      for (const { session, spec } of nets) {
        sum += await probabilityBy(session, toPlanes(cropBox(pixels, geometry, spec)));
      }
      return sum / nets.length;
    },
    crop: () => {
      nets.forEach(({ spec }) => toPlanes(cropBox(pixels, geometry, spec)));
    },
  };
};

const probabilityBy = async (session: InferenceSession, values: Float32Array): Promise<number> => {
  const input = new Tensor('float32', values, [1, 3, PEER_SIZE, PEER_SIZE]);
  const outputs = await session.run({ [PEER_INPUT]: input });
  const probabilities = outputs[session.outputNames[0] ?? '']?.data;
  return Number(probabilities?.[BONA_FIDE]);
};

/** The input of these nets: planes in the order blue, green, red, 0..255. */
const toPlanes = (crop: Float32Array): Float32Array => {
  const area = crop.length / 3;
  const planes = new Float32Array(crop.length);
  for (let index = 0; index < area; index += 1) {
    planes[index] = (crop[index * 3 + 2] ?? 0) * 255;
    planes[index + area] = (crop[index * 3 + 1] ?? 0) * 255;
    planes[index + 2 * area] = (crop[index * 3] ?? 0) * 255;
  }
  return planes;
};
