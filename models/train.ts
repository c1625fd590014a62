/**
 * Trains the liveness net on a data folder and exports it, or measures the recipe on sources that it leaves out.
 * `npm run pad:train -- --data DIR [--portraits DIR] [--out DIR] [--seed N] [--steps N] [--first-steps N]`
 * `npm run pad:train -- --data DIR [--portraits DIR] --leave-out RUNS [the same]`, then `npm run pad:loso`
 * `--portraits` is a folder of the same format with bona fide portraits, for made attacks on many more people: a first stage
 * learns from them alone. Without them the one stage makes its attacks of the data folder's own bona fide frames.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readManifest, type DataRecord } from './data-folder.ts';
import { prepareLandmarks } from './landmarks.ts';
import { findPython, runScript } from './python.ts';

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
 * Of the joined logit, chosen on sources left out (`pad:loso`): there the product's 0.1 stops no bona fide window, and its 0.6
 * refuses fewer than one in twenty of any source. About one attack window in nine passes 0.6.
 */
const CALIBRATION = { scale: 3.5, bias: 2.2 };

const CACHE = path.join(import.meta.dirname, '../.cache/pad');

type BranchPlan = (typeof BRANCHES)[number];

interface Plan {
  readonly python: string;
  readonly data: string;
  readonly landmarks: string;
  readonly pool: string;
  readonly seed: string;
  readonly steps: string;
  /** Folder of what the first stage made; null without portraits. */
  readonly first: string | null;
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      'data': { type: 'string' },
      'portraits': { type: 'string' },
      'out': { type: 'string', default: import.meta.dirname },
      'leave-out': { type: 'string' },
      'seed': { type: 'string', default: '1' },
      'steps': { type: 'string', default: '2000' },
      'first-steps': { type: 'string', default: '8000' },
    },
  });
  const { data, portraits, out, seed, steps } = values;
  if (data === undefined) {
    throw new Error(
      'Usage: npm run pad:train -- --data DIR [--portraits DIR] [--out DIR | --leave-out RUNS] [--seed N] [--steps N] [--first-steps N]',
    );
  }
  const python = findPython(['torch', 'cv2', 'numpy']);
  const { records } = await readManifest(data);
  const landmarks = await prepareLandmarks(data);
  const pool = await preparePool(python, data, landmarks, portraits);
  const facts = { python, data, landmarks, pool, seed, steps };
  const first = portraits === undefined ? null : await trainFirst({ ...facts, first: null }, values['first-steps']);
  const plan: Plan = { ...facts, first };
  const leaveOut = values['leave-out'];
  if (leaveOut !== undefined) {
    await leaveEachOut(plan, records, leaveOut);
    return;
  }
  const work = path.join(CACHE, `seed-${seed}`);
  await inTurns(BRANCHES.map((branch) => () => trainBranch(plan, branch, { out: work })));
  await mkdir(out, { recursive: true });
  const net = path.join(out, 'lifesign-pad');
  await runScript(python, 'export.py', {
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
    portraits: portraits === undefined ? 0 : (await readManifest(portraits)).records.length,
  };
  await writeFile(`${net}.training.json`, await describe(data, records, settings));
  console.log('Now: npm run build:assets -- --update, npm run pad:eval, and the figures in models/README.md.');
};

/** Drawn once for what it depends on, by all cores. */
const preparePool = async (
  python: string,
  data: string,
  landmarks: string,
  portraits: string | undefined,
): Promise<string> => {
  const portraitLandmarks = portraits === undefined ? '' : await prepareLandmarks(portraits);
  const crops = JSON.stringify(CROPS);
  const key = createHash('sha256')
    .update([landmarks, portraitLandmarks].map((file) => path.basename(file)).join('\n'))
    .update(crops);
  for (const file of await poolCode()) {
    // oxlint-disable-next-line no-await-in-loop -- a hash takes its parts in order
    key.update(await readFile(file));
  }
  const pool = path.join(CACHE, `pool-${key.digest('hex').slice(0, 12)}`);
  if (await isThere(pool)) {
    return pool;
  }
  const parts = availableParallelism();
  await Promise.all(
    Array.from({ length: parts }, (_part, part) =>
      runScript(python, 'pool.py', {
        data,
        landmarks,
        'portraits': portraits ?? '',
        'portrait-landmarks': portraitLandmarks,
        crops,
        'out': `${pool}.part`,
        'part': String(part),
        'parts': String(parts),
      }),
    ),
  );
  await rename(`${pool}.part`, pool);
  return pool;
};

/** Everything that a pool depends on besides the data. */
const poolCode = async (): Promise<readonly string[]> => {
  const folder = path.join(import.meta.dirname, 'train');
  const simulator = await readdir(path.join(folder, 'simulate'));
  const own = ['pool.py', 'crop.py', ...simulator.map((file) => path.join('simulate', file))];
  return own.filter((file) => file.endsWith('.py') && !file.includes('test_')).map((file) => path.join(folder, file));
};

/** The first stage has seen nobody of the data folder: one serves every source that is left out. */
const trainFirst = async (plan: Plan, steps: string): Promise<string> => {
  const out = `${plan.pool}-first-${plan.seed}-${steps}`;
  await inTurns(
    BRANCHES.map((branch) => async () => {
      if (!(await isThere(path.join(out, `${branch.name}.pt`)))) {
        await trainBranch({ ...plan, steps }, branch, { out, stage: 'portraits' });
      }
    }),
  );
  return out;
};

const leaveEachOut = async (plan: Plan, records: readonly DataRecord[], runs: string): Promise<void> => {
  const sources = mostFramesFirst(records);
  await mkdir(runs, { recursive: true });
  const branches = BRANCHES.map(({ name, weight }) => ({ name, weight }));
  const run = { branches, calibration: CALIBRATION };
  await writeFile(path.join(runs, 'run.json'), `${JSON.stringify(run)}\n`);
  const jobs = sources.flatMap((source) =>
    BRANCHES.map((branch) => async () => {
      const out = path.join(runs, `seed-${plan.seed}`, source);
      if (!(await isThere(path.join(out, `${branch.name}.scores.jsonl`)))) {
        await trainBranch(plan, branch, { out, 'hold-out': source });
      }
    }),
  );
  await inTurns(jobs);
  console.log(`Now: npm run pad:loso -- --runs ${runs} --data ${plan.data}`);
};

/** What a cut-off run has by then says the most. */
const mostFramesFirst = (records: readonly DataRecord[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { source } of records) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([source]) => source);
};

const trainBranch = (
  { python, data, landmarks, pool, seed, steps, first }: Plan,
  { name, balance }: BranchPlan,
  options: Readonly<Record<string, string>>,
): Promise<void> =>
  runScript(python, 'train.py', {
    data,
    landmarks,
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

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

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
