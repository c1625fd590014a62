/**
 * Trains the liveness net on a data folder and exports it, or measures the recipe on sources that it leaves out.
 * `npm run pad:train -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--portraits DIR] [--out DIR] [--seed N] [--steps N]
 * [--first-steps N] [--cache DIR]`
 * `npm run pad:train -- --data DIR [--portraits DIR] --leave-out RUNS [--folds N] [the same]`, then `npm run pad:loso`;
 * `--folds` deals the sources into so many groups, each left out as a whole: fewer nets than one for each source.
 * `--portraits` is a folder of the same format with bona fide portraits, for made attacks on many more people: a first stage
 * learns from them alone. Without them the one stage makes its attacks of the data folder's own bona fide frames.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isThere } from '../common/is-there.ts';
import { CACHE, MODELS } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';
import { isSome, namesOf, readData, type DataSet } from '../data/folder.ts';
import { dealFolds, type Fold } from './folds.ts';
import { hashScripts, preparePool } from './pool.ts';
import { findPython, runScript } from './python.ts';
import { prepareRecords, type TrainingRecord } from './records.ts';

/** Units of the face's scale; train/crop.py draws what src/vision/crop.ts draws. */
const CROPS = { context: { size: 96, extent: 6, drop: 0.2 }, tight: { size: 96, extent: 3.2, drop: 0.2 } } as const;

/**
 * A net for each crop, and its share in the joined logit. Where `balance` is robust, sources that the net finds hard
 * count more (train/groups.py): what surrounds a face profits from it, left out, and skin alone does not.
 */
const BRANCHES = [
  { name: 'context', weight: 0.6, balance: 'robust' },
  { name: 'tight', weight: 0.4, balance: 'even' },
] as const;

/** What a net learns, and its share in the net's logit (train/net.py). */
const HEADS = { frames: 0.5, made: 0.5 };

/**
 * Of the joined logit, chosen on sources left out (`pad:loso`): there the product's 0.1 stops no bona fide window that is long
 * enough to decide on, and of those its 0.6 refuses one in a hundred. About one attack window in fifteen passes 0.6.
 */
const CALIBRATION = { scale: 3.5, bias: 2.2 };

type BranchPlan = (typeof BRANCHES)[number];

interface Plan {
  readonly python: string;
  readonly data: string;
  /** `TrainingRecords.file`. */
  readonly records: string;
  readonly pool: string;
  readonly seed: string;
  readonly steps: string;
  /** Folder of what the first stage made; null without portraits. */
  readonly first: string | null;
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      'data': { type: 'string', multiple: true, default: [] },
      'exclude': { type: 'string', default: '' },
      'portraits': { type: 'string' },
      'out': { type: 'string', default: MODELS },
      'leave-out': { type: 'string' },
      'folds': { type: 'string' },
      'seed': { type: 'string', default: '1' },
      'steps': { type: 'string', default: '2000' },
      'first-steps': { type: 'string', default: '8000' },
      /** Where faces, pools and first stages are kept. */
      'cache': { type: 'string', default: CACHE },
    },
  });
  const { data: folders, portraits, out, seed, steps, cache } = values;
  if (!isSome(folders)) {
    throw new Error(
      'Usage: npm run pad:train -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--portraits DIR] [--out DIR | --leave-out RUNS [--folds N]] [--seed N] [--steps N] [--first-steps N] [--cache DIR]',
    );
  }
  const python = findPython(['torch', 'cv2', 'numpy']);
  const excluded = namesOf(values.exclude);
  const dataSet = await readData(folders, { exclude: excluded });
  const data = dataSet.root;
  const { file, records } = await prepareRecords(dataSet, cache);
  const faces = portraits === undefined ? null : await prepareRecords(await readData([portraits]), cache);
  const pool = await preparePool({
    python,
    cache,
    data,
    records: file,
    portraits: portraits === undefined || faces === null ? null : { data: portraits, records: faces.file },
    crops: JSON.stringify(CROPS),
    seed,
  });
  const facts = { python, data, records: file, pool, seed, steps };
  const first = portraits === undefined ? null : await trainFirst({ ...facts, first: null }, values['first-steps']);
  const plan: Plan = { ...facts, first };
  const leaveOut = values['leave-out'];
  if (leaveOut !== undefined) {
    const firstStage =
      faces === null ? null : { steps: Number(values['first-steps']), portraits: path.basename(faces.file) };
    const folds = values.folds === undefined ? null : Number(values.folds);
    await leaveOutInTurn(plan, dealFolds(records, folds), { runs: leaveOut, firstStage });
    console.log(`Now: npm run pad:loso -- --runs ${leaveOut} ${folders.map((folder) => `--data ${folder}`).join(' ')}`);
    return;
  }
  const work = path.join(cache, `seed-${seed}`);
  await inTurns(BRANCHES.map((branch) => () => trainBranch(plan, branch, { out: work })));
  await mkdir(out, { recursive: true });
  const net = path.join(out, 'lifesign-pad');
  await runScript(python, 'train/export.py', {
    branches: BRANCHES.map(({ name }) => path.join(work, `${name}.pt`)).join(','),
    weights: BRANCHES.map(({ weight }) => weight).join(','),
    calibration: `${CALIBRATION.scale},${CALIBRATION.bias}`,
    out: net,
  });
  const settings = {
    seed: Number(seed),
    steps: { first: first === null ? 0 : Number(values['first-steps']), second: Number(steps) },
    branches: BRANCHES,
    heads: HEADS,
    calibration: CALIBRATION,
    portraits: faces?.records.length ?? 0,
    excluded,
  };
  await writeFile(`${net}.training.json`, describe(dataSet, records, settings));
  console.log('Now: npm run build:assets -- --update, npm run pad:eval, and the figures in models/README.md.');
};

