import { describe, expect, it } from 'vitest';
import { expertInput, toPlanes } from './expert-input.ts';
import { browsToChin } from './face-box.ts';

const FACING = { roll: 0, yaw: 0, pitch: 0 } as const;

it('makes a box from brows to chin out of eyes and mouth', () => {
  const { x, y, width, height } = browsToChin({ center: { x: 100, y: 100 }, scale: 50, ...FACING });
  expect([x, y, width, height]).toEqual([50.75, 25.4, 98.5, 130.5].map((side) => expect.closeTo(side, 6) as number));
});

describe('the values of an input', () => {
  const square = Float32Array.of(255, 51, 0, 102, 153, 204);

  it.each([
    ['RGB', '0-255', [255, 102, 51, 153, 0, 204]],
    ['BGR', '0-255', [0, 204, 51, 153, 255, 102]],
    ['RGB', '0-1', [1, 0.4, 0.2, 0.6, 0, 0.8]],
    ['BGR', '0-1', [0, 0.8, 0.2, 0.6, 1, 0.4]],
  ] as const)('%s, %s: one plane for each colour', (order, range, planes) => {
    expect([...toPlanes(square, { order, range })]).toEqual(planes.map((value) => expect.closeTo(value, 6) as number));
  });

  it('are those of the crop around the face', () => {
    const [width, height] = [120, 120];
    // On black, a white square exactly where the box is.
    const data = Uint8Array.from({ length: width * height * 3 }, (_value, index) => {
      const [column, row] = [Math.floor(index / 3) % width, Math.floor(index / (3 * width))];
      return column >= 40 && column < 80 && row >= 30 && row < 83 ? 255 : 0;
    });
    const geometry = { center: { x: 60, y: 60.2 }, scale: 40 / 1.97, ...FACING };
    const mean = (scale: number): number => {
      const input = { size: 16, order: 'RGB', range: '0-1' } as const;
      const values = expertInput({ data, width, height, channels: 3 }, geometry, {
        crop: { scale, border: 'moved' },
        input,
      });
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(mean(0.9)).toBeCloseTo(1, 2);
    expect(mean(2)).toBeCloseTo(1 / 4, 1);
  });
});
