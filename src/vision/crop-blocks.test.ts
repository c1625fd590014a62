import { describe, expect, it } from 'vitest';
import { averageBlocks } from './crop-blocks.ts';
import type { Pixels } from './types.ts';

const value = (x: number, y: number, channel: number): number => (x * 37 + y * 101 + channel * 73 + x * y) % 256;

const draw = (width: number, height: number, channels: 3 | 4, pixel = value): Pixels => {
  const data = new Uint8ClampedArray(width * height * channels).map((_value, index) => {
    const at = Math.floor(index / channels);
    return pixel(at % width, Math.floor(at / width), index % channels);
  });
  return { data, width, height, channels };
};

/** The same pixels starting at an odd byte, where they cannot be read as 32-bit words. */
const misaligned = (pixels: Pixels): Pixels => {
  const data = new Uint8Array(pixels.data.length + 1).subarray(1);
  data.set(pixels.data);
  return { ...pixels, data };
};

const everything = { left: -5, top: -5, right: 1000, bottom: 1000 };

describe('averageBlocks', () => {
  it.each([1, 2, 3, 5, 16, 17, 40])(
    'takes the mean of each block of %i pixels squared, as a plain loop does',
    (block) => {
      const pixels = draw(83, 61, 4);
      const grid = averageBlocks(pixels, block, everything);
      expect(grid).toMatchObject({ left: 0, top: 0, width: Math.floor(83 / block), height: Math.floor(61 / block) });
      const [column, row] = [grid.width - 1, grid.height >> 1];
      for (const channel of [0, 1, 2]) {
        let sum = 0;
        for (let y = row * block; y < (row + 1) * block; y += 1) {
          for (let x = column * block; x < (column + 1) * block; x += 1) {
            sum += value(x, y, channel);
          }
        }
        expect(grid.data[(row * grid.width + column) * 3 + channel]).toBe(Math.fround(sum / block ** 2));
      }
    },
  );

  it.each([1, 4, 16])('gives the same means for every layout of the pixels, blocks of %i', (block) => {
    const rgba = draw(83, 61, 4);
    const region = { left: 1, top: 0, right: 3, bottom: 2 };
    const grid = averageBlocks(rgba, block, region);
    expect(averageBlocks(misaligned(rgba), block, region)).toEqual(grid);
    expect(averageBlocks(draw(83, 61, 3), block, region)).toEqual(grid);
  });

  it('does not carry from channel to channel in an all-white block', () => {
    const white = draw(64, 64, 4, () => 255);
    expect([...new Set(averageBlocks(white, 16, everything).data)]).toEqual([255]);
    expect([...new Set(averageBlocks(white, 32, everything).data)]).toEqual([255]);
  });

  it('is clipped to the region and to the frame', () => {
    const grid = averageBlocks(draw(40, 40, 4), 4, { left: 2, top: 7, right: 4, bottom: 30 });
    expect(grid).toMatchObject({ left: 2, top: 7, width: 3, height: 3 });
    const beyond = averageBlocks(draw(40, 40, 4), 4, { left: 50, top: -9, right: 60, bottom: -2 });
    expect(beyond).toMatchObject({ left: 9, top: 0, width: 1, height: 1 });
  });
});
