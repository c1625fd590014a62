import { describe, expect, test } from 'vitest';
import { drawThumbnail } from '../../testkit/draw-thumbnail.ts';
import { regionShift } from './region-shift.ts';

const ALL = Array.from({ length: 64 * 48 }, (_, place) => place);
/** The upper left part, where only the room is. */
const CORNER = ALL.filter((place) => place % 64 < 18 && place < 64 * 30);

const moved = (x: number, y: number) => drawThumbnail({ room: { x, y } });

describe('regionShift', () => {
  test.each([
    [0, 0],
    [20, 0],
    [-40, 30],
    [5, -15],
    [13, 7],
  ])('finds a movement by %d and %d pixels, parts of a sample included', (x, y) => {
    const shift = regionShift(moved(0, 0), moved(x, y), CORNER);
    // A sample is ten pixels.
    expect(Math.hypot((shift?.x ?? 9) - x / 10, (shift?.y ?? 9) - y / 10)).toBeLessThan(0.25);
  });

  test('is robust to noise and a change of exposure', () => {
    const before = drawThumbnail({ noise: 8, frame: 1 });
    const after = drawThumbnail({ room: { x: 20, y: 10 }, noise: 8, frame: 2, light: () => 0.9 });
    const shift = regionShift(before, after, CORNER);
    expect(Math.hypot((shift?.x ?? 9) - 2, (shift?.y ?? 9) - 1)).toBeLessThan(0.3);
  });

  test.each([
    ['a plain wall', { isPlain: true }, { isPlain: true }],
    ['a plain wall with noise on it', { isPlain: true, noise: 6, frame: 1 }, { isPlain: true, noise: 6, frame: 2 }],
    ['a movement beyond the search range', {}, { room: { x: 150, y: 0 } }],
  ] as const)('is null for %s', (_, before, after) => {
    expect(regionShift(drawThumbnail(before), drawThumbnail(after), CORNER)).toBeNull();
  });

  test('is null for a few samples', () => {
    expect(regionShift(moved(0, 0), moved(10, 0), CORNER.slice(0, 20))).toBeNull();
  });
});
