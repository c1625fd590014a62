/** Boxes of pictures stored with an EXIF orientation: tools differ in whether boxes refer to the stored or the upright picture. */
import type { Box, Point } from '../../src/vision/types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the picture as stored to the upright one. `orientation` is 1..8, `upright` the upright picture's size. */
export const turnBox = (box: Box, orientation: number, upright: Size): Box => {
  const toUpright = TURNS[orientation] ?? ((point) => point);
  const one = toUpright({ x: box.x, y: box.y }, upright);
  const other = toUpright({ x: box.x + box.width, y: box.y + box.height }, upright);
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
};

const TURNS: Readonly<Record<number, (point: Point, upright: Size) => Point>> = {
  2: ({ x, y }, { width }) => ({ x: width - x, y }),
  3: ({ x, y }, { width, height }) => ({ x: width - x, y: height - y }),
  4: ({ x, y }, { height }) => ({ x, y: height - y }),
  5: ({ x, y }) => ({ x: y, y: x }),
  6: ({ x, y }, { width }) => ({ x: width - y, y: x }),
  7: ({ x, y }, { width, height }) => ({ x: width - y, y: height - x }),
  8: ({ x, y }, { height }) => ({ x: y, y: height - x }),
};
