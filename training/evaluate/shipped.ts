/** The liveness net from its two files, and whether it is the one that this release ships. */
import { readFile } from 'node:fs/promises';
import { ASSETS } from '../../src/vision/assets.ts';
import { SHIPPED_NET } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';

export interface NetFiles {
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
  readonly identity: NetIdentity;
}

/** Hashes are lower-case hex. */
export interface NetIdentity {
  /** Of the weights. */
  readonly sha256: string;
  readonly topologySha256: string;
  /** Both files are those of `models/manifest.json`, which are compiled into the bundle. */
  readonly isShipped: boolean;
}

/** Files `NET.json` and `NET.bin`. */
export const readNet = async (net: string = SHIPPED_NET): Promise<NetFiles> => {
  const [topology, weights] = await Promise.all([readFile(`${net}.json`), readFile(`${net}.bin`)]);
  const hashes = { sha256: sha256(weights), topologySha256: sha256(topology) };
  return {
    topology: new Uint8Array(topology).buffer,
    weights: new Uint8Array(weights).buffer,
    identity: {
      ...hashes,
      isShipped:
        hashes.sha256 === ASSETS['liveness-weights'].sha256 &&
        hashes.topologySha256 === ASSETS['liveness-topology'].sha256,
    },
  };
};
