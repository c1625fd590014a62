import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cropBox, type BoxCropSpec } from './box-crop.ts';
import { cropFace, type CropSpec } from './crop.ts';
import type { FaceGeometry, Pixels } from './types.ts';

/** Written by training/train/parity.py. */
interface Parity {
  readonly width: number;
  readonly height: number;
  readonly cases: readonly {
    readonly name: string;
    readonly geometry: Pick<FaceGeometry, 'center' | 'scale' | 'roll'>;
    readonly spec: CropSpec | BoxCropSpec;
    readonly values: readonly number[];
  }[];
}

const parity = JSON.parse(
  readFileSync(new URL('../../training/train/crop-parity.json', import.meta.url), 'utf8'),
) as Parity;

const draw = (
  width: number,
  height: number,
  channels: 3 | 4,
  value: (x: number, y: number, c: number) => number,
): Pixels => {
  const data = new Uint8Array(width * height * channels).map((_value, index) => {
    const pixel = Math.floor(index / channels);
    const channel = index % channels;
    return channel === 3 ? 255 : value(pixel % width, Math.floor(pixel / width), channel);
  });
  return { data, width, height, channels };
};

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const waves = (x: number, y: number, c: number): number =>
  (Math.abs(modulo(3 * x + 2 * y + 40 * c, 128) - 64) * 2 + Math.abs(modulo(x - 2 * y, 256) - 128)) % 256;

const upright = (x: number, y: number, scale: number, roll = 0): FaceGeometry => ({
  center: { x, y },
  scale,
  roll,
  yaw: 0,
  pitch: 0,
});

/** A gradient over 100 x 80 units, at `factor` pixels per unit. */
const slope = (factor: number): Pixels =>
  draw(100 * factor, 80 * factor, 3, (x, y, c) => ((x + 0.5) / factor) * 1.5 + ((y + 0.5) / factor) * (0.3 + 0.2 * c));

describe('cropFace', () => {
  const pixels = draw(parity.width, parity.height, 3, waves);

  it.each(parity.cases)('gives what the trainer saw: $name', ({ geometry, spec, values }) => {
    const face = { ...geometry, yaw: 0, pitch: 0 };
    const crop = 'boxes' in spec ? cropBox(pixels, face, spec) : cropFace(pixels, face, spec);
    const errors = values.map((value, index) => Math.abs(value - (crop[index] ?? Number.NaN)));
    expect(crop).toHaveLength(values.length);
    // OpenCV places samples on a grid of 1/32 pixel; the picture changes by up to a tenth from pixel to pixel, more at folds.
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.004);
    expect(Math.max(...errors)).toBeLessThan(0.04);
  });

  it('reads RGBA as it reads RGB', () => {
    const spec = { size: 16, extent: 2, drop: 0.2 };
    const geometry = upright(150, 110, 30, 0.3);
    expect(cropFace(draw(parity.width, parity.height, 4, waves), geometry, spec)).toEqual(
      cropFace(pixels, geometry, spec),
    );
  });

  it('shows the same square whatever the resolution', () => {
    const spec = { size: 32, extent: 2, drop: 0.2 };
    const small = cropFace(slope(1), upright(50, 40, 25, 0.4), spec);
    const large = cropFace(slope(7), upright(350, 280, 175, 0.4), spec);
    for (const [index, value] of small.entries()) {
      expect(Math.abs(value - (large[index] ?? Number.NaN))).toBeLessThan(0.012);
    }
  });

  it('undoes the roll of the head', () => {
    // A black half below a line that leans by the roll.
    const roll = 0.5;
    const halves = draw(200, 200, 3, (x, y) =>
      -(x - 100) * Math.sin(roll) + (y - 100) * Math.cos(roll) > 0 ? 0 : 255,
    );
    const crop = cropFace(halves, upright(100, 100, 50, roll), { size: 20, extent: 2, drop: 0 });
    const row = (index: number): number[] => Array.from(crop.subarray(index * 60, index * 60 + 60));
    expect(Math.min(...row(8))).toBeGreaterThan(0.9);
    expect(Math.max(...row(11))).toBeLessThan(0.1);
  });

  it('repeats the border where the square leaves the frame', () => {
    const edge = draw(40, 40, 3, (x) => (x === 0 ? 200 : 10));
    const crop = cropFace(edge, upright(-30, 20, 10), { size: 8, extent: 1, drop: 0 });
    expect(Array.from(crop).every((value) => Math.abs(value - 200 / 255) < 1e-6)).toBe(true);
  });

  it('accepts a face larger than the frame', () => {
    const crop = cropFace(
      draw(8, 6, 3, () => 51),
      upright(4, 3, 500),
      { size: 8, extent: 6, drop: 0.2 },
    );
    expect(Array.from(crop).every((value) => Math.abs(value - 0.2) < 1e-6)).toBe(true);
  });
});
