/** Folders of labelled pictures, each with a `manifest.jsonl`; see training/README.md for its fields. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../../src/vision/types.ts';
import { parseManifest, type DataManifest } from './manifest.ts';

export type { DataRecord } from './manifest.ts';

/** One data folder, or several that count as one. */
export interface DataSet extends DataManifest {
  /** The folder that the path of every record starts from. */
  readonly root: string;
}

export interface DataOptions {
  /** Sources to leave out. */
  readonly exclude?: readonly string[];
}

export const readManifest = async (folder: string): Promise<DataManifest> =>
  parseManifest(await readFile(path.join(folder, 'manifest.jsonl'), 'utf8'));

/**
 * Several folders are read as their nearest common parent: its records' paths lead into each of them.
 * Rejects with an `Error` when two folders use the same name of a source, because a source is what is left out as a whole,
 * and when a source to exclude does not exist.
 */
export const readData = async (
  folders: readonly [string, ...string[]],
  { exclude = [] }: DataOptions = {},
): Promise<DataSet> => {
  const root = commonParent(folders);
  const sets = await Promise.all(folders.map(async (folder) => inside(root, folder, await readManifest(folder))));
  const folderOf = new Map<string, string>();
  for (const [index, { records }] of sets.entries()) {
    const folder = folders[index] ?? root;
    for (const { source } of records) {
      const other = folderOf.get(source) ?? folder;
      if (other !== folder) {
        throw new Error(`Source ${JSON.stringify(source)} is in ${other} and in ${folder}: rename one of them.`);
      }
      folderOf.set(source, folder);
    }
  }
  const unknown = exclude.filter((source) => !folderOf.has(source));
  if (unknown.length > 0) {
    throw new Error(
      `No source ${unknown.join(', ')} to exclude; there are: ${[...folderOf.keys()].toSorted().join(', ')}`,
    );
  }
  return {
    root,
    records: sets.flatMap(({ records }) => records.filter(({ source }) => !exclude.includes(source))),
    problems: sets.flatMap(({ problems }) => problems),
  };
};

/** A single folder is its own, so that its paths stay those of its manifest. */
const commonParent = ([first, ...others]: readonly [string, ...string[]]): string =>
  others.reduce((parent, folder) => {
    const parts = path.resolve(folder).split(path.sep);
    const shared = path.resolve(parent).split(path.sep);
    const length = shared.findIndex((part, index) => part !== parts[index]);
    return length === -1 ? parent : shared.slice(0, length).join(path.sep) || path.sep;
  }, first);

const inside = (root: string, folder: string, { records, problems }: DataManifest): DataManifest => {
  const way = path.relative(root, folder).split(path.sep).join('/');
  const placed = (picture: string): string => path.posix.join(way, picture);
  return way === ''
    ? { records, problems }
    : {
        records: records.map((record) => ({ ...record, path: placed(record.path) })),
        problems: problems.map((problem) => ({ ...problem, path: problem.path === null ? way : placed(problem.path) })),
      };
};

/** Names that a command takes as a list with commas. */
export const namesOf = (list: string): readonly string[] => list.split(',').filter((name) => name !== '');

/** Whether at least one folder was given. */
export const isSome = <T>(items: readonly T[]): items is readonly [T, ...T[]] => items.length > 0;

export interface Picture {
  readonly pixels: Pixels;
  /** How it was stored, as EXIF numbers it; 1 = upright. `pixels` are upright always. */
  readonly orientation: number;
}

/** Rejects when the file does not exist, or is not a complete picture. */
export const readPicture = async (file: string): Promise<Picture> => {
  const bytes = await readFile(file);
  const { orientation = 1 } = await sharp(bytes).metadata();
  return { pixels: await decodeImage(bytes), orientation };
};

/** Upright RGB. Rejects when the bytes are not a complete picture. */
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
