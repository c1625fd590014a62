/**
 * Whether a canvas gives back what was drawn on it. Browsers that guard against fingerprinting change what is read: by a
 * level here and there, or to something else altogether.
 */
import { LifesignError } from '../errors.ts';
import { createPixelReader } from './draw-frame.ts';

export const CANVAS_NOISE = {
  /**
   * Grey levels, the mean over all samples. The rounding to whole levels adds as much by itself, and the quietest sensor
   * more. Measured: 0.004 with the noise of Firefox, about 80 where it gives random pixels.
   */
  tolerated: 0.25,
} as const;

const SIDE = 64;

/** Draws a known picture and reads it back, as frames are read. 0: untouched. */
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

/** Rejects with `canvas-blocked` when frames could not be read. */
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

/** Colours in every direction: browsers leave plain surfaces alone. */
const knownPicture = (): Uint8ClampedArray<ArrayBuffer> => {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let index = 0; index < SIDE * SIDE; index += 1) {
    const x = index % SIDE;
    const y = Math.floor(index / SIDE);
    data.set([x * 4, y * 4, ((x * 7) ^ (y * 3)) & 0xff, 255], index * 4);
  }
  return data;
};
