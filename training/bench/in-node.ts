/** The race in Node, on this thread. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readWasm } from '../data/detector.ts';
import { createOurs, createPeer, type Scene } from './contenders.ts';
import type { BenchFiles } from './files.ts';
import { race, type Result } from './race.ts';

const PEER_WASM = fileURLToPath(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));

export const readPeerWasm = async (): Promise<ArrayBuffer> => new Uint8Array(await readFile(PEER_WASM)).buffer;

export const raceInNode = async (files: BenchFiles, scene: Scene, rounds: number): Promise<readonly Result[]> => {
  const parts = { topology: files.topology, weights: files.weights, loadWasm: readWasm };
  const contenders = [await createOurs(parts, scene), await createPeer(files.peers, await readPeerWasm(), scene)];
  return race(contenders, { rounds, cpuClock });
};

const cpuClock = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
