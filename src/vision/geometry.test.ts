import { describe, expect, it } from 'vitest';
import { geometryOf } from './geometry.ts';
import type { DetectedFace, Point } from './types.ts';

const frontal = {
  rightEye: { x: 80, y: 90 },
  leftEye: { x: 120, y: 90 },
  nose: { x: 100, y: 113 },
  mouth: { x: 100, y: 132.8 },
};

const face = (points: typeof frontal, change: (point: Point) => Point = (point) => point): DetectedFace => ({
  // Boxes differ between detectors and must not matter.
  box: { x: 0, y: 0, width: 1, height: 1 },
  confidence: 1,
  rightEye: change(points.rightEye),
  leftEye: change(points.leftEye),
  nose: change(points.nose),
  mouth: change(points.mouth),
});

const turn = (angle: number) => (point: Point) => ({
  x: point.x * Math.cos(angle) - point.y * Math.sin(angle),
  y: point.x * Math.sin(angle) + point.y * Math.cos(angle),
});

const withNose = (x: number, y: number) => geometryOf(face({ ...frontal, nose: { x, y } }));

describe('geometryOf', () => {
  it('centres a frontal face between eyes and mouth, at the distance between them', () => {
    const { center, scale, roll, yaw, pitch } = geometryOf(face(frontal));
    expect(center.x).toBeCloseTo(100);
    expect(center.y).toBeCloseTo(111.4);
    expect(scale).toBeCloseTo(42.8);
    expect(roll).toBeCloseTo(0);
    expect(yaw).toBeCloseTo(0);
    expect(Math.abs(pitch)).toBeLessThan(0.05);
  });

  it.each([-3, -1.2, -0.3, 0.3, 1.2, 3])('follows a head that leans by %f rad, and nothing else changes', (angle) => {
    const level = geometryOf(face(frontal));
    const leaning = geometryOf(face(frontal, turn(angle)));
    expect(leaning.roll).toBeCloseTo(angle);
    expect(leaning.scale).toBeCloseTo(level.scale);
    expect(leaning.yaw).toBeCloseTo(level.yaw);
    expect(leaning.pitch).toBeCloseTo(level.pitch);
  });

  it('keeps its scale when the head turns and the eyes seem to come together', () => {
    const turned = { ...frontal, rightEye: { x: 92, y: 90 }, leftEye: { x: 116, y: 90 }, nose: { x: 118, y: 112 } };
    expect(geometryOf(face(turned)).scale).toBeGreaterThan(0.97 * geometryOf(face(frontal)).scale);
    expect(geometryOf(face(turned)).yaw).toBeGreaterThan(0.3);
  });

  it('keeps its scale when the head nods and the mouth seems to rise', () => {
    const nodding = { ...frontal, nose: { x: 100, y: 116 }, mouth: { x: 100, y: 118 } };
    expect(geometryOf(face(nodding)).scale).toBeCloseTo(geometryOf(face(frontal)).scale);
    expect(geometryOf(face(nodding)).pitch).toBeGreaterThan(0.3);
  });

  it('tells left from right and up from down by the nose', () => {
    expect(withNose(110, 113).yaw).toBeGreaterThan(0.2);
    expect(withNose(90, 113).yaw).toBeLessThan(-0.2);
    expect(withNose(100, 125).pitch).toBeGreaterThan(0.2);
    expect(withNose(100, 101).pitch).toBeLessThan(-0.2);
    expect(withNose(1000, 113).yaw).toBe(1);
  });

  it('gives finite numbers when all points coincide', () => {
    const point = { x: 5, y: 5 };
    const { scale, roll, yaw, pitch } = geometryOf(
      face({ rightEye: point, leftEye: point, nose: point, mouth: point }),
    );
    expect([scale, roll, yaw, pitch]).toEqual([0, 0, 0, 0]);
  });
});
