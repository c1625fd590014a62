import { describe, expect, test } from 'vitest';
import { fitWithin } from './draw-frame.ts';
import { chooseFrames } from './frames.ts';

const times = (frames: readonly (readonly [number, number])[]): number[] =>
  chooseFrames(frames.map(([at, quality]) => ({ at, quality }))).map(({ at }) => at);

describe('chooseFrames', () => {
  test.each([
    ['none of no frames', [], []],
    ['the only one', [[100, 0.5]], [100]],
    [
      'the best, then the next best',
      [
        [0, 0.5],
        [500, 0.9],
        [1000, 0.6],
      ],
      [500, 1000],
    ],
    [
      'not a neighbour of the best if another is further apart',
      [
        [0, 0.3],
        [900, 0.8],
        [1000, 0.9],
      ],
      [1000, 0],
    ],
    [
      'the furthest if none is far enough apart',
      [
        [800, 0.3],
        [900, 0.8],
        [1000, 0.9],
      ],
      [1000, 800],
    ],
  ] as const)('%s', (_, frames, expected) => {
    expect(times(frames)).toEqual(expected);
  });
});

describe('fitWithin', () => {
  test.each([
    [{ width: 640, height: 480 }, 640, { width: 640, height: 480 }],
    [{ width: 1280, height: 720 }, 640, { width: 640, height: 360 }],
    [{ width: 720, height: 1280 }, 640, { width: 360, height: 640 }],
    [{ width: 320, height: 240 }, 640, { width: 320, height: 240 }],
    [{ width: 5000, height: 2 }, 640, { width: 640, height: 1 }],
  ])('%o within %d', (size, side, expected) => {
    expect(fitWithin(size, side)).toEqual(expected);
  });
});
