/**
 * Trains the liveness net on a data folder and exports it, or measures the recipe on sources that it leaves out.
 * `npm run pad:train -- --data DIR [--portraits DIR] [--out DIR] [--seed N] [--steps N]`
 * `npm run pad:train -- --data DIR [--portraits DIR] --leave-out RUNS [--seed N] [--steps N]`, then `npm run pad:loso`
 * `--portraits` is a folder of the same format with bona fide portraits, for simulated attacks on many more people.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readManifest, type DataRecord } from './data-folder.ts';
import { prepareLandmarks } from './landmarks.ts';
import { findPython, runScript } from './python.ts';

/**
 * One net for each: the surroundings betray a held medium, the skin betrays it when the medium fills the view. Simulated
 * attacks help the close crop on sources that it has not seen; the wide one does better without (models/experiments.md).
 */
const BRANCHES = [
  { name: 'context', weight: 0.67, chain: 'ordinary', simulated: 0, spec: { size: 96, extent: 6, drop: 0.2 } },
  { name: 'tight', weight: 0.33, chain: 'camera', simulated: 0.18, spec: { size: 96, extent: 3.2, drop: 0.2 } },
] as const;

const CACHE = path.join(import.meta.dirname, '../.cache/pad');

type BranchPlan = (typeof BRANCHES)[number];

interface Plan {
  readonly python: string;
  readonly data: string;
  readonly landmarks: string;
  readonly pool: string;
  readonly seed: string;
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
    },
  });
  const { data, portraits, out, seed, steps } = values;
  if (data === undefined) {
    throw new Error(
      'Usage: npm run pad:train -- --data DIR [--portraits DIR] [--out DIR | --leave-out RUNS] [--seed N] [--steps N]',
    );
  }
  const python = findPython(['torch', 'cv2', 'numpy']);
  const { records } = await readManifest(data);
  const landmarks = await prepareLandmarks(data);
  const pool = await preparePool(python, data, landmarks, portraits);
  const plan: Plan = { python, data, landmarks, pool, seed };
  const leaveOut = values['leave-out'];
  if (leaveOut !== undefined) {
    await leaveEachOut(plan, records, steps, leaveOut);
    return;
  }
  const work = path.join(CACHE, `seed-${seed}`);
  await inTurns(BRANCHES.map((branch) => () => trainBranch(plan, branch, { out: work, steps })));
  await mkdir(out, { recursive: true });
  const net = path.join(out, 'lifesign-pad');
  await runScript(python, 'export.py', {
    branches: BRANCHES.map(({ name }) => path.join(work, `${name}.pt`)).join(','),
    weights: BRANCHES.map(({ weight }) => weight).join(','),
    out: net,
  });
  const settings = {
    seed: Number(seed),
    steps: Number(steps),
    branches: BRANCHES,
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
  const key = createHash('sha256').update([landmarks, portraitLandmarks, JSON.stringify(BRANCHES)].join('\n'));
  key.update(await readFile(path.join(import.meta.dirname, 'train/pool.py')));
  const pool = path.join(CACHE, `pool-${key.digest('hex').slice(0, 12)}`);
  if (await isThere(pool)) {
    return pool;
  }
  const crops = JSON.stringify(Object.fromEntries(BRANCHES.map(({ name, spec }) => [name, spec])));
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

const leaveEachOut = async (plan: Plan, records: readonly DataRecord[], steps: string, runs: string): Promise<void> => {
  const sources = [...new Set(records.map(({ source }) => source))].toSorted();
  await mkdir(runs, { recursive: true });
  const branches = BRANCHES.map(({ name, weight }) => ({ name, weight }));
  await writeFile(path.join(runs, 'run.json'), `${JSON.stringify({ branches })}\n`);
  const jobs = sources.flatMap((source) =>
    BRANCHES.map((branch) => async () => {
      const out = path.join(runs, `seed-${plan.seed}`, source);
      if (!(await isThere(path.join(out, `${branch.name}.scores.jsonl`)))) {
        await trainBranch(plan, branch, { out, steps, 'hold-out': source });
      }
    }),
  );
  await inTurns(jobs);
  console.log(`Now: npm run pad:loso -- --runs ${runs} --data ${plan.data}`);
};

const trainBranch = (
  { python, data, landmarks, pool, seed }: Plan,
  { name, chain, simulated, spec }: BranchPlan,
  options: Readonly<Record<string, string>>,
): Promise<void> =>
  runScript(python, 'train.py', {
    data,
    landmarks,
    pool,
    seed,
    name,
    chain,
    simulated: String(simulated),
    spec: JSON.stringify(spec),
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
