import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readData } from './folder.ts';

let root = '';
const folderOf = (name: string): string => path.join(root, name);

const write = async (name: string, lines: readonly string[]): Promise<void> => {
  await mkdir(folderOf(name), { recursive: true });
  await writeFile(path.join(folderOf(name), 'manifest.jsonl'), lines.join('\n'));
};

const line = (source: string): string => JSON.stringify({ path: 'train/0.jpg', split: 'train', source, label: 'live' });

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'lifesign-data-'));
  await write('pad', [line('s1'), '{"path": "broken.jpg"}']);
  await write('pad2', [line('s2'), 'not JSON']);
  await write('more/pad3', [line('s3')]);
  await write('again', [line('s1')]);
});
afterAll(() => rm(root, { recursive: true }));

describe('readData', () => {
  it('keeps the paths of a single folder as its manifest has them', async () => {
    const { root: start, records, problems } = await readData([folderOf('pad')]);
    expect(start).toBe(folderOf('pad'));
    expect(records.map((record) => record.path)).toEqual(['train/0.jpg']);
    expect(problems.map((problem) => problem.path)).toEqual(['broken.jpg']);
  });

  it('reads several folders from their common parent, so that equal names do not collide', async () => {
    const {
      root: start,
      records,
      problems,
    } = await readData([folderOf('pad'), folderOf('pad2'), folderOf('more/pad3')]);
    expect(start).toBe(root);
    expect(records.map((record) => [record.path, record.source])).toEqual([
      ['pad/train/0.jpg', 's1'],
      ['pad2/train/0.jpg', 's2'],
      ['more/pad3/train/0.jpg', 's3'],
    ]);
    expect(problems.map((problem) => [problem.path, problem.line])).toEqual([
      ['pad/broken.jpg', 2],
      ['pad2', 2],
    ]);
  });

  it('accepts a folder whose name is a prefix of its neighbour’s, and one inside another', async () => {
    const { root: start } = await readData([folderOf('pad2'), folderOf('pad')]);
    expect(start).toBe(root);
    await write('pad/inner', [line('s9')]);
    const { root: outer, records } = await readData([folderOf('pad'), folderOf('pad/inner')]);
    expect(outer).toBe(folderOf('pad'));
    expect(records.map((record) => record.path)).toEqual(['train/0.jpg', 'inner/train/0.jpg']);
  });

  it('leaves sources out, and names one that does not exist', async () => {
    const folders = [folderOf('pad'), folderOf('pad2')] as const;
    const { records } = await readData(folders, { exclude: ['s1'] });
    expect(records.map((record) => record.source)).toEqual(['s2']);
    await expect(readData(folders, { exclude: ['s7'] })).rejects.toThrow('No source s7 to exclude; there are: s1, s2');
  });

  it('rejects the same source name in two folders', async () => {
    await expect(readData([folderOf('pad'), folderOf('again')])).rejects.toThrow(
      /Source "s1" is in .*pad and in .*again/,
    );
  });
});
