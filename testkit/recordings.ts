/**
 * Pictures and clips of real people and attacks, for tests: where `LIFESIGN_DATA` has them. They are not part
 * of this repository; without them, tests that need them are skipped with the reason.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { splitJpegs } from './jpegs.ts';

const FOLDER = process.env['LIFESIGN_DATA'] ?? '../shared';
const ROOT = resolve(import.meta.dirname, '..', FOLDER);

export const HAS_CLIPS = existsSync(join(ROOT, 'clips'));
export const NO_CLIPS = `no recorded clips in ${FOLDER} (set LIFESIGN_DATA)`;

/** Path of a clip, e.g. `s12-live`; it may not exist. */
export const clipFile = (name: string): string => join(ROOT, 'clips', `${name}.mjpeg`);

/** A clip's frames; null when it does not exist. */
export const readClip = async (name: string): Promise<readonly Buffer[] | null> =>
  existsSync(clipFile(name)) ? splitJpegs(await readFile(clipFile(name))) : null;

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

const PORTRAITS = join(ROOT, 'faces');
export const HAS_PORTRAITS = existsSync(PORTRAITS);

/** Portraits of different people, one each; every portrait, or every `step`th by name. */
export const readPortraits = async (count: number, step = 1): Promise<readonly Uint8Array[]> => {
  const names = (await readdir(PORTRAITS)).filter((name) => name.endsWith('.jpg')).toSorted();
  const chosen = names.filter((_name, index) => index % step === 0).slice(0, count);
  return Promise.all(chosen.map((name) => readFile(join(PORTRAITS, name))));
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
