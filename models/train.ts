/**
 * Trains the liveness net on a data folder and exports it.
 * `npm run pad:train -- --data DIR [--out DIR] [--seed N] [--epochs N] [--folds N]`
 * With `--folds` it trains no net to ship, but as many as there are folds, each without a share of the training sources,
 * and writes the scores of what each net had not seen: thresholds are to be chosen on those, not on the validation split.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readRecords, type DataRecord } from './data-folder.ts';
import { dealFolds, fuseFolds } from './folds.ts';
import { prepareLandmarks } from './landmarks.ts';
import { findPython, runScript } from './python.ts';

/** One net for each: the surroundings betray a held medium, the skin betrays it when the medium fills the view. */
const BRANCHES = [
  { name: 'context', weight: 0.6, spec: { size: 96, extent: 6, drop: 0.2 } },
  { name: 'tight', weight: 0.4, spec: { size: 96, extent: 3.2, drop: 0.2 } },
] as const;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      out: { type: 'string', default: import.meta.dirname },
      seed: { type: 'string', default: '1' },
      epochs: { type: 'string', default: '24' },
      folds: { type: 'string', default: '0' },
    },
  });
  if (values.data === undefined) {
    throw new Error('Usage: npm run pad:train -- --data DIR [--out DIR] [--seed N] [--epochs N] [--folds N]');
  }
  const data = values.data;
  const python = findPython();
  const records = await readRecords(data);
  const landmarks = await prepareLandmarks(data);
  const work = path.join(import.meta.dirname, `../.cache/pad/seed-${values.seed}`);
  const trainBranches = (out: string, holdOut: readonly string[]): Promise<unknown> =>
    Promise.all(
      BRANCHES.map(({ name, spec }) =>
        runScript(python, 'train.py', {
          data,
          landmarks,
          out,
          name,
          'spec': JSON.stringify(spec),
          'seed': values.seed,
          'epochs': values.epochs,
          'hold-out': holdOut.join(','),
        }),
      ),
    );

  const folds = dealFolds(records, Number(values.folds));
  for (const [index, sources] of folds.entries()) {
    console.log(`Fold ${index + 1} of ${folds.length}: without ${sources.join(', ')}`);
    await trainBranches(path.join(work, `fold-${index + 1}`), sources);
  }
  if (folds.length > 0) {
    console.log(await fuseFolds(work, folds.length, BRANCHES, records));
    return;
  }

  await trainBranches(work, []);
  await mkdir(values.out, { recursive: true });
  const net = path.join(values.out, 'lifesign-pad');
  await runScript(python, 'export.py', {
    branches: BRANCHES.map(({ name }) => path.join(work, `${name}.pt`)).join(','),
    weights: BRANCHES.map(({ weight }) => weight).join(','),
    out: net,
  });
  const settings = { seed: Number(values.seed), epochs: Number(values.epochs), branches: BRANCHES };
  await writeFile(`${net}.training.json`, await describe(data, records, settings));
  console.log('Now: npm run build:assets -- --update, npm run pad:eval, and the figures in models/README.md.');
};

/** What a card must say about the data without naming anybody in it. */
const describe = async (folder: string, records: readonly DataRecord[], settings: object): Promise<string> => {
  const manifest = await readFile(path.join(folder, 'manifest.jsonl'));
  const used = records.filter(({ split }) => split === 'train');
  const facts = {
    ...settings,
    manifestSha256: createHash('sha256').update(manifest).digest('hex'),
    frames: {
      live: used.filter(({ label }) => label === 'live').length,
      spoof: used.filter(({ label }) => label === 'spoof').length,
    },
    sources: [...new Set(used.map(({ source }) => source))].toSorted(),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
};

await main();
