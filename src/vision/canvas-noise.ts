/**
 * Whether a canvas returns what was drawn on it. Browsers that protect against fingerprinting change what is read: by a
 * grey level here and there, or to random pixels.
 */
import { LifesignError } from '../errors.ts';
import { createPixelReader } from './draw-frame.ts';

export const CANVAS_NOISE = {
  /**
   * Mean over all samples, grey levels. Rounding to whole levels alone causes as much, and the quietest sensor
   * more. Measured: 0.004 with the noise of Firefox, about 80 where it gives random pixels.
   */
  tolerated: 0.25,
} as const;

const SIDE = 64;

/** Draws a known picture, reads it back as frames are read, and returns the mean difference in grey levels. */
export const measureCanvasNoise = async (): Promise<number> => {
  const known = knownPicture();
  const picture = await createImageBitmap(new ImageData(known, SIDE, SIDE));
  const { data } = createPixelReader(SIDE)(picture);
  picture.close();
  let sum = 0;
  for (let index = 0; index < known.length; index += 1) {
    sum += Math.abs((known[index] ?? 0) - (data[index] ?? 0));
  }
  // Alpha is 255 in both.
  return sum / (SIDE * SIDE * 3);
};

/** Rejects with `canvas-blocked` when the browser changes what a canvas reads. */
export const requireTrueCanvas = async (): Promise<void> => {
  const noise = await measureCanvasNoise();
  if (noise > CANVAS_NOISE.tolerated) {
    throw canvasBlocked(noise);
  }
};

export const canvasBlocked = (noise: number): LifesignError =>
  new LifesignError(
    'canvas-blocked',
    `Pixels read from a canvas differ from those drawn by ${noise.toFixed(2)} grey levels on average: the browser, or an ` +
      'extension, guards against fingerprinting on this site',
    { detail: 'canvas-readback' },
  );

/** Gradients in every direction: browsers add no noise to plain areas. */
const knownPicture = (): Uint8ClampedArray<ArrayBuffer> => {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let index = 0; index < SIDE * SIDE; index += 1) {
    const x = index % SIDE;
    const y = Math.floor(index / SIDE);
    data.set([x * 4, y * 4, ((x * 7) ^ (y * 3)) & 0xff, 255], index * 4);
  }
  return data;
};
