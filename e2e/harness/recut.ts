/** A camera stream out of a recording's own frames, in another order: kept outside of the repository, and not for long. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitJpegs } from './still.ts';

export interface Recut {
  /** Path of an .mjpeg file. */
  readonly file: string;
  remove(): void;
}

/** @param order numbers of frames, 0-based. */
export const recut = (clip: string, order: readonly number[]): Recut => {
  const pictures = splitJpegs(readFileSync(clip));
  const chosen = order.map((index) => {
    const picture = pictures[index];
    if (picture === undefined) {
      throw new Error(`${clip} holds ${pictures.length} pictures, and none of number ${index}`);
    }
    return picture;
  });
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-stream-'));
  const file = join(folder, 'stream.mjpeg');
  writeFileSync(file, Buffer.concat(chosen));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Both ends included, in either direction. */
export const frames = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from));
