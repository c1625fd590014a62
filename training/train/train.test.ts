import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { ROOT } from '../common/places.ts';
import { readData } from '../data/folder.ts';
import { createNetBuilder } from '../bench/net-builder.ts';
import { writeOnnx } from '../bench/onnx.ts';
import { createRenderedFolder, renderFace, type RenderedFolder } from '../data/rendered-folder.ts';
import { readNet } from '../evaluate/shipped.ts';
import { readRuns } from '../leave-out/runs.ts';
import { pythonOrSkip, runPythonTests } from './python-tests.ts';

/** PyTorch starts once for each net. */
const BUSY_MS = 600_000;

let folder: RenderedFolder;
let second: RenderedFolder;
beforeAll(async () => {
  folder = await createRenderedFolder();
  second = await createRenderedFolder();
  for (const [source, split] of [
    ['one', 'train'],
    ['two', 'train'],
    ['three', 'val'],
    ['four', 'test'],
  ]) {
    for (const index of [1, 2]) {
      await folder.add(`${source}-live-${index}.png`, await renderFace(index), { source, split, label: 'live' });
      const attack = await renderFace(index, '#203040');
      await folder.add(`${source}-spoof-${index}.png`, attack, { source, split, label: 'spoof' });
    }
  }
  await folder.add('gone.png', null, { source: 'nobody', split: 'train' });
  await folder.write();
  await second.add('live.png', await renderFace(3), { source: 'five', split: 'train' });
  await second.add('spoof.png', await renderFace(3, '#203040'), { source: 'five', split: 'train', label: 'spoof' });
  await second.write();
}, BUSY_MS);
afterAll(async () => {
  await rm(folder.root, { recursive: true });
  await rm(second.root, { recursive: true });
});

/** A net with a teacher's shape: three logits of the mean of a convolution, with random weights. */
const teacherNet = (): Uint8Array => {
  const net = createNetBuilder(1);
  const picture = { name: 'input', channels: 3, side: 80 };
  const means = net.pool(net.conv(picture, { outputs: 8, kernel: 3, stride: 2, inputScale: 255 }));
  const logits = net.conv(means, { outputs: 3 });
  const { nodes, weights } = net;
  const input = { name: picture.name, shape: [1, 3, 80, 80] };
  const output = { name: logits.name, shape: [1, 3, 1, 1] };
  return writeOnnx({ name: 'teacher', nodes, weights, input, output });
};

const train = (context: TestContext, ...args: readonly string[]) => {
  pythonOrSkip(context, ['torch', 'cv2', 'numpy']);
  return spawnSync(
    process.execPath,
    [
      '--conditions=lifesign-source',
      'training/train/train.ts',
      '--data',
      folder.data,
      '--cache',
      folder.cache,
      '--seed=5',
      '--backbone=none',
      ...args,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
};

describe('parts of whole frames', () => {
  it('keep the face, and where it is', (context) => {
    runPythonTests(context, 'test_scenes', ['torch', 'cv2', 'numpy'], /Ran 3 tests/);
  });
});

describe('pad:train on pictures that are not ours', () => {
  it('writes a net that the product can read, and what it was made of', { timeout: BUSY_MS }, async (context) => {
    const out = path.join(folder.root, 'out');
    const teacher = path.join(folder.root, 'teacher.onnx');
    await writeFile(teacher, teacherNet());
    const run = train(context, '--out', out, '--steps', '3', '--teacher', `${teacher}@2.7`);
    expect(run.status, run.stderr).toBe(0);
    const { topology } = await readNet(path.join(out, 'lifesign-pad'));
    expect(JSON.parse(new TextDecoder().decode(topology))).toMatchObject({
      format: 1,
      dtype: 'int8',
      branches: [
        { name: 'near', crop: { boxes: 2.7 } },
        { name: 'scene', crop: { cells: 6 } },
      ],
    });
    expect(JSON.parse(await readFile(path.join(out, 'lifesign-pad.training.json'), 'utf8'))).toMatchObject({
      seed: 5,
      steps: 3,
      backbone: '',
      teachers: [{ boxes: 2.7 }],
      portraits: 0,
      frames: { live: 4, spoof: 4 },
      sources: ['one', 'two'],
    });
    const pool = (await readdir(folder.cache)).find((name) => name.startsWith('pool-')) ?? '';
    const lines = (await readFile(path.join(folder.cache, pool, 'entries-0.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.every((line) => Number.isFinite((JSON.parse(line) as { teacher: unknown }).teacher))).toBe(true);
    expect(run.stderr).toContain('12 of 17 pictures to train with and on; 4 of other splits, 1 without a usable face');
  });

  it(
    'leaves out groups of sources of two folders, and refuses to mix two recipes in a run',
    { timeout: BUSY_MS },
    async (context) => {
      const runs = path.join(folder.root, 'runs');
      const args = ['--data', second.data, '--exclude', 'two', '--leave-out', runs, '--folds', '2'];
      const run = train(context, ...args, '--steps', '2');
      expect(run.status, run.stderr).toBe(0);
      const { records } = await readData([folder.data, second.data], { exclude: ['two'] });
      const { seeds, problems } = await readRuns(runs, records);
      expect(problems).toEqual([]);
      expect(seeds).toMatchObject([{ seed: '5', missing: ['four', 'nobody'] }]);
      expect([...(seeds[0]?.scores.keys() ?? [])].toSorted()).toEqual(
        records
          .flatMap(({ path: picture, source, split }) => (split === 'test' || source === 'nobody' ? [] : [picture]))
          .toSorted(),
      );
      const broken = train(context, ...args, '--teacher', 'net.onnx');
      expect(broken.stderr).toContain('write FILE@BOXES');
      const cached = await readdir(folder.cache);
      const other = train(context, ...args, '--steps', '4', '--seed', '6');
      expect(other.status).not.toBe(0);
      expect(other.stderr).toContain('nets of another recipe or other data');
      expect(await readdir(folder.cache), 'refused before a pool is drawn').toEqual(cached);
    },
  );
});
