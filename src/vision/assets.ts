/** Files that the engine downloads. The hashes are compiled into the bundle: a file that differs is never run. */
import manifest from '../../models/manifest.json' with { type: 'json' };
import { LifesignError } from '../errors.ts';

export type AssetId = keyof typeof manifest.assets;

export interface Asset {
  /** Relative to the folder of the assets; the name changes with the bytes, so caches may keep the file forever. */
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** With a part of the hash, before the name's ending. JSON is served as text: Parcel turns `.json` into a script. */
export const servedName = ({ file, sha256 }: Pick<Asset, 'file' | 'sha256'>): string =>
  file.replace(/(?=\.[^.]+$)/, `-${sha256.slice(0, 8)}`).replace(/\.json$/, '.txt');

export const ASSETS = Object.fromEntries(
  Object.entries(manifest.assets).map(([id, { file, bytes, sha256 }]) => [
    id,
    { file: servedName({ file, sha256 }), bytes, sha256 },
  ]),
) as Readonly<Record<AssetId, Asset>>;

/** Kind of file that a misconfigured server or proxy sent in place of the asset. */
type WrongKind = 'empty' | 'html' | 'gzip' | 'size';

const KINDS: Readonly<Record<WrongKind, string>> = {
  empty: 'nothing',
  html: 'a web page, as servers do for paths that they do not know',
  gzip: 'compressed bytes without the header Content-Encoding',
  size: 'another number of bytes',
};

/**
 * Rejects unless these are the bytes that this release was built with: with `asset-load-failed` and the
 * detail `empty`, `html`, `gzip` or `size` for a different file, and with `asset-mismatch` for
 * a file of the right size with another hash.
 */
export const verifyAsset = async (id: AssetId, buffer: ArrayBuffer): Promise<void> => {
  const { file, bytes, sha256 } = ASSETS[id];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', buffer));
  const got = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (got === sha256) {
    return;
  }
  const kind = wrongKind(new Uint8Array(buffer), bytes);
  if (kind !== null) {
    const message = `${file} came as ${KINDS[kind]} (${kind}): ${buffer.byteLength} bytes, not ${bytes}`;
    throw new LifesignError('asset-load-failed', message, { detail: kind });
  }
  throw new LifesignError('asset-mismatch', `${file} is not the file that this release was built with`, {
    detail: got,
  });
};

const wrongKind = (got: Uint8Array, bytes: number): WrongKind | null => {
  if (got.length === 0) {
    return 'empty';
  }
  if (got[0] === 0x1f && got[1] === 0x8b) {
    return 'gzip';
  }
  if (MARKUP.test(new TextDecoder().decode(got.subarray(0, 64)))) {
    return 'html';
  }
  return got.length === bytes ? null : 'size';
};

/** None of our assets begins with markup. */
const MARKUP = /^\s*<[!?a-z]/i;
