import { expect, it } from 'vitest';
import type { Pixels } from '../types.ts';
import { letterbox } from './letterbox.ts';

/** Red grows to the right, green downwards, blue is full. */
const ramp = (width: number, height: number, channels: 3 | 4 = 4): Pixels => {
  const data = new Uint8ClampedArray(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    data.set([(255 * (x + 0.5)) / width, (255 * (y + 0.5)) / height, 255, 255].slice(0, channels), pixel * channels);
  }
  return { data, width, height, channels };
};

const at = (picture: Float32Array, size: number, x: number, y: number): readonly number[] => [
  ...picture.subarray((y * size + x) * 3, (y * size + x) * 3 + 3),
];

it.each<[string, number, number, 3 | 4]>([
  ['a camera frame', 640, 480, 4],
  ['a frame of an odd size', 530, 397, 4],
  ['a picture without alpha', 1000, 750, 3],
  ['a picture smaller than the square', 64, 48, 4],
])('shows %s whole and undistorted, with black above and below', (_what, width, height, channels) => {
  const { picture } = letterbox(ramp(width, height, channels), 128);
  expect(at(picture, 128, 64, 15)).toEqual([0, 0, 0]);
  expect(at(picture, 128, 64, 112)).toEqual([0, 0, 0]);
  for (const [x, y] of [
    [1, 17],
    [20, 40],
    [64, 64],
    [126, 110],
  ] as const) {
    const [red = 0, green = 0, blue] = at(picture, 128, x, y);
    expect(red).toBeCloseTo((x + 0.5) / 128, 1.7);
    expect(green).toBeCloseTo((y + 0.5 - 16) / 96, 1.7);
    expect(blue).toBeCloseTo(1, 5);
  }
});

it('puts black beside an upright picture', () => {
  const { picture, toFrame } = letterbox(ramp(480, 640), 128);
  expect(at(picture, 128, 15, 64)).toEqual([0, 0, 0]);
  expect(at(picture, 128, 16, 64)[2]).toBeCloseTo(1, 5);
  expect(at(picture, 128, 64, 0)[2]).toBeCloseTo(1, 5);
  expect(toFrame({ x: 0.125, y: 0 })).toEqual({ x: 0, y: 0 });
  expect(toFrame({ x: 0.875, y: 1 })).toEqual({ x: 480, y: 640 });
});

it('averages noise instead of sampling single pixels', () => {
  const width = 640;
  const data = new Uint8ClampedArray(width * width * 4).map((_value, index) => ((index >> 2) % 2 === 0 ? 0 : 255));
  const { picture } = letterbox({ data, width, height: width, channels: 4 }, 128);
  // Stripes of one pixel, blocks of five: between two and three bright ones in each.
  expect(Math.min(...picture)).toBeGreaterThanOrEqual(0.39);
  expect(Math.max(...picture)).toBeLessThanOrEqual(0.61);
});
