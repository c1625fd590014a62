import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataRecord } from '../data/folder.ts';
import { readRuns } from './runs.ts';

const record = (name: string, source: string): DataRecord => ({
  path: name,
  split: 'train',
  source,
  session: null,
  person: null,
  label: 'live',
  attack: null,
  time: null,
  box: null,
});
const RECORDS = [record('1.jpg', 'a'), record('2.jpg', 'b'), record('3.jpg', 'c'), record('4.jpg', 'c')];
const BRANCHES = [
  { name: 'wide', weight: 0.75 },
  { name: 'close', weight: 0.25 },
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lifesign-loso-'));
  await writeFile(path.join(folder, 'run.json'), JSON.stringify({ branches: BRANCHES }));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (
  fold: string,
  branch: string,
  logits: Readonly<Record<string, number>> | string,
): Promise<void> => {
  await mkdir(path.join(folder, fold), { recursive: true });
  const text =
    typeof logits === 'string'
      ? logits
      : Object.entries(logits)
          .map(([name, logit]) => `${JSON.stringify({ path: name, logit })}\n`)
          .join('');
  await writeFile(path.join(folder, fold, `${branch}.scores.jsonl`), text);
};

const writeBoth = async (fold: string, wide: Readonly<Record<string, number>>, close = wide): Promise<void> => {
  await write(fold, 'wide', wide);
  await write(fold, 'close', close);
};

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

describe('readRuns', () => {
  it('joins the branches as the product does, seed by seed', async () => {
    await writeBoth('seed-1/a', { '1.jpg': 2 }, { '1.jpg': -2 });
    await writeBoth('seed-1/b+c', { '2.jpg': -4, '3.jpg': 1, '4.jpg': 0 });
    await writeBoth('seed-2/a', { '1.jpg': 3 });
    const { seeds, problems } = await readRuns(folder, RECORDS);
    expect(problems).toEqual([]);
    expect(seeds.map(({ seed, missing }) => [seed, missing])).toEqual([
      ['1', []],
      ['2', ['b', 'c']],
    ]);
    expect(seeds[0]?.scores.get('1.jpg')).toBeCloseTo(sigmoid(1), 12);
    expect(seeds[0]?.scores.get('2.jpg')).toBeCloseTo(sigmoid(-4), 12);
    expect(seeds[0]?.scores.get('4.jpg')).toBeCloseTo(0.5, 12);
    expect(seeds[1]?.scores.get('1.jpg')).toBeCloseTo(sigmoid(3), 12);
  });

  it('calibrates as the product does', async () => {
    const calibration = { scale: 0.5, bias: -1 };
    await writeFile(path.join(folder, 'run.json'), JSON.stringify({ branches: BRANCHES, calibration }));
    await writeBoth('seed-1/a', { '1.jpg': 4 });
    const { seeds } = await readRuns(folder, RECORDS);
    expect(seeds[0]?.scores.get('1.jpg')).toBeCloseTo(sigmoid(1), 12);
  });

  it('leaves out scores of training pictures, and reports it', async () => {
    await writeBoth('seed-1/a', { '1.jpg': 2, '2.jpg': 5, 'unknown.jpg': 1 });
    await writeBoth('seed-1/a+b', { '1.jpg': 9, '2.jpg': 1 });
    await writeBoth('seed-1/z', { '3.jpg': 1 });
    const { seeds, problems } = await readRuns(folder, RECORDS);
    expect([...(seeds[0]?.scores ?? [])].map(([name, score]) => [name, score.toFixed(4)])).toEqual([
      ['1.jpg', sigmoid(2).toFixed(4)],
      ['2.jpg', sigmoid(1).toFixed(4)],
    ]);
    expect(seeds[0]?.missing).toEqual(['c']);
    expect(problems).toEqual([
      'seed-1/a: 2 scores of pictures outside the fold, left out',
      'seed-1/a+b: source a is already held out, left out',
      'seed-1/a+b: 1 scores of pictures outside the fold, left out',
      'seed-1/z: source z is not in the data folder, left out',
      'seed-1/z: 1 scores of pictures outside the fold, left out',
    ]);
  });

  it('leaves out an incomplete fold, and pictures that one branch has not scored', async () => {
    await write('seed-1/a', 'wide', { '1.jpg': 1 });
    await write('seed-1/b', 'wide', { '2.jpg': 1 });
    await write('seed-1/b', 'close', '{"path": "2.jpg", "logit": NaN}\n');
    await writeBoth('seed-1/c', { '3.jpg': 1, '4.jpg': 1 }, { '3.jpg': 1 });
    const { seeds, problems } = await readRuns(folder, RECORDS);
    expect([...(seeds[0]?.scores.keys() ?? [])]).toEqual(['3.jpg']);
    expect(seeds[0]?.missing).toEqual(['a', 'b']);
    expect(problems).toEqual([
      'seed-1/a: no close.scores.jsonl, left out',
      'seed-1/b: close.scores.jsonl, line 1 is not a score, left out',
      'seed-1/c: 1 pictures without a score of every branch, left out',
    ]);
  });

  it('rejects a run without its branches', async () => {
    await writeFile(path.join(folder, 'run.json'), '{"branches":[]}');
    await expect(readRuns(folder, RECORDS)).rejects.toThrow('branches');
  });
});
