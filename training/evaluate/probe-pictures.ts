/** Copies of pictures with parts removed, to see what a score depends on. The inputs are not changed. */
import sharp from 'sharp';
import { FACE_BOX } from '../../src/vision/box-crop.ts';
import { faceOutline } from '../../src/vision/quality.ts';
import type { FaceGeometry, Pixels } from '../../src/vision/types.ts';
import { createRandom } from '../common/random.ts';
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

/** The part of the frame that is `boxes` face boxes wide and high, or as much of it as the frame has. */
export const cutFrame = (pixels: Pixels, geometry: FaceGeometry, boxes: number): Seen => {
  const { center, scale } = geometry;
  const [reachX, reachY] = [(FACE_BOX.width / 2) * scale * boxes, (FACE_BOX.height / 2) * scale * boxes];
  const middleY = center.y - FACE_BOX.rise * scale;
  const left = Math.max(0, Math.floor(center.x - reachX));
  const top = Math.max(0, Math.floor(middleY - reachY));
  const width = Math.min(pixels.width, Math.ceil(center.x + reachX)) - left;
  const height = Math.min(pixels.height, Math.ceil(middleY + reachY)) - top;
  const data = new Uint8Array(width * height * pixels.channels);
  for (let row = 0; row < height; row += 1) {
    const start = ((top + row) * pixels.width + left) * pixels.channels;
    data.set(pixels.data.subarray(start, start + width * pixels.channels), row * width * pixels.channels);
  }
  return {
    pixels: { data, width, height, channels: pixels.channels },
    geometry: { ...geometry, center: { x: center.x - left, y: center.y - top } },
  };
};

/** Width of each bar as a share of the frame's. */
const BAR = 1 / 3;

/** The whole frame between two black bars, as a camera gives it that fills a picture of another shape. */
export const addBars = ({ data, width, height, channels }: Pixels, geometry: FaceGeometry): Seen => {
  const bar = Math.round(width * BAR);
  const wide = width + 2 * bar;
  const painted = new Uint8Array(wide * height * channels);
  for (let row = 0; row < height; row += 1) {
    const start = row * width * channels;
    painted.set(data.subarray(start, start + width * channels), (row * wide + bar) * channels);
  }
  return {
    pixels: { data: painted, width: wide, height, channels },
    geometry: { ...geometry, center: { ...geometry.center, x: geometry.center.x + bar } },
  };
};

/** Luma of the face, 0..1, in the light of the room alone and together with the screen's. */
export interface Light {
  readonly room: number;
  readonly face: number;
}

/** Encoded values are about the power 1 / 2.2 of light. */
const GAMMA = 2.2;
/** Noise of a sensor in a dark room, in encoded values of 0..255. */
const NOISE = 3;
/** How far from the face the screen's light falls to a third, in units of `FaceGeometry.scale`: it comes from an arm's length. */
const REACH = 4;

/**
 * Less light in the room, and a screen's light on everything near the face. Every surface is treated as a reflector of both, so a
 * replay on a screen becomes as dark as a face.
 */
export const relit = (pixels: Pixels, geometry: FaceGeometry, { room, face }: Light): Pixels => {
  const { data, width, channels } = pixels;
  const { center, scale } = geometry;
  const before = faceLuma(pixels, geometry) ** GAMMA;
  const dim = Math.min(1, room ** GAMMA / before);
  const screen = (face ** GAMMA - room ** GAMMA) / before;
  const random = createRandom(1);
  const changed = Uint8Array.from(data, (value, index) => {
    const pixel = Math.floor(index / channels);
    if (index % channels === 3) {
      return value;
    }
    const away = Math.hypot((pixel % width) - center.x, Math.floor(pixel / width) - center.y) / (REACH * scale);
    const light = (value / 255) ** GAMMA * (dim + screen * Math.exp(-away * away));
    const noise = (random() + random() - 1) * NOISE * Math.sqrt(6);
    return Math.max(0, Math.min(255, Math.round(Math.min(1, light) ** (1 / GAMMA) * 255 + noise)));
  });
  return { ...pixels, data: changed };
};

/** Mean of the channels over the face, 0..1. */
const faceLuma = ({ data, width, height, channels }: Pixels, geometry: FaceGeometry): number => {
  const outline = faceOutline(geometry);
  let [sum, count] = [0, 0];
  for (let y = Math.max(0, Math.ceil(outline.y)); y < Math.min(height, outline.y + outline.height); y += 1) {
    for (let x = Math.max(0, Math.ceil(outline.x)); x < Math.min(width, outline.x + outline.width); x += 1) {
      const at = (y * width + x) * channels;
      sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
      count += 3;
    }
  }
  return Math.max(1, sum / Math.max(1, count)) / 255;
};

/** Sides of the screen in shares of the frame's; its rim in those of the screen. */
const SCREEN = { width: 0.3, height: 0.28, rim: 0.05 };

/** A lit screen with a dark rim at the top of the frame, on the side that has more room; the head hides what lies behind it. */
export const hangScreen = (pixels: Pixels, geometry: FaceGeometry): Pixels => {
  const { data, width, height, channels } = pixels;
  const { center, scale } = geometry;
  const [across, down] = [width * SCREEN.width, height * SCREEN.height];
  const left = center.x > width / 2 ? width * 0.04 : width * 0.96 - across;
  const top = height * 0.06;
  const painted = Uint8Array.from(data);
  for (let y = Math.ceil(top); y < top + down; y += 1) {
    for (let x = Math.ceil(left); x < left + across; x += 1) {
      const isHead = Math.hypot((x - center.x) / 1.5, (y - center.y) / 2.1) < scale;
      if (x >= 0 && x < width && !isHead) {
        const [u, v] = [(x - left) / across, (y - top) / down];
        const isRim = Math.min(u, 1 - u) * across < SCREEN.rim * down || Math.min(v, 1 - v) < SCREEN.rim;
        const at = (y * width + x) * channels;
        painted.set(isRim ? [18, 18, 20] : [90 + 110 * u, 150 + 60 * v, 225 - 60 * u], at);
      }
    }
  }
  return { ...pixels, data: painted };
};
