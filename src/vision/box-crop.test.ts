import { describe, expect, it } from 'vitest';
import { cropBox, FACE_BOX } from './box-crop.ts';
import type { FaceGeometry, Pixels } from './types.ts';

/** Red is the column's share of the width, green the row's of the height. */
const ramp = (width: number, height: number): Pixels => ({
  data: Uint8Array.from({ length: width * height * 3 }, (_value, index) => {
    const pixel = Math.floor(index / 3);
    const shares = [((pixel % width) + 0.5) / width, (Math.floor(pixel / width) + 0.5) / height, 0];
    return 255 * (shares[index % 3] ?? 0);
  }),
  width,
  height,
  channels: 3,
});

const face = (x: number, y: number, scale: number, roll = 0): FaceGeometry => ({
  center: { x, y },
  scale,
  roll,
  yaw: 0,
  pitch: 0,
});

/** Of the rectangle that a crop of a ramp shows, in shares of the frame. */
const edgesOf = (crop: Float32Array, size: number): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> => {
  const at = (row: number, column: number, channel: number): number => crop[(row * size + column) * 3 + channel] ?? NaN;
  const stepX = (at(0, size - 1, 0) - at(0, 0, 0)) / (size - 1);
  const stepY = (at(size - 1, 0, 1) - at(0, 0, 1)) / (size - 1);
  return {
    left: at(0, 0, 0) - stepX / 2,
    right: at(0, size - 1, 0) + stepX / 2,
    top: at(0, 0, 1) - stepY / 2,
    bottom: at(size - 1, 0, 1) + stepY / 2,
  };
};

const SIZE = 40;
const [WIDTH, HEIGHT] = [600, 400];

describe('cropBox', () => {
  const frame = ramp(WIDTH, HEIGHT);

  it('shows the given number of face boxes around the face', () => {
    const { left, right, top, bottom } = edgesOf(cropBox(frame, face(300, 210, 40), { size: SIZE, boxes: 2 }), SIZE);
    expect(left * WIDTH).toBeCloseTo(300 - FACE_BOX.width * 40, -0.5);
    expect(right * WIDTH).toBeCloseTo(300 + FACE_BOX.width * 40, -0.5);
    const middle = 210 - FACE_BOX.rise * 40;
    expect(top * HEIGHT).toBeCloseTo(middle - FACE_BOX.height * 40, -0.5);
    expect(bottom * HEIGHT).toBeCloseTo(middle + FACE_BOX.height * 40, -0.5);
  });

  it.each([
    ['left above', 10, 5],
    ['right below', 595, 390],
  ])('moves a rectangle that would leave the frame %s, and keeps its size', (_where, x, y) => {
    const { left, right, top, bottom } = edgesOf(cropBox(frame, face(x, y, 40), { size: SIZE, boxes: 2 }), SIZE);
    expect(Math.min(left, top)).toBeGreaterThan(-0.01);
    expect(Math.max(right, bottom)).toBeLessThan(1.01);
    expect((right - left) * WIDTH).toBeCloseTo(2 * FACE_BOX.width * 40, -0.5);
    expect((bottom - top) * HEIGHT).toBeCloseTo(2 * FACE_BOX.height * 40, -0.5);
  });

  it('shrinks a rectangle larger than the frame and keeps its shape', () => {
    const { left, right, top, bottom } = edgesOf(cropBox(frame, face(300, 200, 60), { size: SIZE, boxes: 4 }), SIZE);
    expect(top).toBeCloseTo(0, 2);
    expect(bottom).toBeCloseTo(1, 2);
    expect(((right - left) * WIDTH) / ((bottom - top) * HEIGHT)).toBeCloseTo(FACE_BOX.width / FACE_BOX.height, 2);
  });

  it('stays upright when the head rolls', () => {
    const spec = { size: SIZE, boxes: 1.5 };
    expect(cropBox(frame, face(300, 200, 40, 0.4), spec)).toEqual(cropBox(frame, face(300, 200, 40), spec));
  });
});
