import { describe, expect, test } from 'vitest';
import { drawThumbnail } from '../../testkit/draw-thumbnail.ts';
import { thumbnailBlocks, thumbnailDifference, thumbnailHash, thumbnailOf } from './thumbnail.ts';
import type { Pixels } from './types.ts';

const picture = (channels: 3 | 4, value: (x: number, y: number) => number): Pixels => {
  const [width, height] = [320, 240];
  const data = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    data.fill(value(pixel % width, Math.floor(pixel / width)), pixel * channels, (pixel + 1) * channels);
  }
  return { data, width, height, channels };
};

const ramp = (x: number, y: number): number => (x + y) % 256;

test('the same picture gives the same thumbnail, with or without an alpha channel', () => {
  const one = thumbnailOf(picture(3, ramp));
  const other = thumbnailOf(picture(4, ramp));
  expect(thumbnailDifference(one, other)).toBe(0);
  expect(thumbnailHash(one)).toBe(thumbnailHash(other));
});

test('one grey level of noise in a tenth of the pixels is a difference', () => {
  const still = thumbnailOf(picture(3, () => 100));
  const noisy = thumbnailOf(
    picture(3, (x, y) => 100 + (Math.imul(x * 31 + y * 17, 2_654_435_761) >>> 28 === 0 ? 1 : 0)),
  );
  expect(thumbnailDifference(still, noisy)).toBeGreaterThan(0.0001);
  expect(thumbnailHash(still)).not.toBe(thumbnailHash(noisy));
});

test('black and white differ by 1', () => {
  const black = thumbnailOf(picture(3, () => 0));
  const white = thumbnailOf(picture(3, () => 255));
  expect(thumbnailDifference(black, white)).toBe(1);
});

const distance = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;

describe('blocks', () => {
  const still = thumbnailBlocks(drawThumbnail({}));

  test('are about 1, sixteen in a row, twelve rows', () => {
    expect(still).toHaveLength(16 * 12);
    expect(still.reduce((sum, value) => sum + value, 0) / still.length).toBeCloseTo(1, 1);
  });

  test('change with movement, little with noise, and not with lamps whose flicker runs through the rows', () => {
    const moved = distance(still, thumbnailBlocks(drawThumbnail({ face: { x: 10, y: 0 } })));
    const noisy = distance(still, thumbnailBlocks(drawThumbnail({ noise: 4 })));
    const flickering = thumbnailBlocks(drawThumbnail({ light: (row) => 1 + 0.1 * Math.sin(Math.floor(row / 4)) }));
    expect(noisy).toBeLessThan(moved / 2);
    expect(distance(still, flickering)).toBeLessThan(noisy);
  });

  test('of a black picture are finite', () => {
    expect(thumbnailBlocks(new Uint8Array(64 * 48)).every((value) => value === 0)).toBe(true);
  });
});
