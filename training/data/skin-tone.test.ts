import { describe, expect, it } from 'vitest';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import { skinTone, toLab } from './skin-tone.ts';

/** Width, height and the colour of each position. */
const picture = (colorAt: (x: number, y: number) => readonly [number, number, number]): Pixels => {
  const [width, height] = [200, 160];
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < width * height; index += 1) {
    data.set(colorAt(index % width, Math.floor(index / width)), index * 3);
  }
  return { data, width, height, channels: 3 };
};

const face: FaceGeometry = { center: { x: 100, y: 80 }, scale: 60, roll: 0, yaw: 0, pitch: 0 };

describe('toLab', () => {
  // Reference values of the CIE conversion for sRGB primaries and white.
  it.each([
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
    [
      [0, 0, 255],
      [32.3, 79.19, -107.86],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  ] as const)('turns %j into %j', (rgb, lab) => {
    for (const [index, value] of toLab(rgb).entries()) {
      expect(value).toBeCloseTo(lab[index] ?? Number.NaN, 1);
    }
  });
});

describe('skinTone', () => {
  // By OpenCV's conversion to CIELAB.
  it.each([
    ['light', [232, 190, 165], 58.7],
    ['brown', [141, 98, 70], -11.6],
    ['dark', [77, 52, 39], -63.8],
  ] as const)('measures %s skin', (_name, color, degrees) => {
    expect(
      skinTone(
        picture(() => color),
        face,
      ),
    ).toBeCloseTo(degrees, 0);
  });

  it('looks at the cheeks, not at hair, eyes, mouth and wall', () => {
    const cheeks = picture((x, y) =>
      Math.abs(Math.abs(x - 100) - 27) <= 10 && Math.abs(y - 89) <= 10 ? [141, 98, 70] : [250, 250, 250],
    );
    expect(skinTone(cheeks, face)).toBeCloseTo(-11.6, 0);
  });

  it('follows the face as it leans', () => {
    const half = picture((_x, y) => (y < 80 ? [232, 190, 165] : [77, 52, 39]));
    const below = { ...face, roll: Math.PI };
    expect(skinTone(half, face)).toBeLessThan(0);
    expect(skinTone(half, below)).toBeGreaterThan(0);
  });

  it('is null for a face whose cheeks are clipped or outside the picture', () => {
    expect(
      skinTone(
        picture(() => [255, 255, 255]),
        face,
      ),
    ).toBeNull();
    expect(
      skinTone(
        picture(() => [0, 0, 0]),
        face,
      ),
    ).toBeNull();
    expect(
      skinTone(
        picture(() => [141, 98, 70]),
        { ...face, center: { x: -500, y: 80 } },
      ),
    ).toBeNull();
  });
});
