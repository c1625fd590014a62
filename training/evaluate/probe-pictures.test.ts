import { describe, expect, it } from 'vitest';
import { faceOutline } from '../../src/vision/quality.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import { blankFace, blankHead, reencode } from './probe-pictures.ts';

const geometry: FaceGeometry = { center: { x: 160, y: 110 }, scale: 40, roll: 0, yaw: 0, pitch: 0 };
const picture: Pixels = {
  data: Uint8Array.from({ length: 320 * 240 * 3 }, (_value, index) => (index * 7) % 100),
  width: 320,
  height: 240,
  channels: 3,
};

const isGrey = ({ data, width }: Pixels, x: number, y: number): boolean => {
  const at = (Math.round(y) * width + Math.round(x)) * 3;
  return data[at] === 128 && data[at + 1] === 128 && data[at + 2] === 128;
};

const greyShare = ({ data, width, height }: Pixels): number =>
  data.filter((value, index) => index % 3 === 0 && value === 128).length / (width * height);

describe('blankFace', () => {
  it('covers the face from brow to chin, and nothing but the face', () => {
    const blank = blankFace(picture, geometry);
    const { x, y, width, height } = faceOutline(geometry);
    expect(isGrey(blank, 160, 110)).toBe(true);
    expect([isGrey(blank, x + 2, y + height / 2), isGrey(blank, x - 2, y + height / 2)]).toEqual([true, false]);
    expect([isGrey(blank, 160, y + 2), isGrey(blank, 160, y - 2)]).toEqual([true, false]);
    expect(greyShare(blank)).toBeCloseTo((Math.PI * width * height) / 4 / (320 * 240), 2);
    expect(picture.data).not.toContain(128);
  });

  it('turns with the head', () => {
    const lying = blankFace(picture, { ...geometry, roll: Math.PI / 2 });
    const { width, height } = faceOutline(geometry);
    // The long axis is along the picture's width now; the chin is on the left.
    expect(isGrey(lying, 160 - 0.15 * 40 - height / 2 + 3, 110)).toBe(true);
    expect(isGrey(lying, 160, 110 + width / 2 + 4)).toBe(false);
  });
});

describe('blankHead', () => {
  it('covers the whole square that a crop sees, whatever its turn', () => {
    const blank = blankHead(picture, { ...geometry, roll: 0.4 }, 3, 0);
    for (const [right, down] of [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ] as const) {
      const reach = 1.5 * 40 - 1;
      const x = 160 + reach * (right * Math.cos(0.4) - down * Math.sin(0.4));
      const y = 110 + reach * (right * Math.sin(0.4) + down * Math.cos(0.4));
      expect(isGrey(blank, x, y)).toBe(true);
    }
    expect(isGrey(blank, 160 + 1.5 * 40 * Math.SQRT2 + 2, 110)).toBe(false);
  });
});

describe('reencode', () => {
  it.each([
    [320, 240, 480, 360],
    [1080, 1920, 270, 480],
  ])('brings %i x %i to %i x %i, and the face with it', async (width, height, toWidth, toHeight) => {
    const data = new Uint8Array(width * height * 3).fill(90);
    const { center, scale } = { center: { x: width / 4, y: height / 2 }, scale: height / 6 };
    const seen = await reencode({ data, width, height, channels: 3 }, { ...geometry, center, scale });
    expect(seen.pixels).toMatchObject({ width: toWidth, height: toHeight, channels: 3 });
    expect(seen.geometry.center).toEqual({
      x: expect.closeTo(toWidth / 4, 6) as number,
      y: expect.closeTo(toHeight / 2, 6) as number,
    });
    expect(seen.geometry.scale).toBeCloseTo(toHeight / 6, 6);
    expect(Math.abs((seen.pixels.data[0] ?? 0) - 90)).toBeLessThan(4);
  });

  it('compresses', async () => {
    const { pixels } = await reencode({ ...picture, width: 320, height: 240 }, geometry);
    const again = await reencode(pixels, geometry);
    expect(again.pixels.data).not.toEqual(pixels.data);
  });
});
