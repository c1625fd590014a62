import type { Pixels } from 'lifesign/vision';
import { describe, expect, it } from 'vitest';
import { regionOf, resample, type FaceCrop } from './face-crop.ts';

const PICTURE = { width: 640, height: 480 };

const moved = (scale: number): FaceCrop => ({ scale, border: 'moved' });
const reflected = (scale: number): FaceCrop => ({ scale, border: 'reflected' });

describe('the region of a crop', () => {
  it.each([
    ['has room', { x: 270, y: 180, width: 100, height: 120 }, moved(2), { x: 220, y: 120, width: 201, height: 241 }],
    [
      'is moved from the left and top',
      { x: 10, y: 5, width: 100, height: 120 },
      moved(2),
      { x: 0, y: 0, width: 201, height: 241 },
    ],
    [
      'is moved from the right and bottom',
      { x: 560, y: 380, width: 60, height: 80 },
      moved(3),
      { x: 459, y: 239, width: 181, height: 241 },
    ],
    [
      'is shrunk to the height, the box keeping its shape',
      { x: 270, y: 150, width: 150, height: 200 },
      moved(4),
      { x: 165, y: 0, width: 360, height: 480 },
    ],
    [
      'is a square of the longer side',
      { x: 270, y: 180, width: 100, height: 120 },
      reflected(1.5),
      { x: 230, y: 150, width: 180, height: 180 },
    ],
    [
      'may reach beyond the picture',
      { x: 0, y: 400, width: 60, height: 80 },
      reflected(1.5),
      { x: -30, y: 380, width: 120, height: 120 },
    ],
  ] as const)('%s', (_case, box, crop, region) => {
    expect(regionOf(box, crop, PICTURE)).toEqual(region);
  });
});

/** One row of grey values, in every row of the picture. */
const rows = (values: readonly number[], height = values.length, channels: 3 | 4 = 3): Pixels => ({
  data: Uint8Array.from({ length: values.length * height * channels }, (_value, index) =>
    index % channels === 3 ? 255 : (values[Math.floor(index / channels) % values.length] ?? 0),
  ),
  width: values.length,
  height,
  channels,
});

/** The red values of the first row. */
const firstRow = (square: Float32Array, size: number): number[] =>
  Array.from({ length: size }, (_value, column) => square[column * 3] ?? Number.NaN);

describe('resampling', () => {
  it('copies pixels when the sizes agree, with and without alpha', () => {
    for (const channels of [3, 4] as const) {
      const square = resample(rows([10, 20, 30, 40], 4, channels), { x: 1, y: 1, width: 2, height: 2 }, 2);
      expect([...square]).toEqual([20, 20, 20, 30, 30, 30, 20, 20, 20, 30, 30, 30]);
    }
  });

  it('keeps the colours and the rows apart', () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const square = resample({ data, width: 2, height: 2, channels: 3 }, { x: 0, y: 0, width: 2, height: 2 }, 2);
    expect([...square]).toEqual([...data]);
  });

  it('averages the pixels that a pixel covers, weighted by area', () => {
    const region = { x: 0, y: 0, width: 4, height: 4 };
    expect(firstRow(resample(rows([10, 20, 30, 50]), region, 2), 2)).toEqual([15, 40]);
    const thirds = firstRow(resample(rows([10, 20, 30, 50]), region, 3), 3);
    expect(thirds[0]).toBeCloseTo((10 + 20 / 3) / (4 / 3), 4);
    expect(thirds[1]).toBeCloseTo(25, 4);
    expect(thirds[2]).toBeCloseTo((30 / 3 + 50) / (4 / 3), 4);
  });

  it('interpolates where it enlarges, within the region', () => {
    const square = resample(rows([0, 100, 200, 99]), { x: 1, y: 0, width: 2, height: 2 }, 4);
    expect(firstRow(square, 4)).toEqual([100, 125, 175, 200]);
  });

  it('reflects the picture at its border without repeating the outermost pixel', () => {
    const left = resample(rows([10, 20, 30, 40]), { x: -2, y: -2, width: 4, height: 4 }, 4);
    expect(firstRow(left, 4)).toEqual([30, 20, 10, 20]);
    const right = resample(rows([10, 20, 30, 40]), { x: 2, y: 0, width: 4, height: 4 }, 4);
    expect(firstRow(right, 4)).toEqual([30, 40, 30, 20]);
    const far = resample(rows([10, 20, 30]), { x: -5, y: 0, width: 12, height: 12 }, 12);
    expect(firstRow(far, 12)).toEqual([20, 10, 20, 30, 20, 10, 20, 30, 20, 10, 20, 30]);
  });
});
