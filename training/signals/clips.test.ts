import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DetectedFace } from '../../src/vision/types.ts';
import { splitJpegs } from '../../testkit/jpegs.ts';
import { readClips, type ClipReader } from './clips.ts';

const jpeg = (brightness: number): Promise<Buffer> =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: brightness, g: brightness, b: brightness } } })
    .jpeg()
    .toBuffer();

const FACE: DetectedFace = {
  box: { x: 20, y: 10, width: 24, height: 30 },
  confidence: 0.9,
  rightEye: { x: 26, y: 18 },
  leftEye: { x: 38, y: 18 },
  nose: { x: 32, y: 25 },
  mouth: { x: 32, y: 31 },
};

/** Finds a face in bright frames, and scores by brightness. */
const reader: ClipReader = {
  detector: { detect: ({ data }) => Promise.resolve((data[0] ?? 0) > 50 ? [FACE] : []) },
  net: { score: ({ data }) => Promise.resolve((data[0] ?? 0) / 255) },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'clips-'));
  const [dark, dim, light] = await Promise.all([jpeg(0), jpeg(100), jpeg(200)]);
  const torn = dim.subarray(0, 40);
  await writeFile(path.join(folder, 'a.mjpeg'), Buffer.concat([dim, dark, torn, light]));
  await writeFile(path.join(folder, 'b.mjpeg'), light);
  await writeFile(
    path.join(folder, 'clips.json'),
    JSON.stringify([{ file: 'b.mjpeg', source: 's1', label: 'spoof', fps: 10 }]),
  );
});
afterAll(() => rm(folder, { recursive: true }));

it('a stream is split into its pictures without loss', async () => {
  const [one, other] = await Promise.all([jpeg(10), jpeg(250)]);
  expect(splitJpegs(Buffer.concat([one, other, one]))).toEqual([one, other, one]);
  expect(splitJpegs(Buffer.from('no picture'))).toEqual([]);
});

it('each frame with a face is a sample at its time; clips.json has the class of a clip', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const [first, second, ...rest] = await readClips(folder, reader);
  expect(told.mock.calls).toEqual([[expect.stringMatching(/^a\.mjpeg, frame 2: /)]]);
  expect(rest).toEqual([]);
  expect(first).toMatchObject({ file: 'a.mjpeg', source: 'a.mjpeg', isLive: true });
  expect(first?.samples.map(({ time }) => time)).toEqual([0, 3 / 30]);
  expect(first?.samples[1]?.sample).toMatchObject({ center: { x: 32, y: 24.5 }, frame: { width: 64, height: 48 } });
  expect(first?.samples[1]?.sample.liveness).toBeCloseTo(200 / 255, 1);
  expect(second).toMatchObject({ file: 'b.mjpeg', source: 's1', isLive: false });
});
