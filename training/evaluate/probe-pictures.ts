/** Copies of pictures with parts removed, to see what a score depends on. The inputs are not changed. */
import sharp from 'sharp';
import { faceOutline } from '../../src/vision/quality.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import { decodeImage } from '../data/folder.ts';
import type { Seen } from './score.ts';

/** The colour that the net normalises to 0. */
const GREY = 128;

/** Paints the face grey from brow to chin and cheek to cheek; hair, hands, borders and the room stay. */
export const blankFace = (pixels: Pixels, geometry: FaceGeometry): Pixels => {
  const { x, y, width, height } = faceOutline(geometry);
  return paint(pixels, {
    x: x + width / 2,
    y: y + height / 2,
    across: width / 2,
    down: height / 2,
    roll: geometry.roll,
  });
};

/** @param extent side of the square around the face that is inside the grey disc, in units of `FaceGeometry.scale`. */
export const blankHead = (pixels: Pixels, geometry: FaceGeometry, extent: number, drop: number): Pixels => {
  const { center, scale, roll } = geometry;
  const reach = (extent / 2) * scale * Math.SQRT2;
  return paint(pixels, {
    x: center.x - Math.sin(roll) * drop * scale,
    y: center.y + Math.cos(roll) * drop * scale,
    across: reach,
    down: reach,
    roll,
  });
};

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
  readonly roll: number;
}

const paint = ({ data, width, height, channels }: Pixels, { x, y, across, down, roll }: Ellipse): Pixels => {
  const painted = Uint8Array.from(data);
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [right, below] = [column - x, row - y];
      const u = (right * cos + below * sin) / across;
      const v = (below * cos - right * sin) / down;
      if (u * u + v * v <= 1) {
        const at = (row * width + column) * channels;
        painted.fill(GREY, at, at + 3);
      }
    }
  }
  return { data: painted, width, height, channels };
};

/** Gives every picture the same size and compression, so that neither reveals the class. */
export const reencode = async (pixels: Pixels, geometry: FaceGeometry): Promise<Seen> => {
  const { data, width, height, channels } = pixels;
  const factor = SAME_SIDE / Math.max(width, height);
  const bytes = await sharp(data, { raw: { width, height, channels } })
    .resize(Math.round(width * factor), Math.round(height * factor), { fit: 'fill' })
    .jpeg({ quality: 60 })
    .toBuffer();
  const { center, scale } = geometry;
  const moved = { x: center.x * factor, y: center.y * factor };
  return { pixels: await decodeImage(bytes), geometry: { ...geometry, center: moved, scale: scale * factor } };
};

const SAME_SIDE = 480;
