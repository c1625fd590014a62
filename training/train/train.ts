/**
 * Trains the liveness net on data folders and exports it, or measures the recipe on sources that it leaves out.
 * `npm run pad:train -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--portraits DIR] [--teacher FILE@BOXES ...]
 * [--out DIR] [--seed N] [--steps N] [--backbone none] [--cache DIR]`
 * `npm run pad:train -- --data DIR ... --leave-out RUNS [--folds N] [the same]`, then `npm run pad:loso`;
 * `--folds` divides the sources into N groups, each left out as a whole, which needs fewer nets than one for each source.
 * `--portraits` is a folder of the same format with bona fide portraits, for simulated attacks with many more people. `--teacher` is an
 * ONNX file of Minivision's and the number of face boxes of its crop; `--backbone none` starts from random weights.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { NetInputSpec } from '../../src/vision/net-input.ts';
import { isThere } from '../common/is-there.ts';
import { CACHE, MODELS } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';
import { isSome, namesOf, readData, type DataSet } from '../data/folder.ts';
import { dealFolds, type Fold } from './folds.ts';
import { prepareBackbone } from './backbone.ts';
import { hashScripts, hashTeachers, preparePool, prepareScenes, type Teacher } from './pool.ts';
import { findPython, runScript } from './python.ts';
import { prepareRecords, type TrainingRecord } from './records.ts';

/** The nets: the input of each (src/vision/net-input.ts), and the weight of its logit in the sum. */
const BRANCHES: readonly BranchPlan[] = [
  { name: 'near', crop: { size: 64, boxes: 2.7 }, weight: 0.5 },
  { name: 'scene', crop: { size: 96, cells: 6 }, weight: 0.5 },
];

interface BranchPlan {
  readonly name: string;
  readonly crop: NetInputSpec;
  readonly weight: number;
}

/**
 * Calibration of the joined logit, chosen on sources left out (`pad:loso`): there the product's 0.1 stops no bona fide window that is long
 * enough to decide on; after a second look one in a hundred of those is refused and one attack in thirty accepted.
 */
const CALIBRATION = { scale: 2.2, bias: 0.85 };

/** Settings that all nets of one folder of runs share. */
interface Recipe {
  /** `TrainingRecords.file`. */
  readonly records: string;
  readonly steps: string;
  /** Name of the portraits' records; null without. */
  readonly portraits: string | null;
  readonly teachers: Awaited<ReturnType<typeof hashTeachers>>;
  /** Result of `prepareBackbone`; empty: random weights. */
  readonly backbone: string;
}

