/** The nets that device and gateway share, as converted by the SDK's build, verified before use. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS, verifyAsset, type AssetId, type NetFiles } from 'lifesign/vision';
import { packageFile } from './package-file.ts';

/** The SDK package's own. */
export const ASSETS_FOLDER = packageFile('lifesign', 'dist/assets');

/** Rejects when a file is missing, or is not the one that the SDK was released with (`asset-mismatch`). */
export const readNetFiles = async (net: 'liveness' | 'face-detector', folder = ASSETS_FOLDER): Promise<NetFiles> => {
  const [topology, weights] = await Promise.all([
    readAsset(folder, `${net}-topology`),
    readAsset(folder, `${net}-weights`),
  ]);
  return { topology, weights };
};

const readAsset = async (folder: string, id: AssetId): Promise<ArrayBuffer> => {
  const { buffer } = new Uint8Array(await read(join(folder, ASSETS[id].file)));
  await verifyAsset(id, buffer);
  return buffer;
};

const read = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Error(`${file} cannot be read; the SDK's build makes it (npm run build:assets)`, { cause });
  }
};
