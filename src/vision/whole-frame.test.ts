import { describe, expect, it } from 'vitest';
import type { FaceGeometry, Pixels } from './types.ts';
import { drawWholeFrame, faceCells } from './whole-frame.ts';

const face = (x: number, y: number, scale: number): FaceGeometry => ({
  center: { x, y },
  scale,
  roll: 0,
  yaw: 0,
  pitch: 0,
});

const draw = (width: number, height: number, value: (x: number, y: number) => number): Pixels => ({
  data: Uint8Array.from({ length: width * height * 3 }, (_value, index) => {
    const pixel = Math.floor(index / 3);
    return value(pixel % width, Math.floor(pixel / width));
  }),
  width,
  height,
  channels: 3,
});

describe('drawWholeFrame', () => {
  it.each([
    [640, 480],
    [480, 640],
    [1280, 720],
    [96, 60],
  ])('shows all of a frame of %i x %i as a square', (width, height) => {
    // Brighter to the right in every row.
    const values = drawWholeFrame(
      draw(width, height, (x) => (x / width) * 255),
      { size: 24 },
    );
    expect(values).toHaveLength(24 * 24 * 3);
    for (const row of [0, 11, 23]) {
      for (const column of [0, 12, 23]) {
        expect(Math.abs((values[(row * 24 + column) * 3] ?? Number.NaN) - (column + 0.5) / 24)).toBeLessThan(0.02);
      }
    }
  });
});

describe('faceCells', () => {
  it('gives the share of each cell that the face box covers', () => {
    // The box is 1.97 by 2.61 scales, its middle 0.19 of one above the geometry's.
    const cells = faceCells({ width: 400, height: 400 }, face(200, 219, 100), { cells: 4 });
    expect(cells).toHaveLength(16);
    const side = (197 / 2 / 100).toFixed(3);
    expect([cells[5], cells[6], cells[9], cells[10]].map((value) => value?.toFixed(3))).toEqual([
      side,
      side,
      side,
      side,
    ]);
    // Beyond the middle two rows the box reaches 30.5 pixels into the first and the last.
    expect(cells[1]).toBeCloseTo(0.985 * 0.305, 3);
    expect(cells[4]).toBe(0);
  });

  it('gives only what lies in the frame', () => {
    const cells = faceCells({ width: 100, height: 100 }, face(0, 0, 1000), { cells: 2 });
    expect([...cells]).toEqual([1, 1, 1, 1]);
  });

  it('adds up to the box, whatever the shape of the frame', () => {
    const cells = faceCells({ width: 640, height: 480 }, face(310, 250, 60), { cells: 6 });
    const area = cells.reduce((sum, value) => sum + value, 0) / 36;
    expect(area).toBeCloseTo((1.97 * 60 * 2.61 * 60) / (640 * 480), 6);
  });
});
