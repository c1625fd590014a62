/**
 * A camera stream made of a recording's frames in another order, each with new noise like that of a sensor: the same picture
 * twice within a second would count as an injected stream. The file is temporary and outside the repository.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { splitJpegs } from '../../testkit/jpegs.ts';
import { createRandom } from '../../testkit/render/random.ts';

export interface Recut {
  /** Path of an .mjpeg file. */
  readonly file: string;
  readonly remove: () => void;
}

/** Maximum noise in grey levels; a webcam indoors has as much. */
const NOISE = 6;

const underNoise = async (jpeg: Buffer, seed: number): Promise<Buffer> => {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const random = createRandom(seed);
  for (const [index, value] of data.entries()) {
    data[index] = Math.min(255, Math.max(0, Math.round(value + random.between(-NOISE, NOISE))));
  }
  return sharp(data, { raw: info }).jpeg({ quality: 92 }).toBuffer();
};

/** @param order numbers of frames, 0-based. */
export const recut = async (clip: string, order: readonly number[]): Promise<Recut> => {
  const pictures = splitJpegs(readFileSync(clip));
  const chosen = order.map((index, place) => {
    const picture = pictures[index];
    if (picture === undefined) {
      throw new Error(`${clip} has ${pictures.length} pictures, and no number ${index}`);
    }
    return underNoise(picture, place + 1);
  });
  const stream = Buffer.concat(await Promise.all(chosen));
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-stream-'));
  const file = join(folder, 'stream.mjpeg');
  writeFileSync(file, stream);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Both ends included, in either direction. */
export const frames = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from));
