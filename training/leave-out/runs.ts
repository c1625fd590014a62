/**
 * Reads the output of leave-one-source-out training: the scores of each net for the sources it has not seen.
 * `DIR/run.json` has the branches, `DIR/seed-<n>/<sources joined by +>/<branch>.scores.jsonl` a logit for each picture.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fuseLogits } from '../../src/vision/liveness.ts';
import type { DataRecord } from '../data/folder.ts';

const runSchema = z.object({
  branches: z.array(z.object({ name: z.string(), weight: z.number() })).min(1),
  calibration: z.object({ scale: z.number().positive(), bias: z.number() }).optional(),
});

export type LosoRun = z.infer<typeof runSchema>;

export interface SeedScores {
  readonly seed: string;
  /** P(bona fide) of each held-out picture, fused as the product does it. */
  readonly scores: ReadonlyMap<string, number>;
  /** Sources of the data folder that no net of this seed leaves out. */
  readonly missing: readonly string[];
}

export interface LosoRuns {
  readonly run: LosoRun;
  readonly seeds: readonly SeedScores[];
  /** Unusable parts, and why. */
  readonly problems: readonly string[];
}

export const readRuns = async (folder: string, records: readonly DataRecord[]): Promise<LosoRuns> => {
  const run = runSchema.parse(JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')));
  const sourceOf = new Map(records.map((record) => [record.path, record.source]));
  const problems: string[] = [];
  const seeds: SeedScores[] = [];
  for (const name of (await foldersIn(folder)).filter((entry) => entry.startsWith('seed-'))) {
    seeds.push(await readSeed(folder, name, run, sourceOf, problems));
  }
  return { run, seeds, problems };
};

const readSeed = async (
  folder: string,
  name: string,
  run: LosoRun,
  sourceOf: ReadonlyMap<string, string>,
  problems: string[],
): Promise<SeedScores> => {
  const sources = [...new Set(sourceOf.values())].toSorted();
  const scores = new Map<string, number>();
  const held = new Set<string>();
  for (const fold of await foldersIn(path.join(folder, name))) {
    const tell = (problem: string): unknown => problems.push(`${name}/${fold}: ${problem}, left out`);
    const named = sources.includes(fold) ? [fold] : fold.split('+');
    for (const source of named.filter((other) => held.has(other) || !sources.includes(other))) {
      tell(`source ${source} is ${held.has(source) ? 'already held out' : 'not in the data folder'}`);
    }
    const wanted = new Set(named.filter((source) => !held.has(source)));
    const fused = await readFold(path.join(folder, name, fold), run);
    if (typeof fused === 'string') {
      tell(fused);
      continue;
    }
    if (fused.incomplete > 0) {
      tell(`${fused.incomplete} pictures without a score of every branch`);
    }
    let foreign = 0;
    for (const [picture, score] of fused.scores) {
      const source = sourceOf.get(picture);
      if (source !== undefined && wanted.has(source)) {
        scores.set(picture, score);
        held.add(source);
      } else {
        foreign += 1;
      }
    }
    if (foreign > 0) {
      tell(`${foreign} scores of pictures outside the fold`);
    }
  }
  return { seed: name.slice('seed-'.length), scores, missing: sources.filter((source) => !held.has(source)) };
};

const foldersIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

interface Fold {
  readonly scores: ReadonlyMap<string, number>;
  /** Pictures that a branch has not scored. */
  readonly incomplete: number;
}

/** A string: why the fold cannot be used. */
const readFold = async (folder: string, run: LosoRun): Promise<Fold | string> => {
  const branches: ReadonlyMap<string, number>[] = [];
  for (const { name } of run.branches) {
    const file = `${name}.scores.jsonl`;
    const text = await readFile(path.join(folder, file), 'utf8').catch(() => null);
    if (text === null) {
      return `no ${file}`;
    }
    const logits = readLogits(text);
    if (typeof logits === 'string') {
      return `${file}, ${logits}`;
    }
    branches.push(logits);
  }
  const pictures = new Set(branches.flatMap((branch) => [...branch.keys()]));
  const scores = new Map<string, number>();
  for (const picture of pictures) {
    const logits = branches.flatMap((branch) => branch.get(picture) ?? []);
    if (logits.length === branches.length) {
      scores.set(picture, fuseLogits(logits, run.branches, run.calibration));
    }
  }
  return { scores, incomplete: pictures.size - scores.size };
};

const lineSchema = z.object({ path: z.string(), logit: z.number() });

const readLogits = (text: string): ReadonlyMap<string, number> | string => {
  const logits = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      continue;
    }
    try {
      const { path: picture, logit } = lineSchema.parse(JSON.parse(line));
      logits.set(picture, logit);
    } catch {
      return `line ${index + 1} is not a score`;
    }
  }
  return logits;
};
