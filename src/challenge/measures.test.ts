import { describe, expect, it } from 'vitest';
import type { Landmarks } from '../vision/landmarks/landmarks.ts';
import { AXES, LIDS, MOUTH_CORNERS, NOSE_LINE, NOSE_SIDES, NOSE_TIP, RIGID } from './face-points.ts';
import { measure } from './measures.ts';
import { shapeOf } from './neutral.ts';

type Point3 = readonly [x: number, y: number, z: number];

const onSkin = (x: number, y: number): Point3 => [x, y, 0.9 * (x * x + 0.4 * y * y)];

/** A head of few points: a curved face with a nose, in widths between the eyes, nearer is smaller in z. */
const HEAD: ReadonlyMap<number, Point3> = (() => {
  const points = new Map<number, Point3>();
  const place = (indices: readonly number[], x: number, y: number): void => {
    for (const [order, index] of indices.entries()) {
      points.set(index, onSkin(x + 0.03 * order, y + 0.02 * order));
    }
  };
  for (const [order, index] of RIGID.entries()) {
    points.set(index, onSkin(0.62 * Math.cos(order * 2.4), 0.25 + 0.6 * Math.sin(order * 1.7)));
  }
  place([33], -0.5, 0);
  place([133], -0.18, 0);
  place([362], 0.18, 0);
  place([263], 0.5, 0);
  place(AXES.right, -0.7, 0.1);
  place(AXES.left, 0.7, 0.1);
  place(AXES.top, 0, -0.5);
  place(AXES.chin, 0, 1.1);
  place(NOSE_LINE, 0, 0.2);
  place(NOSE_SIDES.slice(0, 1), -0.35, 0.4);
  place(NOSE_SIDES.slice(1, 2), 0.35, 0.4);
  place([MOUTH_CORNERS.right], -0.27, 0.75);
  place([MOUTH_CORNERS.left], 0.27, 0.75);
  for (const [side, x] of [
    ['right', -0.34],
    ['left', 0.34],
  ] as const) {
    for (const [upper, lower] of LIDS[side]) {
      points.set(upper, onSkin(x, -0.05));
      points.set(lower, onSkin(x, 0.05));
    }
  }
  for (const index of NOSE_TIP) {
    points.set(index, [0, 0.38, -0.28]);
  }
  return points;
})();

type Move = (point: Point3) => Point3;

const turned =
  (degrees: number): Move =>
  ([x, y, z]) => {
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    // To the person's left: their nose goes to the picture's right.
    return [x * cos - z * sin, y, z * cos + x * sin];
  };

const nodded =
  (degrees: number): Move =>
  ([x, y, z]) => {
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    return [x, y * cos - z * sin, z * cos + y * sin];
  };

const flat: Move = ([x, y]) => [x, y, 0];

const DISTANCE = 6;

/** Projected as a camera sees it, in pixels. */
const seen = (change: (index: number, point: Point3) => Point3 = (_index, point) => point): Landmarks => {
  const landmarks = new Float32Array(468 * 3);
  for (const [index, at] of HEAD) {
    const [x, y, z] = change(index, at);
    const zoom = (100 * DISTANCE) / (DISTANCE + z);
    landmarks.set([320 + x * zoom, 240 + y * zoom, z * 100], index * 3);
  }
  return landmarks;
};

const against = (landmarks: Landmarks, neutral = seen()) => {
  const measures = measure(shapeOf(neutral), shapeOf(landmarks), 7);
  if (measures === null) {
    throw new Error('nothing measured');
  }
  return measures;
};

