/** What training makes once and keeps: the pool of crops and the nets of the first stage, for as long as all they depend on stays. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isThere } from '../common/is-there.ts';
import { TRAINING } from '../common/places.ts';
import { runScript } from './python.ts';

const SCRIPTS = ['train', 'simulate'];

export interface PoolPlan {
  readonly python: string;
  readonly cache: string;
  /** A data folder and its `TrainingRecords`. */
  readonly data: string;
  readonly records: string;
  /** The same of the portraits; null without. */
  readonly portraits: { readonly data: string; readonly records: string } | null;
  /** JSON: name to size, extent, drop. */
  readonly crops: string;
  /** Every seed draws its own. */
  readonly seed: string;
}

/** Drawn by all cores. Returns its folder. */
export const preparePool = async (plan: PoolPlan): Promise<string> => {
  const { python, cache, data, records, portraits, crops, seed } = plan;
  // Records are named by what they say.
  const key = createHash('sha256').update(
    JSON.stringify([path.basename(records), path.basename(portraits?.records ?? ''), crops, seed]),
  );
  const pool = path.join(
    cache,
    `pool-${key
      .update(await hashScripts())
      .digest('hex')
      .slice(0, 12)}`,
  );
  if (await isThere(pool)) {
    return pool;
  }
  const parts = availableParallelism();
  const drawn = `${pool}.${process.pid}.part`;
  await Promise.all(
    Array.from({ length: parts }, (_part, part) =>
      runScript(python, 'train/pool.py', {
        data,
        records,
        'portraits': portraits?.data ?? '',
        'portrait-records': portraits?.records ?? '',
        crops,
        seed,
        'out': drawn,
        'part': String(part),
        'parts': String(parts),
      }),
    ),
  );
  await rm(pool, { recursive: true, force: true });
  await rename(drawn, pool);
  return pool;
};

/** Of every script that can change what is learnt. */
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
