/** The interface between the bench's page, its worker and the server. */
import type { Result } from './race.ts';

/** Paths of the race's files on the server. */
export const FILES = {
  topology: '/bench/net.json',
  weights: '/bench/net.bin',
  wasm: '/bench/tfjs.wasm',
  peerWasm: '/bench/peer.wasm',
  /** As a JSON list, in the order of the peer's nets. */
  peerBoxes: '/bench/peer-boxes.json',
  peer: (index: number): string => `/bench/peer-${index}.onnx`,
} as const;

export interface BenchRequest {
  readonly picture: string;
  readonly rounds: number;
}

export type BenchReply = { readonly results: readonly Result[] } | { readonly error: string };

/** The result that the page gives to the driver of the browser. */
export interface PageReport {
  readonly results: readonly Result[];
  /** Milliseconds of the page's longest task during the race, as the browser reports it; 0 when no task took over 50. */
  readonly longestTaskMs: number;
}

/** Set on the page's global scope once its script has run. */
export const START = 'lifesignBench';
export type Start = (request: BenchRequest) => Promise<PageReport>;
