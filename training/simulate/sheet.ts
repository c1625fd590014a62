/**
 * A contact sheet of the attack simulator: bona fide frames, the same through simulated cameras, and attacks made from them.
 * `npm run pad:sheet -- --data DIR --out FILE.jpg [--seed N] [--rows N]`
 * It shows faces of the data folder, so it refuses a path where it could be committed.
 */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CACHE, ROOT } from '../common/places.ts';
import { readData } from '../data/folder.ts';
import { findPython, runScript } from '../train/python.ts';
import { prepareRecords } from '../train/records.ts';

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rows: { type: 'string', default: '12' },
    },
  });
  const { data, out, seed, rows } = values;
  if (data === undefined || out === undefined) {
    throw new Error('Usage: npm run pad:sheet -- --data DIR --out FILE.jpg [--seed N] [--rows N]');
  }
  await refuseInside(ROOT, out);
  const python = findPython(['cv2', 'numpy']);
  const { file } = await prepareRecords(await readData([data]), CACHE);
  await runScript(python, 'simulate/sheet.py', { data, records: file, out, seed, rows });
};

/** Symbolic links are resolved: a folder elsewhere may be a link into the repository. */
const refuseInside = async (root: string, file: string): Promise<void> => {
  const folder = await realpath(path.dirname(path.resolve(file)));
  const way = path.relative(await realpath(root), folder);
  if (way.split(path.sep)[0] !== '..' && !path.isAbsolute(way)) {
    throw new Error(`The sheet shows faces and must not be committed: choose a place outside ${root}, not ${file}`);
  }
};

await main();
