import { describe, expect, it } from 'vitest';
import type { BlazeFace } from '../../src/vision/blazeface/blazeface.ts';
import type { Box, DetectedFace, Pixels } from '../../src/vision/types.ts';
import { locateFace } from './locate-face.ts';

const picture: Pixels = { data: new Uint8Array(400 * 300 * 3), width: 400, height: 300, channels: 3 };

const faceAt = (box: Box): DetectedFace => {
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return { box, confidence: 0.9, rightEye: point, leftEye: point, nose: point, mouth: point };
};

/** Answers each call with the next list, and records its inputs. */
const scripted = (...answers: (readonly DetectedFace[])[]) => {
  const seen: Pixels[] = [];
  const detector: BlazeFace = {
    detect: (pixels) => {
      seen.push(pixels);
      return Promise.resolve(answers[seen.length - 1] ?? []);
    },
    dispose: () => undefined,
  };
  return { detector, seen };
};

const small = { x: 20, y: 30, width: 40, height: 50 };
const large = { x: 200, y: 100, width: 90, height: 110 };

describe('locateFace', () => {
  it('takes the face in the data folder’s box, not the largest', async () => {
    const { detector } = scripted([faceAt(large), faceAt(small)]);
    expect(await locateFace(detector, picture, { x: 15, y: 35, width: 42, height: 55 })).toEqual({
      face: faceAt(small),
      by: 'frame',
    });
  });

  it('takes the largest where the folder has no box', async () => {
    const { detector } = scripted([faceAt(small), faceAt(large)]);
    expect(await locateFace(detector, picture, null)).toEqual({ face: faceAt(large), by: 'frame' });
  });

  it('detects again around the box, and gives positions in the whole picture', async () => {
    const { detector, seen } = scripted([faceAt(large)], [faceAt({ x: 5, y: 10, width: 40, height: 50 })]);
    const located = await locateFace(detector, picture, { x: 120, y: 140, width: 40, height: 50 });
    // Three times the box's longer side around its middle (140, 165).
    expect(seen[1]).toMatchObject({ width: 150, height: 150 });
    // Cut at (65, 90): too far from the box to be that face, so the box itself is used.
    expect(located?.by).toBe('box');

    const again = scripted([], [faceAt({ x: 55, y: 50, width: 40, height: 50 })]);
    expect(await locateFace(again.detector, picture, { x: 120, y: 140, width: 40, height: 50 })).toEqual({
      face: faceAt({ x: 120, y: 140, width: 40, height: 50 }),
      by: 'region',
    });
  });

  it('estimates from the box when nothing is found, so that a missed attack stays in the evaluation', async () => {
    const located = await locateFace(scripted().detector, picture, small);
    expect(located?.by).toBe('box');
    expect(located?.face.rightEye.x).toBeLessThan(located?.face.leftEye.x ?? 0);
    expect(located?.face.mouth.y).toBeGreaterThan(located?.face.nose.y ?? 0);
  });

  it('is null without a face and without a box', async () => {
    expect(await locateFace(scripted().detector, picture, null)).toBeNull();
  });
});
