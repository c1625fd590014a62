import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataRecord } from './data-folder.ts';
import { dealFolds, fuseFolds } from './folds.ts';

const record = (name: string, source: string, rest: Partial<DataRecord> = {}): DataRecord => ({
  path: name,
  split: 'train',
  source,
  session: null,
  person: null,
  label: 'live',
  attack: null,
  time: null,
  box: null,
  ...rest,
});

describe('dealFolds', () => {
  const records = ['a', 'a', 'a', 'b', 'b', 'c', 'd'].map((source, index) => record(String(index), source));

  it('gives every training source to exactly one fold, large ones apart', () => {
    expect(dealFolds([...records, record('v', 'v', { split: 'val' })], 2)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });

  it('deals nothing for fewer than two', () => {
    expect(dealFolds(records, 0)).toEqual([]);
    expect(dealFolds(records, 1)).toEqual([]);
  });
});

describe('fuseFolds', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lifesign-folds-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('weighs the branches as the product does', async () => {
    await mkdir(path.join(folder, 'fold-1'));
    await mkdir(path.join(folder, 'fold-2'));
    const write = (fold: number, name: string, file: string, logit: number) =>
      writeFile(
        path.join(folder, `fold-${fold}`, `${name}.scores.jsonl`),
        `${JSON.stringify({ path: file, logit })}\n`,
      );
    await write(1, 'wide', 'one', 2);
    await write(1, 'close', 'one', -2);
    await write(2, 'wide', 'two', -4);
    await write(2, 'close', 'two', 4);
    const branches = [
      { name: 'wide', weight: 0.75 },
      { name: 'close', weight: 0.25 },
    ];
    const table = await fuseFolds(folder, 2, branches, [
      record('one', 'a'),
      record('two', 'b', { label: 'spoof' }),
      record('three', 'c'),
    ]);
    const frames = JSON.parse(await readFile(path.join(folder, 'folds.json'), 'utf8')) as { score: number }[];
    expect(frames.map(({ score }) => score)).toEqual([
      expect.closeTo(1 / (1 + Math.exp(-1))),
      expect.closeTo(1 / (1 + Math.exp(2))),
    ]);
    expect(table).toContain('2 frames, 2 windows; AUC 1.0000');
  });
});
