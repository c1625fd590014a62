import { expect, it } from 'vitest';
import { fitHomography, invert, project, type Homography } from './homography.ts';

const GRID = [-1, -0.3, 0.4, 1].flatMap((x) => [-1, 0, 0.7].map((y) => ({ x, y })));

const MOVED: Homography = [1.1, -0.2, 0.3, 0.15, 0.9, -0.4, 0.12, -0.2, 1];

it('finds the movement of a plane from its points', () => {
  const found = fitHomography(
    GRID,
    GRID.map((point) => project(MOVED, point)),
  );
  expect(found?.map((value) => Number(value.toFixed(6)))).toEqual(MOVED);
});

it('is undone by its inverse', () => {
  const undo = invert(MOVED);
  for (const point of GRID) {
    const back = project(undo, project(MOVED, point));
    expect(back.x).toBeCloseTo(point.x, 9);
    expect(back.y).toBeCloseTo(point.y, 9);
  }
});

it('distributes the error of an outlier over all points', () => {
  const to = GRID.map((point) => project(MOVED, point));
  const bent = to.map((point, index) => (index === 5 ? { ...point, x: point.x + 0.1 } : point));
  const found = fitHomography(GRID, bent);
  const errors = GRID.map((point, index) => {
    const target = bent[index] ?? point;
    const at = found === null ? point : project(found, point);
    return Math.hypot(at.x - target.x, at.y - target.y);
  });
  expect(Math.max(...errors)).toBeGreaterThan(0.03);
  expect(Math.max(...errors)).toBeLessThan(0.1);
});

it.each([
  ['points on one line', GRID.map(({ x }) => ({ x, y: 2 * x }))],
  ['a single point', [{ x: 0.1, y: 0.2 }]],
  ['no points', []],
])('is null for %s', (_what, points) => {
  expect(fitHomography(points, points)).toBeNull();
});
