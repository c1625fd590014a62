/** What the engine downloads. The hashes are compiled into the bundle: a file that differs is never run. */
import manifest from '../../models/manifest.json' with { type: 'json' };
import { LifesignError } from '../errors.ts';

export type AssetId = keyof typeof manifest.assets;

export interface Asset {
  /** Relative to the folder of the assets. */
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export const ASSETS: Readonly<Record<AssetId, Asset>> = manifest.assets;

/** Rejects with `asset-mismatch` unless these are the very bytes that this release was built with. */
export const verifyAsset = async (id: AssetId, buffer: ArrayBuffer): Promise<void> => {
  const { file, sha256 } = ASSETS[id];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', buffer));
  const got = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (got !== sha256) {
    throw new LifesignError('asset-mismatch', `${file} is not the file that this release was built with`, {
      detail: got,
    });
  }
};
