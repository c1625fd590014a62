import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readData } from '../data/folder.ts';
import { createRenderedFolder, renderFace, type RenderedFolder } from '../data/rendered-folder.ts';
import { prepareRecords, type TrainingRecord } from './records.ts';

const BUSY_MS = 300_000;

let folder: RenderedFolder;
let told: readonly string[] = [];
let file = '';
let records: readonly TrainingRecord[] = [];

beforeAll(async () => {
  folder = await createRenderedFolder();
  const face = await renderFace(1);
  await folder.add('a.png', face, { split: 'train', source: 7, person: 'p', session: 's' });
  await folder.add('a.png', face, { split: 'train', label: 'spoof' });
  await folder.add('b.png', face, { split: 'val', label: 'spoof', time: Number.NaN });
  await folder.add('c.png', face, { split: undefined });
  await folder.add('d.png', face, { split: 'test' });
  await folder.add('gone.png', null, { split: 'train' });
  folder.addLine('{"path": "e.png", "lab');
  await folder.write();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  ({ file, records } = await prepareRecords(await readData([folder.data]), folder.cache));
  told = error.mock.calls.map(String);
}, BUSY_MS);
afterAll(() => rm(folder.root, { recursive: true }));

it('reads the manifest as the evaluation does: numbers in place of names, one line for a picture, null for NaN', () => {
  const picked = records.map(({ path: picture, source, session, label }) => [picture, source, session, label]);
  expect(picked).toEqual([
    ['a.png', '7', 'p/s', 'live'],
    ['b.png', 's', '/', 'spoof'],
    ['c.png', 's', '/', 'live'],
  ]);
  expect(told.join('\n')).toMatch(/line 2 \(a\.png\): duplicate of line 1/);
  expect(told.join('\n')).toMatch(/line 7: not a JSON object/);
  expect(told.at(-1)).toBe('3 of 5 pictures to train with and on; 1 of other splits, 1 without a usable face');
});

it('uses train and pictures without a split, and no unknown split', () => {
  expect(records.map(({ path: picture, split }) => [picture, split])).toEqual([
    ['a.png', 'train'],
    ['b.png', 'val'],
    ['c.png', 'train'],
  ]);
});

it('has the position of the face, as the product measures it', () => {
  const [x, y, scale, roll] = records[0]?.face ?? [];
  expect(Math.hypot((x ?? 0) - 297, (y ?? 0) - 225)).toBeLessThan(30);
  expect(scale).toBeGreaterThan(40);
  expect(scale).toBeLessThan(160);
  expect(Math.abs(roll ?? 9)).toBeLessThan(0.1);
});

it(
  'is one line each, in a file whose name changes with its content',
  async () => {
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(records);
    const quiet = vi.spyOn(console, 'error').mockReturnValue();
    expect((await prepareRecords(await readData([folder.data]), folder.cache)).file).toBe(file);
    await folder.add('b.png', null, { split: 'train' });
    await folder.write();
    expect((await prepareRecords(await readData([folder.data]), folder.cache)).file).toBe(file);
    const other = await createRenderedFolder();
    await other.add('a.png', await renderFace(1), { split: 'train', source: 7, label: 'spoof' });
    await other.write();
    const changed = await prepareRecords(await readData([other.data]), folder.cache);
    await rm(other.root, { recursive: true });
    quiet.mockRestore();
    expect(changed.records).toHaveLength(1);
    expect(path.dirname(changed.file)).toBe(folder.cache);
    expect(changed.file).not.toBe(file);
  },
  BUSY_MS,
);
