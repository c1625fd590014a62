/** What the bench's page and its worker ask for and tell. */
import type { Result } from './race.ts';

/** Where the server has what the race needs. */
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

/** What the page hands to whoever drives the browser. */
export interface PageReport {
  readonly results: readonly Result[];
  /** Milliseconds of the page's longest task during the race, as the browser tells; 0 when none took over 50. */
  readonly longestTaskMs: number;
}

/** Set on the page's global scope once its script has run. */
export const START = 'lifesignBench';
export type Start = (request: BenchRequest) => Promise<PageReport>;
