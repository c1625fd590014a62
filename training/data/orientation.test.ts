import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './folder.ts';
import { turnBox } from './orientation.ts';

const WIDTH = 60;
const HEIGHT = 40;
const box = { x: 8, y: 4, width: 16, height: 8 };

/** Black, with the box in white. */
const stored = (orientation: number): Promise<Buffer> =>
  sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#000' } })
    .composite([
      {
        input: { create: { width: box.width, height: box.height, channels: 3, background: '#fff' } },
        left: box.x,
        top: box.y,
      },
    ])
    .withMetadata({ orientation })
    .png()
    .toBuffer();

describe('turnBox', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'puts the box of orientation %i where the upright picture shows it',
    async (turn) => {
      const pixels = await decodeImage(await stored(turn));
      const turned = turnBox(box, turn, pixels);
      const isWhite = (x: number, y: number): boolean => (pixels.data[(y * pixels.width + x) * 3] ?? 0) > 128;
      let white = 0;
      let inside = 0;
      for (let y = 0; y < pixels.height; y += 1) {
        for (let x = 0; x < pixels.width; x += 1) {
          const isInside =
            x >= turned.x && x < turned.x + turned.width && y >= turned.y && y < turned.y + turned.height;
          white += isWhite(x, y) ? 1 : 0;
          inside += isWhite(x, y) && isInside ? 1 : 0;
        }
      }
      expect(white).toBe(box.width * box.height);
      expect(inside).toBe(white);
    },
  );
});
