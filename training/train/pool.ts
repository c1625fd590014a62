/** Results that training makes once and keeps until one of their inputs changes: the pool of crops, and reduced whole frames. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isThere } from '../common/is-there.ts';
import { TRAINING } from '../common/places.ts';
import { runScript } from './python.ts';

const SCRIPTS = ['train', 'simulate'];

/** An ONNX file that teachers.py can run, and the number of face boxes of its crop. */
export interface Teacher {
  readonly file: string;
  readonly boxes: number;
}

export interface PoolPlan {
  readonly python: string;
  readonly cache: string;
  /** A data folder and its `TrainingRecords`. */
  readonly data: string;
  readonly records: string;
  /** The same for the portraits; null without. */
  readonly portraits: { readonly data: string; readonly records: string } | null;
  /** JSON: name to boxes. */
  readonly crops: string;
  /** They score each picture when it is drawn. */
  readonly teachers: readonly Teacher[];
  /** Every seed has its own pool. */
  readonly seed: string;
}

/** Draws the pool on all cores. Returns its folder. */
export const preparePool = async (plan: PoolPlan): Promise<string> => {
  const { python, cache, data, records, portraits, crops, teachers, seed } = plan;
  const portraitRecords = portraits?.records ?? '';
  const parts = availableParallelism();
  return keep(
    cache,
    'pool',
    [nameOf(records), nameOf(portraitRecords), crops, await hashTeachers(teachers), seed],
    (out) =>
      Promise.all(
        Array.from({ length: parts }, (_part, part) =>
          runScript(python, 'train/pool.py', {
            data,
            records,
            'portraits': portraits?.data ?? '',
            'portrait-records': portraitRecords,
            crops,
            'teachers': JSON.stringify(teachers),
            seed,
            out,
            'part': String(part),
            'parts': String(parts),
          }),
        ),
      ),
  );
};

/** Whole frames of the data folder. Returns their folder. */
export const prepareScenes = async (
  plan: Pick<PoolPlan, 'python' | 'cache' | 'data' | 'records' | 'teachers'>,
): Promise<string> => {
  const { python, cache, data, records, teachers } = plan;
  return keep(cache, 'scenes', [nameOf(records), await hashTeachers(teachers)], (out) =>
    runScript(python, 'train/scenes.py', { data, records, teachers: JSON.stringify(teachers), out }),
  );
};

/** The file's name identifies its content. */
const nameOf = (records: string): string => path.basename(records);

/** @param draw fills the folder that it is given. */
const keep = async (
  cache: string,
  kind: string,
  depends: readonly unknown[],
  draw: (out: string) => Promise<unknown>,
): Promise<string> => {
  const key = createHash('sha256')
    .update(JSON.stringify(depends))
    .update(await hashScripts())
    .digest('hex');
  const folder = path.join(cache, `${kind}-${key.slice(0, 12)}`);
  if (!(await isThere(folder))) {
    const drawn = `${folder}.${process.pid}.part`;
    await draw(drawn);
    await rename(drawn, folder);
  }
  return folder;
};

/** Hash and boxes of each teacher, on which a pool depends; independent of the files' paths. */
export const hashTeachers = (teachers: readonly Teacher[]): Promise<readonly { sha256: string; boxes: number }[]> =>
  Promise.all(
    teachers.map(async ({ file, boxes }) => ({
      sha256: createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
      boxes,
    })),
  );

/** Hash of every script that can change the pool or the training. */
export const hashScripts = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const file of await listScripts()) {
    // oxlint-disable-next-line no-await-in-loop -- a hash takes its parts in order
    hash.update(`${file}\n`).update(await readFile(path.join(TRAINING, file)));
  }
  return hash.digest('hex');
};

const listScripts = async (): Promise<readonly string[]> => {
  const folders = await Promise.all(
    SCRIPTS.map(async (folder) => (await readdir(path.join(TRAINING, folder))).map((name) => `${folder}/${name}`)),
  );
  return folders
    .flat()
    .filter((file) => file.endsWith('.py') && !path.basename(file).startsWith('test_'))
    .toSorted();
};
