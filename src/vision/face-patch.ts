/** The inner face (brows to mouth, cheek to cheek) as a small upright luma picture, so that light is measured on skin alone. */
import type { FaceGeometry, Pixels } from './types.ts';

/** Samples on each side of a patch. */
export const PATCH_SIZE = 64;

/** Half of the patch's side in units of `geometry.scale`: eyes and mouth at half a unit from the centre, hair outside. */
const PATCH_REACH = 0.8;

/** Offsets of the four readings in a sample's cell: averaging them prevents aliasing, which would look like sharpness. */
const TAPS = [-0.25, 0.25] as const;

/** `PATCH_SIZE` squared luma values, 0..255, row-major, levelled by the head's roll. Beyond the frame, its border repeats. */
export const facePatch = (pixels: Pixels, geometry: FaceGeometry): Float32Array => {
  const { data, width, height, channels } = pixels;
  const patch = new Float32Array(PATCH_SIZE * PATCH_SIZE);
  const step = (2 * PATCH_REACH * geometry.scale) / PATCH_SIZE;
  const cos = Math.cos(geometry.roll) * step;
  const sin = Math.sin(geometry.roll) * step;
  const middle = (PATCH_SIZE - 1) / 2;
  const lastX = width - 1;
  const lastY = height - 1;
  let index = 0;
  for (let row = 0; row < PATCH_SIZE; row += 1) {
    for (let column = 0; column < PATCH_SIZE; column += 1) {
      let sum = 0;
      for (const tapY of TAPS) {
        for (const tapX of TAPS) {
          const across = column - middle + tapX;
          const down = row - middle + tapY;
          const x = Math.min(lastX, Math.max(0, Math.round(geometry.center.x + across * cos - down * sin)));
          const y = Math.min(lastY, Math.max(0, Math.round(geometry.center.y + across * sin + down * cos)));
          const at = (y * width + x) * channels;
          // Rec. 601 weights as integers over 256: the JPEG and webcam convention.
          sum += 77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0);
        }
      }
      patch[index] = sum / 1024;
      index += 1;
    }
  }
  return patch;
};
