/** Which pictures count as copies of one: drawn people here, and recorded ones where the machine has them. */
import { createBlazeFace, type BlazeFace } from 'lifesign/vision';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderFrame, type StreamSpec } from '../../../testkit/render/stream.ts';
import { HAS_CLIPS, NO_CLIPS, readClip } from '../../../testkit/recordings.ts';
import { readNetFiles } from '../engine/assets.ts';
import { startBackend } from '../engine/backend.ts';
import { findPortrait } from '../engine/portrait.ts';
import { printOf } from '../engine/print.ts';
import { differenceOf } from './copies.ts';
import { isCopy, isSameMoment, type PicturePrint } from './picture-print.ts';

let detector: BlazeFace;

beforeAll(async () => {
  await startBackend();
  detector = await createBlazeFace(await readNetFiles('face-detector'));
}, 60_000);

afterAll(() => detector.dispose());

const look = async (bytes: Uint8Array | undefined): Promise<PicturePrint> => {
  const found = await findPortrait(bytes ?? new Uint8Array(), detector);
  if (!found.ok) {
    throw new Error(`There is ${found.problem} in the picture`);
  }
  return printOf(found.portrait, detector);
};

const person: StreamSpec = {
  name: 'copies',
  room: 5,
  sitters: [{ seed: 5, x: 320, y: 240, scale: 92 }],
  light: 1,
  frames: 90,
};

describe('drawn people', () => {
  test('an altered copy is a copy; a frame of a later moment is not', async () => {
    const picture = await renderFrame(person, 0);
    const print = await look(picture);
    const { square } = print.plain;
    const altered = [
      sharp(picture).resize(480, 360).jpeg({ quality: 50 }),
      sharp(picture).flop().jpeg({ quality: 70 }),
      sharp(picture).extract({ left: 50, top: 20, width: 560, height: 430 }).jpeg({ quality: 80 }),
    ];
    for (const copy of altered) {
      expect(isCopy(square, await look(await copy.toBuffer()))).toBe(true);
    }
    // The same picture in other bytes.
    const same = Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 4, 1, 2]), picture.subarray(2)]);
    expect(isSameMoment(print, await look(same))).toBe(true);
    for (const frame of [10, 30, 60]) {
      const later = await look(await renderFrame(person, frame));
      expect([frame, isCopy(square, later), isSameMoment(print, later)]).toEqual([frame, false, false]);
    }
  });

  test('a blank square is not a copy', () => {
    const plain = { side: 96, data: new Uint8Array(96 * 96).fill(120) };
    expect(differenceOf(plain, plain)).toBeNull();
  });
});

describe.skipIf(!HAS_CLIPS)(`recorded people${HAS_CLIPS ? '' : `: ${NO_CLIPS}`}`, () => {
  test(
    'frames of a person who holds still are not copies, from three seconds apart',
    { timeout: 120_000 },
    async () => {
      for (const name of ['motion-d9', 'motion-d13', 's14-live']) {
        const frames = (await readClip(name)) ?? [];
        const first = await look(frames[0]);
        const last = await look(frames.at(-1));
        const mirrored = await look(await sharp(frames[0]).flop().jpeg({ quality: 80 }).toBuffer());
        expect([name, isCopy(first.plain.square, last)]).toEqual([name, false]);
        expect([name, isCopy(first.plain.square, mirrored)]).toEqual([name, true]);
        expect([name, isSameMoment(first, await look(frames[12]))]).toEqual([name, false]);
      }
    },
  );
});
