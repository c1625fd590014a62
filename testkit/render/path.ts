/** SVG path data from points of the head. */
import type { Point2, Point3, Project } from './pose.ts';

const number = (value: number): string => value.toFixed(1);
const pair = ([x, y]: Point2): string => `${number(x)} ${number(y)}`;

/** A smooth line through the points (Catmull-Rom, written as cubic Béziers). */
export const smooth = (points: readonly Point2[], closed: boolean): string => {
  const at = (index: number): Point2 => {
    const wrapped = closed ? (index + points.length) % points.length : Math.min(Math.max(index, 0), points.length - 1);
    return points[wrapped] ?? [0, 0];
  };
  const segments = Array.from({ length: closed ? points.length : points.length - 1 }, (_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const leave: Point2 = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const arrive: Point2 = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    return `C${pair(leave)} ${pair(arrive)} ${pair(to)}`;
  });
  return `M${pair(at(0))}${segments.join('')}${closed ? 'Z' : ''}`;
};

export const closed = (project: Project, points: readonly Point3[]): string => smooth(points.map(project), true);

export const open = (project: Project, points: readonly Point3[]): string => smooth(points.map(project), false);

/** The points on the other half of the face, in reverse order, so that a half outline becomes a whole one. */
export const mirrored = (points: readonly Point3[]): Point3[] =>
  points.map(([x, y, z]): Point3 => [-x, y, z]).toReversed();

/** Places a point on the skin: the front of an ellipsoid, raised by `lift`. */
export const onSkin = (x: number, y: number, lift = 0): Point3 => {
  const depth = 1 - (x / 1.08) ** 2 - (y / 1.5) ** 2;
  return [x, y, 0.92 * Math.sqrt(Math.max(0.02, depth)) + lift];
};

/** An ellipse lying on the skin around a point, as an outline. */
export const patch = (x: number, y: number, radiusX: number, radiusY: number, lift = 0): Point3[] =>
  Array.from({ length: 10 }, (_, index) => {
    const angle = (index / 10) * 2 * Math.PI;
    return onSkin(x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle), lift);
  });
