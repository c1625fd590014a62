/** Pictures of real people for tests, where the machine has them (`LIFESIGN_DATA`); nothing of them is in the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..', process.env['LIFESIGN_DATA'] ?? '../shared');

export const HAS_REAL_DATA = existsSync(join(ROOT, 'pad/manifest.jsonl'));
export const NO_REAL_DATA = 'no recorded pictures (set LIFESIGN_DATA)';

/** The open nets of gateway/README.md, as their authors publish them. */
export const EXPERTS_FOLDER = join(ROOT, 'experts');
export const HAS_EXPERTS = HAS_REAL_DATA && existsSync(join(EXPERTS_FOLDER, 'minifas-v2-2.7.onnx'));
export const NO_EXPERTS = 'no open nets (set LIFESIGN_DATA)';

export interface RealFrame {
  readonly path: string;
  readonly source: string;
  readonly label: 'live' | 'spoof';
  readonly session: string | null;
  readonly person: string | null;
  readonly time: number | null;
}

export const realFrames = (): readonly RealFrame[] =>
  readFileSync(join(ROOT, 'pad/manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RealFrame);

export const readFrame = ({ path }: RealFrame): Promise<Uint8Array> => readFile(join(ROOT, 'pad', path));

/** Portraits of different people, one each. */
export const readPortraits = async (count: number): Promise<readonly Uint8Array[]> => {
  const names = (await readdir(join(ROOT, 'faces'))).filter((name) => name.endsWith('.jpg')).toSorted();
  return Promise.all(names.slice(0, count).map((name) => readFile(join(ROOT, 'faces', name))));
};

/** `count` items, evenly spread. */
export const spread = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  items.filter(
    (_item, index) => Math.floor((index * count) / items.length) !== Math.floor(((index - 1) * count) / items.length),
  );

/** In the order in which each group first appears. */
export const groupBy = <Item>(items: readonly Item[], key: (item: Item) => unknown): readonly (readonly Item[])[] => {
  const groups = new Map<unknown, Item[]>();
  for (const item of items) {
    groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  }
  return [...groups.values()];
};

/** A recorded stream's frames (motion JPEG: one JPEG after the other); null when the clip is not there. */
export const readClip = async (name: string): Promise<readonly Uint8Array[] | null> => {
  const file = join(ROOT, 'clips', `${name}.mjpeg`);
  if (!existsSync(file)) {
    return null;
  }
  const bytes = await readFile(file);
  const frames: Uint8Array[] = [];
  for (let start = 0; start >= 0 && start < bytes.length;) {
    const next = bytes.indexOf(JPEG_START, start + JPEG_START.length);
    frames.push(bytes.subarray(start, next < 0 ? bytes.length : next));
    start = next;
  }
  return frames;
};

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
