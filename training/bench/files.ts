/** The files of a race. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPeerNets, type PeerNet } from './minifasnet.ts';

export interface BenchFiles {
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
  readonly peers: readonly PeerNet[];
}

/** `net` is a path without extension. The peer's nets are also written into `folder`, for other tools to look at. */
export const prepareFiles = async (net: string, folder: string): Promise<BenchFiles> => {
  const [topology, weights] = await Promise.all([readFile(`${net}.json`), readFile(`${net}.bin`)]);
  const peers = createPeerNets();
  await mkdir(folder, { recursive: true });
  await Promise.all(peers.map(({ name, model }) => writeFile(path.join(folder, `${name}.onnx`), model)));
  return { topology: new Uint8Array(topology).buffer, weights: new Uint8Array(weights).buffer, peers };
};