/** The first stage has seen nobody of the data folder: one serves every source that is left out. */
const trainFirst = async (plan: Plan, steps: string): Promise<string> => {
  const out = `${plan.pool}-first-${steps}`;
  await inTurns(
    BRANCHES.map((branch) => async () => {
      if (!(await isThere(path.join(out, `${branch.name}.pt`)))) {
        await trainBranch({ ...plan, steps }, branch, { out, stage: 'portraits' });
      }
    }),
  );
  return out;
};

interface LeaveOut {
  readonly runs: string;
  /** Null without portraits. */
  readonly firstStage: { readonly steps: number; readonly portraits: string } | null;
}

const leaveOutInTurn = async (plan: Plan, folds: readonly Fold[], { runs, firstStage }: LeaveOut): Promise<void> => {
  await mkdir(runs, { recursive: true });
  await keepRecipe(plan, { runs, firstStage });
  const jobs = folds.flatMap(({ name, sources }) =>
    BRANCHES.map((branch) => async () => {
      const out = path.join(runs, `seed-${plan.seed}`, name);
      if (!(await isThere(path.join(out, `${branch.name}.scores.jsonl`)))) {
        await trainBranch(plan, branch, { out, 'hold-out': JSON.stringify(sources) });
      }
    }),
  );
  await inTurns(jobs);
};

/** Folds that are there already are not trained again: they must be of the same recipe, whatever the seed. */
const keepRecipe = async (plan: Plan, { runs, firstStage }: LeaveOut): Promise<void> => {
  const file = path.join(runs, 'run.json');
  const branches = BRANCHES.map(({ name, weight }) => ({ name, weight }));
  const learnt = {
    scripts: (await hashScripts()).slice(0, 12),
    records: path.basename(plan.records, '.jsonl'),
    steps: Number(plan.steps),
    branches: BRANCHES.map(({ name, balance }) => ({ crop: CROPS[name], balance })),
    heads: HEADS,
    firstStage,
  };
  if (await isThere(file)) {
    const before = z.object({ learnt: z.unknown() }).parse(JSON.parse(await readFile(file, 'utf8')));
    if (JSON.stringify(before.learnt) !== JSON.stringify(learnt)) {
      throw new Error(`${runs} holds nets of another recipe or other data (run.json): choose a new folder.`);
    }
  }
  await writeFile(file, `${JSON.stringify({ branches, calibration: CALIBRATION, learnt })}\n`);
};

const trainBranch = (
  { python, data, records, pool, seed, steps, first }: Plan,
  { name, balance }: BranchPlan,
  options: Readonly<Record<string, string>>,
): Promise<void> =>
  runScript(python, 'train/train.py', {
    data,
    records,
    pool,
    seed,
    steps,
    name,
    crop: name,
    balance,
    spec: JSON.stringify(CROPS[name]),
    heads: JSON.stringify(HEADS),
    stage: 'frames',
    start: first === null ? '' : path.join(first, `${name}.pt`),
    ...options,
  });

/** As many at a time as there are cores: each net trains on one. */
const inTurns = async (jobs: readonly (() => Promise<void>)[]): Promise<void> => {
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await job();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
};

/** What a card must say about the data without naming anybody in it. */
const describe = (data: DataSet, records: readonly TrainingRecord[], settings: object): string => {
  const used = records.filter(({ split }) => split === 'train');
  const facts = {
    ...settings,
    recordsSha256: sha256(JSON.stringify(data.records)),
    frames: {
      live: used.filter(({ label }) => label === 'live').length,
      spoof: used.filter(({ label }) => label === 'spoof').length,
    },
    sources: [...new Set(used.map(({ source }) => source))].toSorted(),
  };
  return `${JSON.stringify(facts, null, 2)}\n`;
};

await main();