interface Plan extends Recipe {
  readonly python: string;
  readonly data: string;
  /** Of crops, and of whole frames. */
  readonly pool: string;
  readonly scenes: string;
  readonly seed: string;
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
      'steps': { type: 'string', default: '600' },
      'teacher': { type: 'string', multiple: true, default: [] },
      'backbone': { type: 'string', default: '' },
      /** Folder of faces, pools and the backbone. */
      'cache': { type: 'string', default: CACHE },
    },
  });
  const { data: folders, portraits, out, seed, steps, cache } = values;
  if (!isSome(folders)) {
    throw new Error(
      'Usage: npm run pad:train -- --data DIR [--data DIR ...] [--exclude SOURCE,...] [--portraits DIR] [--teacher FILE@BOXES ...] [--out DIR | --leave-out RUNS [--folds N]] [--seed N] [--steps N] [--backbone none] [--cache DIR]',
    );
  }
  const python = findPython(['torch', 'cv2', 'numpy']);
  const teachers = values.teacher.map(readTeacher);
  const excluded = namesOf(values.exclude);
  const dataSet = await readData(folders, { exclude: excluded });
  const data = dataSet.root;
  const { file, records } = await prepareRecords(dataSet, cache);
  const faces = portraits === undefined ? null : await prepareRecords(await readData([portraits]), cache);
  const backbone = values.backbone === 'none' ? '' : await prepareBackbone(cache);
  const recipe: Recipe = {
    records: file,
    steps,
    portraits: faces === null ? null : path.basename(faces.file),
    teachers: await hashTeachers(teachers),
    backbone,
  };
  const leaveOut = values['leave-out'];
  if (leaveOut !== undefined) {
    // Checked before the pool, which takes minutes.
    await keepRecipe(recipe, leaveOut);
  }
  const pool = await preparePool({
    python,
    cache,
    data,
    records: file,
    portraits: portraits === undefined || faces === null ? null : { data: portraits, records: faces.file },
    crops: JSON.stringify(
      Object.fromEntries(BRANCHES.flatMap(({ name, crop }) => ('boxes' in crop ? [[name, crop.boxes]] : []))),
    ),
    teachers,
    seed,
  });
  const scenes = await prepareScenes({ python, cache, data, records: file, teachers });
  const plan: Plan = { ...recipe, python, data, pool, scenes, seed };
  if (leaveOut !== undefined) {
    const folds = values.folds === undefined ? null : Number(values.folds);
    await leaveOutInTurn(plan, dealFolds(records, folds), leaveOut);
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
    steps: Number(steps),
    backbone: path.basename(backbone),
    teachers: plan.teachers,
    branches: BRANCHES,
    calibration: CALIBRATION,
    portraits: faces?.records.length ?? 0,
    excluded,
  };
  await writeFile(`${net}.training.json`, describe(dataSet, records, settings));
  console.log('Now: npm run build:assets -- --update, npm run pad:eval, and the figures in models/README.md.');
};

const readTeacher = (value: string): Teacher => {
  const [, file, boxes] = /^(.+)@(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (file === undefined) {
    throw new Error(`--teacher ${value}: write FILE@BOXES, such as minifas-v2-2.7.onnx@2.7.`);
  }
  return { file: path.resolve(file), boxes: Number(boxes) };
};

const leaveOutInTurn = async (plan: Plan, folds: readonly Fold[], runs: string): Promise<void> => {
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

/** Existing folds are not trained again: they must have the same recipe, whatever the seed. */
const keepRecipe = async (recipe: Recipe, runs: string): Promise<void> => {
  await mkdir(runs, { recursive: true });
  const file = path.join(runs, 'run.json');
  const branches = BRANCHES.map(({ name, weight }) => ({ name, weight }));
  const learnt = {
    scripts: (await hashScripts()).slice(0, 12),
    records: path.basename(recipe.records, '.jsonl'),
    steps: Number(recipe.steps),
    branches: BRANCHES.map(({ name, crop }) => ({ name, crop })),
    portraits: recipe.portraits,
    teachers: recipe.teachers,
    backbone: path.basename(recipe.backbone),
  };
  if (await isThere(file)) {
    const before = z.object({ learnt: z.unknown() }).parse(JSON.parse(await readFile(file, 'utf8')));
    if (JSON.stringify(before.learnt) !== JSON.stringify(learnt)) {
      throw new Error(`${runs} has nets of another recipe or other data (run.json): choose a new folder.`);
    }
  }
  await writeFile(file, `${JSON.stringify({ branches, calibration: CALIBRATION, learnt })}\n`);
};

const trainBranch = (
  { python, data, records, pool, scenes, seed, steps, backbone }: Plan,
  { name, crop }: BranchPlan,
  options: Readonly<Record<string, string>>,
): Promise<void> =>
  runScript(python, 'train/train.py', {
    data,
    records,
    pool: 'boxes' in crop ? pool : scenes,
    seed,
    steps,
    name,
    backbone,
    spec: JSON.stringify(crop),
    ...options,
  });

/** Trains as many at a time as there are cores: each net uses one. */
const inTurns = async (jobs: readonly (() => Promise<void>)[]): Promise<void> => {
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- the nets are to train one after the other
      await job();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
};

/** Facts about the data for the model card, without names of people. */
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
