import { describe, expect, test } from 'vitest';
import { measureShapeMotion } from './shape-motion.ts';
import { TEMPORAL } from './temporal.ts';
import type { Point } from './types.ts';

type Solid = readonly [number, number, number];

/** Eyes, nose, mouth and ears of a head, in eye distances; z towards the camera. */
const HEAD: readonly Solid[] = [
  [-0.5, -0.5, 0],
  [0.5, -0.5, 0],
  [0, 0.04, 0.45],
  [0, 0.5, 0.15],
  [-1.1, -0.3, -1],
  [1.1, -0.3, -1],
];
const FLAT: readonly Solid[] = HEAD.map(([x, y]) => [x, y, 0]);

/** A seeded generator: the same jitter in each run. */
const noise = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
};

interface Motion {
  readonly yaw?: number;
  readonly pitch?: number;
  readonly roll?: number;
  readonly zoom?: number;
  readonly jitter?: number;
}

/** 40 frames of points swinging by the given angles, seen in perspective from 8 eye distances, 100 px each. */
const film = (solid: readonly Solid[], { yaw = 0, pitch = 0, roll = 0, zoom = 0, jitter = 0 }: Motion): Point[][] => {
  const random = noise(7);
  return Array.from({ length: 40 }, (_, frame) => {
    const swing = Math.sin((frame / 40) * 2 * Math.PI);
    const [cy, sy] = [Math.cos(yaw * swing), Math.sin(yaw * swing)];
    const [cp, sp] = [Math.cos(pitch * swing), Math.sin(pitch * swing)];
    const [cr, sr] = [Math.cos(roll * swing), Math.sin(roll * swing)];
    return solid.map(([x, y, z]) => {
      const [x1, z1] = [x * cy + z * sy, z * cy - x * sy];
      const [y1, z2] = [y * cp - z1 * sp, z1 * cp + y * sp];
      const size = (800 * (1 + zoom * swing)) / (8 - z2);
      return {
        x: 320 + 30 * swing + size * (x1 * cr - y1 * sr) + jitter * random(),
        y: 240 + size * (x1 * sr + y1 * cr) + jitter * random(),
      };
    });
  });
};

describe('a plane and a head', () => {
  test('a picture that is tilted moves as a plane', () => {
    const motion = measureShapeMotion(film(FLAT, { yaw: 0.8, jitter: 1.5 }));
    expect(motion.tilt).toBeGreaterThan(0.05);
    expect(motion.planarity).toBeGreaterThan(TEMPORAL.planarFrom);
  });

  test('a head that turns as far does not', () => {
    const motion = measureShapeMotion(film(HEAD, { yaw: 0.8, jitter: 1.5 }));
    expect(motion.parallax).toBeGreaterThan(0.1);
    expect(motion.planarity).toBeLessThan(0.4);
  });

  test.each([
    ['moving aside', {}],
    ['leaning', { roll: 0.4 }],
    ['coming nearer', { zoom: 0.3 }],
  ])('%s is neither tilt nor parallax', (_, motion) => {
    const { tilt, parallax } = measureShapeMotion(film(FLAT, motion));
    expect(tilt).toBeLessThan(0.01);
    expect(parallax).toBeLessThan(0.01);
  });

  test('the jitter of a detector is mostly left out', () => {
    const { tilt, parallax } = measureShapeMotion(film(HEAD, { jitter: 2 }));
    expect(tilt).toBeLessThan(0.015);
    expect(parallax).toBeLessThan(0.015);
  });
});

test.each([
  ['no frames', []],
  ['two frames', film(HEAD, {}).slice(0, 2)],
  ['three points', film(HEAD.slice(0, 3), { yaw: 0.5 })],
  [
    'points on a line',
    film(
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 0, 0],
        [3, 0, 0],
      ],
      {},
    ),
  ],
  [
    'points in one place',
    film(
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      {},
    ),
  ],
])('%s tell nothing and break nothing', (_, shapes) => {
  expect(measureShapeMotion(shapes)).toEqual({ tilt: 0, parallax: 0, planarity: 1 });
});
