/** The race in a browser's worker, where the product runs too. */
import { drawPicture } from '../sameness/pictures.ts';
import { createOurs, createPeer, type PeerFile } from './contenders.ts';
import { FILES, type BenchReply, type BenchRequest } from './protocol.ts';
import { race, type Result } from './race.ts';

const load = async (file: string): Promise<ArrayBuffer> => {
  const response = await fetch(file);
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`);
  }
  return response.arrayBuffer();
};

const loadPeers = async (): Promise<readonly PeerFile[]> => {
  const boxes = JSON.parse(new TextDecoder().decode(await load(FILES.peerBoxes))) as readonly number[];
  return Promise.all(
    boxes.map(async (width, index) => ({ boxes: width, model: new Uint8Array(await load(FILES.peer(index))) })),
  );
};

const run = async ({ picture, rounds }: BenchRequest): Promise<readonly Result[]> => {
  const scene = drawPicture(picture);
  const parts = {
    topology: await load(FILES.topology),
    weights: await load(FILES.weights),
    loadWasm: (variant: string) =>
      variant === 'simd' ? load(FILES.wasm) : Promise.reject(new Error('This browser has no WebAssembly SIMD')),
  };
  const contenders = [
    await createOurs(parts, scene),
    await createPeer(await loadPeers(), await load(FILES.peerWasm), scene),
  ];
  return race(contenders, { rounds });
};

const answer = async (request: BenchRequest): Promise<BenchReply> => {
  try {
    return { results: await run(request) };
  } catch (error) {
    return { error: String(error) };
  }
};

self.addEventListener('message', ({ data }: MessageEvent<BenchRequest>) => {
  void answer(data).then((reply) => self.postMessage(reply, { transfer: [] }));
});
