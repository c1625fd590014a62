/**
 * Pictures on which an expert's answers are recorded and compared. Integer arithmetic only, so that every machine draws the
 * same. One face has room for a crop of four boxes, the other is at the border; surroundings, colours and light differ from
 * place to place, so that each setting of an entry changes an answer.
 */
import type { FaceGeometry, Pixels } from 'lifesign/vision';

export interface DrawnPicture {
  readonly pixels: Pixels;
  readonly geometry: FaceGeometry;
}

const WIDTH = 320;
const HEIGHT = 240;
const CHANNELS = 3;

const draw = (seed: number, x: number, y: number, scale: number): DrawnPicture => {
  const data = Uint8Array.from({ length: WIDTH * HEIGHT * CHANNELS }, (_value, index) => {
    const channel = index % CHANNELS;
    const column = Math.floor(index / CHANNELS) % WIDTH;
    const row = Math.floor(index / (CHANNELS * WIDTH));
    const stripes = (column * (2 + seed) + row * (3 + 2 * seed) + channel * 11) % 64;
    const light = Math.floor(((96 - 30 * channel) * (column ** 2 + row ** 2)) / (WIDTH ** 2 + HEIGHT ** 2));
    const isFace = Math.abs(column - x) <= scale && Math.abs(row - y) <= scale;
    return stripes + light + (isFace ? 95 : 0);
  });
  return {
    pixels: { data, width: WIDTH, height: HEIGHT, channels: CHANNELS },
    geometry: { center: { x, y }, scale, roll: 0, yaw: 0, pitch: 0 },
  };
};

export const DRAWN_PICTURES: readonly [DrawnPicture, DrawnPicture] = [draw(1, 160, 124, 20), draw(2, 40, 170, 30)];
