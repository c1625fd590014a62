/**
 * How the face's points move against each other. A flat picture, however it is moved, changes by an affine map (its
 * perspective is small at arm's length); a head that turns or speaks does not, because nose, ears and mouth lie at
 * different depths and move by themselves.
 */
import type { Point } from './types.ts';

export interface ShapeMotion {
  /** Change of the affine map that is not moving, turning or zooming in the image: something tilts or turns. 0 = none. */
  readonly tilt: number;
  /** Change that no affine map explains, root mean square per point over the size of the face. 0 = none. */
  readonly parallax: number;
  /** Share of `tilt` in both, 0..1; 1 = moves as a plane. Says nothing while `tilt` is about 0. */
  readonly planarity: number;
}

const STILL: ShapeMotion = { tilt: 0, parallax: 0, planarity: 1 };

type Vectors = readonly Point[];

/** @param shapes the same points, in the same order, in frames one after the other; pixels. */
export const measureShapeMotion = (shapes: readonly Vectors[]): ShapeMotion => {
  const count = Math.min(...shapes.map((shape) => shape.length));
  // An affine map explains any three points, so that four are the least that can disagree with it.
  if (shapes.length < 3 || count < 4) {
    return STILL;
  }
  const normal = shapes.map((shape) => normalise(shape.slice(0, count)));
  const mean = meanShape(normal, count);
  const moment = inverseMoment(mean);
  if (moment === null) {
    return STILL;
  }
  const fits = normal.map((shape) => fitAffine(mean, shape, moment));
  const tilt = correlatedSpread(fits.map((fit) => [fit.stretch]));
  const parallax = correlatedSpread(fits.map((fit) => fit.residual));
  return { tilt, parallax, planarity: tilt + parallax === 0 ? 1 : tilt / (tilt + parallax) };
};

/** Centred on its mean, with a root mean square distance of 1 from it. */
const normalise = (shape: Vectors): Vectors => {
  const x = shape.reduce((sum, point) => sum + point.x, 0) / shape.length;
  const y = shape.reduce((sum, point) => sum + point.y, 0) / shape.length;
  const centred = shape.map((point) => ({ x: point.x - x, y: point.y - y }));
  const size = Math.sqrt(centred.reduce((sum, point) => sum + point.x ** 2 + point.y ** 2, 0) / shape.length);
  return size === 0 ? centred : centred.map((point) => ({ x: point.x / size, y: point.y / size }));
};

const meanShape = (shapes: readonly Vectors[], count: number): Vectors =>
  Array.from({ length: count }, (_, index) => ({
    x: shapes.reduce((sum, shape) => sum + (shape[index]?.x ?? 0), 0) / shapes.length,
    y: shapes.reduce((sum, shape) => sum + (shape[index]?.y ?? 0), 0) / shapes.length,
  }));

interface Symmetric {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Null when all points lie on a line. */
const inverseMoment = (shape: Vectors): Symmetric | null => {
  const xx = shape.reduce((sum, { x }) => sum + x * x, 0);
  const xy = shape.reduce((sum, { x, y }) => sum + x * y, 0);
  const yy = shape.reduce((sum, { y }) => sum + y * y, 0);
  const determinant = xx * yy - xy * xy;
  return determinant < 1e-6 ? null : { xx: yy / determinant, xy: -xy / determinant, yy: xx / determinant };
};

interface AffineFit {
  /** The part of the map that changes proportions, over the part that turns and zooms. */
  readonly stretch: Point;
  readonly residual: Vectors;
}

const fitAffine = (from: Vectors, to: Vectors, inverse: Symmetric): AffineFit => {
  const product = (side: 'x' | 'y', other: 'x' | 'y'): number =>
    to.reduce((sum, point, index) => sum + point[side] * (from[index]?.[other] ?? 0), 0);
  const row = (side: 'x' | 'y'): Point => {
    const [px, py] = [product(side, 'x'), product(side, 'y')];
    return { x: px * inverse.xx + py * inverse.xy, y: px * inverse.xy + py * inverse.yy };
  };
  const [a, b] = [row('x'), row('y')];
  const turn = Math.hypot((a.x + b.y) / 2, (b.x - a.y) / 2) || 1;
  return {
    stretch: { x: (a.x - b.y) / 2 / turn, y: (a.y + b.x) / 2 / turn },
    residual: to.map((point, index) => {
      const { x, y } = from[index] ?? { x: 0, y: 0 };
      return { x: point.x - (a.x * x + a.y * y), y: point.y - (b.x * x + b.y * y) };
    }),
  };
};

/**
 * Root mean square per vector of what changes from frame to frame together. Taken between neighbouring frames, so that
 * the detector's jitter, which is new in each frame, cancels out.
 */
const correlatedSpread = (series: readonly Vectors[]): number => {
  const count = series[0]?.length ?? 0;
  const mean = meanShape(series, count);
  let sum = 0;
  for (let frame = 1; frame < series.length; frame += 1) {
    for (let index = 0; index < count; index += 1) {
      const { x, y } = mean[index] ?? { x: 0, y: 0 };
      const here = series[frame]?.[index] ?? { x, y };
      const before = series[frame - 1]?.[index] ?? { x, y };
      sum += (here.x - x) * (before.x - x) + (here.y - y) * (before.y - y);
    }
  }
  return Math.sqrt(Math.max(0, sum / ((series.length - 1) * count)));
};
