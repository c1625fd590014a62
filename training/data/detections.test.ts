import { copyFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Point } from '../../src/vision/types.ts';
import { renderPicture } from '../../testkit/rendered-face.ts';
import { prepareDetections, readDetections, type Detections } from './detections.ts';

let folder = '';
let cache = '';
const lines: object[] = [];

const add = async (name: string, bytes: Uint8Array | null, fields: object = {}): Promise<void> => {
  lines.push({ path: name, split: 'val', source: 's', label: 'live', ...fields });
  if (bytes !== null) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  }
};

const FACE = { x: 300, y: 220, size: 220 };
const BOX = [220, 130, 160, 200];

beforeAll(async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'lifesign-detections-'));
  folder = path.join(root, 'data');
  cache = path.join(root, 'cache');
  await mkdir(folder);
  const picture = await renderPicture({ faces: [FACE] });
  const jpeg = await sharp(picture).jpeg({ quality: 92 }).toBuffer();
  // A phone held upright stores the sensor's landscape picture and an EXIF orientation.
  const turned = await sharp(picture).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
  const upright = await renderPicture({ width: 480, height: 640, faces: [{ x: 250, y: 330, size: 260 }] });
  await add('plain.png', picture, { box: BOX });
  await add('no-box.jpg', jpeg);
  await add('portrait.png', upright, { time: Number.NaN });
  await add('full-hd.png', await renderPicture({ width: 1920, height: 1080, faces: [{ x: 1300, y: 500, size: 520 }] }));
  await add('gray.jpg', await sharp(picture).greyscale().jpeg({ quality: 92 }).toBuffer());
  await add('turned.jpg', turned, { box: BOX });
  // The same face's box in the pixels as stored: x along the upright picture's height.
  await add('turned-stored.jpg', turned, { box: [130, 640 - 220 - 160, 200, 160] });
  await add('box-elsewhere.png', picture, { box: [5000, 5000, 100, 100] });
  await add('wall.png', await renderPicture({ faces: [] }));
  await add('wall-box.png', await renderPicture({ faces: [] }), { box: BOX });
  await add('corrupt.jpg', jpeg.subarray(0, jpeg.length / 2));
  await add('text.jpg', new TextEncoder().encode('not a picture'));
  await add('empty.jpg', new Uint8Array());
  await add('gone.jpg', null);
  await writeFile(path.join(folder, 'manifest.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
});
afterAll(() => rm(path.dirname(folder), { recursive: true }));

const near = (one: Point | undefined, other: Point, within: number): void => {
  expect(Math.hypot((one?.x ?? 1e9) - other.x, (one?.y ?? 1e9) - other.y)).toBeLessThan(within);
};

describe('readDetections', () => {
  let found: Detections;
  beforeAll(async () => {
    found = await readDetections(folder, { cache });
  });

  const centerOf = (name: string): Point | undefined => found.observations.get(name)?.geometry.center;
  const CENTER = { x: 300, y: 238 };

  it.each(['plain.png', 'no-box.jpg', 'gray.jpg', 'turned.jpg', 'turned-stored.jpg', 'box-elsewhere.png'])(
    'finds the face of %s at its place',
    (name) => {
      expect(found.observations.get(name)?.by).toBe('frame');
      near(centerOf(name), CENTER, 15);
    },
  );

  it('finds it in portrait pictures and in large frames', () => {
    near(centerOf('portrait.png'), { x: 250, y: 351 }, 20);
    near(centerOf('full-hd.png'), { x: 1300, y: 542 }, 40);
  });

  it('measures light, skin, and the fusion’s inputs', () => {
    const observation = found.observations.get('plain.png');
    expect(observation?.luma).toBeGreaterThan(0.4);
    expect(observation?.luma).toBeLessThan(0.9);
    // Drawn in a light tone.
    expect(observation?.skin).toBeGreaterThan(10);
    expect(Buffer.from(observation?.thumbnail ?? '', 'base64')).toHaveLength(64 * 48);
    expect(observation?.frame).toEqual({ width: 640, height: 480 });
  });

  it('estimates from the box where no face is found, and marks it', () => {
    const guessed = found.observations.get('wall-box.png');
    expect(guessed).toMatchObject({ by: 'box', issues: ['no-face'] });
  });

  it('names every picture that has no face, is broken or missing', () => {
    expect(found.failures.map((failure) => [failure.path, failure.problem])).toEqual([
      ['wall.png', 'no-face'],
      ['corrupt.jpg', 'unreadable'],
      ['text.jpg', 'unreadable'],
      ['empty.jpg', 'unreadable'],
      ['gone.jpg', 'missing'],
    ]);
    expect(found.failures.every(({ detail }) => detail !== '' && !detail.includes('\n'))).toBe(true);
  });

  it('detects once, and again when a picture’s content changes, not its date, or with `fresh`', async () => {
    const first = await prepareDetections(folder, { cache });
    const before = await readdir(cache);
    expect(await prepareDetections(folder, { cache })).toBe(first);
    expect(await readdir(cache)).toEqual(before);

    await writeFile(first, '');
    expect((await readDetections(folder, { cache })).observations.size).toBe(0);
    expect((await readDetections(folder, { cache, isFresh: true })).observations.size).toBe(found.observations.size);

    await utimes(path.join(folder, 'plain.png'), new Date(0), new Date(0));
    expect(await prepareDetections(folder, { cache })).toBe(first);
    await copyFile(path.join(folder, 'portrait.png'), path.join(folder, 'plain.png'));
    expect(await prepareDetections(folder, { cache })).not.toBe(first);
  });
});