describe('measures', () => {
  it('measures no change in a still face', () => {
    const { at, aspect, mouthWidth, rightEye, leftEye, ...changes } = against(seen());
    expect(at).toBe(7);
    for (const value of [aspect - 1, mouthWidth - 1, rightEye - 1, leftEye - 1, ...Object.values(changes)]) {
      expect(value).toBeCloseTo(0, 6);
    }
  });

  it("tells left from right and up from down, from the person's side", () => {
    expect(against(seen((_index, point) => turned(25)(point)))).toMatchObject({
      yaw: expect.closeTo(25, -1),
      noseAcross: expect.toSatisfy((value: number) => value > 0.08),
    });
    expect(against(seen((_index, point) => turned(-25)(point))).noseAcross).toBeLessThan(-0.08);
    const down = against(seen((_index, point) => nodded(20)(point)));
    expect(down.noseDown).toBeGreaterThan(0.06);
    expect(down.pitch).toBeLessThan(-15);
    expect(against(seen((_index, point) => nodded(-20)(point))).noseDown).toBeLessThan(-0.06);
  });

  it.each<[string, Move]>([
    ['turned', turned(40)],
    ['turned the other way', turned(-40)],
    ['tilted', nodded(40)],
    ['turned and tilted', (point) => nodded(-25)(turned(30)(point))],
    ['moved, nearer', ([x, y, z]) => [x + 0.4, y - 0.2, z - 1.5]],
  ])('finds no depth, no blink and no smile in a flat picture that is %s', (_how, move) => {
    const picture = seen((_index, point) => flat(point));
    const moved = seen((_index, point) => move(flat(point)));
    const { noseAcross, noseDown, rightEye, leftEye, mouthWidth, cornerLift } = against(moved, picture);
    for (const value of [noseAcross, noseDown, rightEye - 1, leftEye - 1, mouthWidth - 1, cornerLift]) {
      expect(Math.abs(value)).toBeLessThan(0.001);
    }
  });

  it('measures how much narrower a turned picture becomes', () => {
    const picture = seen((_index, point) => flat(point));
    const { aspect } = against(
      seen((_index, point) => turned(40)(flat(point))),
      picture,
    );
    expect(aspect).toBeCloseTo(Math.cos((40 * Math.PI) / 180), 1);
  });

  it('measures which eye closes', () => {
    const lower = new Set<number>(LIDS.right.map(([, index]) => index));
    const winking = seen((index, [x, y, z]) => (lower.has(index) ? [x, y - 0.08, z] : [x, y, z]));
    expect(against(winking).rightEye).toBeCloseTo(0.2, 1);
    expect(against(winking).leftEye).toBeCloseTo(1, 1);
  });

  it('measures a mouth that widens and rises', () => {
    const corners = new Set<number>(Object.values(MOUTH_CORNERS));
    const smiling = seen((index, [x, y, z]) => (corners.has(index) ? [x * 1.3, y - 0.08, z] : [x, y, z]));
    expect(against(smiling).mouthWidth).toBeCloseTo(1.3, 1);
    expect(against(smiling).cornerLift).toBeGreaterThan(0.06);
  });

  it('does not depend on the face’s position, size and roll', () => {
    const smiling = seen((index, [x, y, z]) => (index === MOUTH_CORNERS.left ? [x * 1.5, y, z] : [x, y, z]));
    const [sin, cos] = [Math.sin(0.3), Math.cos(0.3)];
    const moved = smiling.map((_value, index) => {
      const [x, y, z] = [0, 1, 2].map((axis) => smiling[index - (index % 3) + axis] ?? 0);
      const turnedAxes = [x ?? 0, y ?? 0];
      const [a = 0, b = 0] = turnedAxes;
      return index % 3 === 0
        ? 0.5 * (a * cos - b * sin) + 40
        : index % 3 === 1
          ? 0.5 * (a * sin + b * cos) - 9
          : 0.5 * (z ?? 0);
    });
    const [one, other] = [against(smiling), against(moved)];
    expect(other.mouthWidth).toBeCloseTo(one.mouthWidth, 3);
    expect(other.cornerLift).toBeCloseTo(one.cornerLift, 3);
  });

  it('measures nothing where there is no face', () => {
    expect(measure(shapeOf(seen()), new Float32Array(468 * 3), 0)).toBeNull();
  });
});
