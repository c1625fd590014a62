import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { createBlazeFace, geometryOf, type BlazeFace } from 'lifesign/vision';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointsOf, type ExpectedAnswers } from '../../../training/sameness/answers.ts';
import { readNetFiles } from './assets.ts';
import { startBackend } from './backend.ts';
import { decodeImage } from './decode.ts';
import { HAS_REAL_DATA, NO_REAL_DATA, readFrame, realFrames, spread } from '../../../testkit/recordings.ts';
import { renderPicture } from '../../../testkit/rendered-face.ts';

let blazeFace: BlazeFace;

beforeAll(async () => {
  await startBackend();
  blazeFace = await createBlazeFace(await readNetFiles('face-detector'));
});

afterAll(() => blazeFace.dispose());

const detect = async (bytes: Uint8Array) => {
  const pixels = await decodeImage(bytes);
  return pixels === null ? [] : blazeFace.detect(pixels, 0.5);
};

describe('createBlazeFace', () => {
  it('finds eyes, nose and mouth where they were drawn', async () => {
    // The drawing has its eyes 32 left and right of, and 18 above its centre, the mouth 52 below; 200 units high.
    const [face, ...others] = await detect(await renderPicture({ faces: [{ x: 300, y: 220, size: 260 }] }));
    expect(others).toEqual([]);
    const unit = 260 / 200;
    const near = (x: number, y: number) => ({
      x: expect.closeTo(300 + x * unit, -1.3) as number,
      y: expect.closeTo(220 + y * unit, -1.3) as number,
    });
    expect(face).toMatchObject({
      rightEye: near(-32, -18),
      leftEye: near(32, -18),
      nose: near(0, 20),
      mouth: near(0, 52),
    });
    expect(face?.confidence).toBeGreaterThan(0.8);
  });

  it('gives the same face for the same scene at any resolution and aspect ratio', async () => {
    const small = await renderPicture({ width: 320, height: 240, faces: [{ x: 160, y: 120, size: 130 }] });
    const large = await renderPicture({ width: 1280, height: 960, faces: [{ x: 640, y: 480, size: 520 }] });
    const portrait = await renderPicture({ width: 480, height: 640, faces: [{ x: 240, y: 320, size: 260 }] });
    const [one, four, upright] = await Promise.all([small, large, portrait].map(async (png) => (await detect(png))[0]));
    if (one === undefined || four === undefined || upright === undefined) {
      throw new Error('A face was missed');
    }
    const geometry = geometryOf(one);
    expect(geometryOf(four).scale / geometry.scale).toBeCloseTo(4, 1);
    expect(geometryOf(four).center.x / geometry.center.x).toBeCloseTo(4, 1);
    expect(geometryOf(upright).center.y).toBeCloseTo(geometry.center.y * 2 + 80, -1);
  });

  it('finds eyes and mouth of the drawn pictures at the device’s positions', async () => {
    const file = new URL('../../../training/sameness/expected.json', import.meta.url);
    const { faces } = JSON.parse(await readFile(file, 'utf8')) as ExpectedAnswers;
    const got = await pointsOf(blazeFace);
    expect(got.map(({ name, points }) => [name, points.length])).toEqual(
      faces.map(({ name, points }) => [name, points.length]),
    );
    const gaps = got.flatMap(({ points }, index) =>
      points.map((value, place) => Math.abs(value - (faces[index]?.points[place] ?? Number.NaN))),
    );
    // Pixels.
    expect(Math.max(...gaps)).toBeLessThan(0.1);
  });

  it('finds two faces, and none in an empty room', async () => {
    const two = await renderPicture({ faces: [200, 460].map((x) => ({ x, y: 240, size: 220 })) });
    expect(
      (await detect(two)).map(({ box }) => Math.round((box.x + box.width / 2) / 100)).toSorted((a, b) => a - b),
    ).toEqual([2, 5]);
    expect(await detect(await renderPicture({ faces: [] }))).toEqual([]);
  });

  it('leaks no tensors over a hundred pictures', async () => {
    const png = await renderPicture({ faces: [{ x: 320, y: 240, size: 260 }] });
    await detect(png);
    const { numTensors } = memory();
    for (let round = 0; round < 100; round += 1) {
      await detect(png);
    }
    expect(memory().numTensors).toBe(numTensors);
  });

  it.skipIf(!HAS_REAL_DATA)(`finds the person in 99 % of real frames (${NO_REAL_DATA} otherwise)`, async () => {
    const frames = spread(
      realFrames().filter(({ label }) => label === 'live'),
      150,
    );
    let found = 0;
    for (const frame of frames) {
      found += (await detect(await readFrame(frame))).length > 0 ? 1 : 0;
    }
    expect(found / frames.length).toBeGreaterThanOrEqual(0.99);
  });
});
