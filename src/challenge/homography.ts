/** The movement of a plane before a camera: the best projective map from one set of points to another. */
import type { Point } from '../vision/types.ts';

/** Row by row. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

const UNKNOWNS = 8;

/**
 * Least squares over all pairs; null when the points are degenerate. Coordinates should be of the order
 * of one and around zero.
 */
export const fitHomography = (from: readonly Point[], to: readonly Point[]): Homography | null => {
  // The normal equations, each row with its right side as the last column.
  const rows = Array.from({ length: UNKNOWNS }, () => new Float64Array(UNKNOWNS + 1));
  for (const [index, { x, y }] of from.entries()) {
    const target = to[index];
    if (target !== undefined) {
      accumulate(rows, [x, y, 1, 0, 0, 0, -target.x * x, -target.x * y, target.x]);
      accumulate(rows, [0, 0, 0, x, y, 1, -target.y * x, -target.y * y, target.y]);
    }
  }
  const solved = solve(rows);
  if (solved === null) {
    return null;
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved;
  return [a, b, c, d, e, f, g, h, 1];
};

export const project = ([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point => {
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
};

/** Up to a factor, which does not change a projective map. */
export const invert = ([a, b, c, d, e, f, g, h, i]: Homography): Homography => [
  e * i - f * h,
  c * h - b * i,
  b * f - c * e,
  f * g - d * i,
  a * i - c * g,
  c * d - a * f,
  d * h - e * g,
  b * g - a * h,
  a * e - b * d,
];

const accumulate = (rows: readonly Float64Array[], equation: readonly number[]): void => {
  for (const [index, row] of rows.entries()) {
    const factor = equation[index] ?? 0;
    for (const [column, value] of equation.entries()) {
      row[column] = (row[column] ?? 0) + factor * value;
    }
  }
};

const SINGULAR = 1e-12;

/** Gaussian elimination with pivoting, in place. */
const solve = (rows: Float64Array[]): readonly number[] | null => {
  for (let column = 0; column < UNKNOWNS; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best));
    const value = pivot[column] ?? 0;
    if (!(Math.abs(value) > SINGULAR)) {
      return null;
    }
    const place = rows.indexOf(pivot);
    [rows[column], rows[place]] = [pivot, rows[column] ?? pivot];
    for (const row of rows) {
      if (row !== pivot) {
        const factor = (row[column] ?? 0) / value;
        for (let index = column; index <= UNKNOWNS; index += 1) {
          row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0);
        }
      }
    }
  }
  return rows.map((row, index) => (row[UNKNOWNS] ?? 0) / (row[index] ?? 1));
};
