/** A folder of labelled pictures with a `manifest.jsonl`; see models/README.md for its fields. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../src/vision/types.ts';
import { parseManifest, type DataManifest } from './data-manifest.ts';

export type { DataRecord } from './data-manifest.ts';

export const readManifest = async (folder: string): Promise<DataManifest> =>
  parseManifest(await readFile(path.join(folder, 'manifest.jsonl'), 'utf8'));

export interface Picture {
  readonly pixels: Pixels;
  /** How it was stored, as EXIF numbers it; 1 = upright. `pixels` are upright always. */
  readonly orientation: number;
}

/** Rejects when there is no such file, or no whole picture in it. */
export const readPicture = async (file: string): Promise<Picture> => {
  const bytes = await readFile(file);
  const { orientation = 1 } = await sharp(bytes).metadata();
  return { pixels: await decodeImage(bytes), orientation };
};

/** Upright RGB. Rejects when the bytes are no picture, or not a whole one. */
export const decodeImage = async (input: string | Uint8Array): Promise<Pixels> => {
  const { data, info } = await sharp(input)
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) {
    throw new Error(`The picture has ${info.channels} channels`);
  }
  return { data, width: info.width, height: info.height, channels: 3 };
};
