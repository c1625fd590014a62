import { describe, expect, it } from 'vitest';
import { faceOutline } from '../../src/vision/quality.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import { addBars, blankFace, blankHead, cutFrame, hangScreen, reencode, relit } from './probe-pictures.ts';

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

const redAt = ({ data, width }: Pixels, x: number, y: number): number | undefined => data[(y * width + x) * 3];

/** Mean of a square of 21 pixels, 0..1. */
const mean = ({ data, width }: Pixels, x: number, y: number): number => {
  let sum = 0;
  for (let row = y - 10; row <= y + 10; row += 1) {
    for (let column = x - 10; column <= x + 10; column += 1) {
      sum += data[(row * width + column) * 3] ?? Number.NaN;
    }
  }
  return sum / 441 / 255;
};

describe('cutFrame', () => {
  it('leaves so many face boxes, and the face where it is among them', () => {
    const { pixels, geometry: face } = cutFrame(picture, geometry, 1);
    // 1.97 by 2.61 scales of 40, the middle 0.19 of one above the face's.
    expect([pixels.width, pixels.height]).toEqual([80, 105]);
    expect(face.center).toEqual({ x: 40, y: 60 });
    expect(redAt(pixels, 40, 60)).toBe(redAt(picture, 160, 110));
    expect(redAt(pixels, 0, 0)).toBe(redAt(picture, 120, 50));
  });

  it('leaves a frame that has less as it is', () => {
    expect(cutFrame(picture, geometry, 20)).toEqual({ pixels: picture, geometry });
  });
});

describe('addBars', () => {
  it('leaves the whole frame between two black bars, and the face where it is', () => {
    const { pixels, geometry: face } = addBars(picture, geometry);
    expect([pixels.width, pixels.height]).toEqual([320 + 2 * 107, 240]);
    expect([face.center, face.scale]).toEqual([{ x: 267, y: 110 }, 40]);
    for (const [x, y] of [
      [0, 0],
      [319, 239],
      [160, 110],
    ] as const) {
      expect(redAt(pixels, x + 107, y)).toBe(redAt(picture, x, y));
    }
    for (const x of [10, 96, 437, 523]) {
      expect([x, mean(pixels, x, 120)]).toEqual([x, 0]);
    }
  });
});

describe('relit', () => {
  const even: Pixels = { ...picture, data: new Uint8Array(320 * 240 * 3).fill(128) };
  const near = { ...geometry, scale: 15 };
  it('makes the room dark alike', () => {
    const pixels = relit(even, near, { room: 0.12, face: 0.12 });
    expect(mean(pixels, 160, 110)).toBeCloseTo(0.12, 2);
    expect(mean(pixels, 300, 20)).toBeCloseTo(0.12, 2);
  });

  it('lights the face by the screen, and the room behind hardly', () => {
    const pixels = relit(even, near, { room: 0.12, face: 0.3 });
    expect(mean(pixels, 160, 110)).toBeCloseTo(0.3, 1);
    expect(mean(pixels, 300, 20)).toBeLessThan(0.15);
  });

  it('never adds light to the room', () => {
    const dark: Pixels = { ...even, data: new Uint8Array(320 * 240 * 3).fill(20) };
    expect(mean(relit(dark, near, { room: 0.12, face: 0.12 }), 300, 20)).toBeLessThan(0.09);
  });
});

describe('hangScreen', () => {
  it('paints a screen with a rim on the side with more room, behind the head', () => {
    const painted = hangScreen(picture, { ...geometry, center: { x: 120, y: 110 } });
    const at = (x: number, y: number): readonly number[] => {
      const index = (y * 320 + x) * 3;
      return [...painted.data.subarray(index, index + 3)];
    };
    expect(at(213, 16)).toEqual([18, 18, 20]);
    expect(at(260, 48)[1]).toBeGreaterThan(150);
    const changed = picture.data.filter((value, index) => value !== painted.data[index]).length / picture.data.length;
    expect(changed).toBeGreaterThan(0.06);
    expect(changed).toBeLessThan(0.09);
    // A head that fills the frame hides it.
    expect(hangScreen(picture, { ...geometry, scale: 400 }).data).toEqual(picture.data);
  });
});
