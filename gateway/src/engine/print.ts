/** Descriptions of a picture's face for later reuse checks: a hash to look up copies, and a small square to distinguish copies from other moments. */
import { cropFace, type FaceGeometry, geometryOf, mainFace, type Pixels } from 'lifesign/vision';
import type { Square } from '../images/copies.ts';
import { HASHED_SIDE, perceptualHash } from '../images/perceptual-hash.ts';
import type { FacePrint, PicturePrint } from '../images/picture-print.ts';
import { type Detector, PORTRAIT, type Portrait } from './portrait.ts';

/**
 * Squares around the face, in units of its scale: levelled and scaled to one size, they do not depend on how the picture was
 * cropped or resized. The hash covers the head alone, the square also some surroundings: two moments differ most in the position
 * of the head in front of them.
 */
const HASHED = { size: HASHED_SIDE, extent: 2.6, drop: 0.1 } as const;
const KEPT = { size: 96, extent: 3.2, drop: 0.1 } as const;

export const printOf = async (
  { pixels, geometry }: Pick<Portrait, 'pixels' | 'geometry'>,
  detector: Detector,
): Promise<PicturePrint> => {
  const mirror = mirrorOf(pixels);
  const faces = (await detector.detect(mirror, PORTRAIT.minConfidence)).map((face) => ({
    confidence: face.confidence,
    geometry: geometryOf(face),
  }));
  const main = mainFace(faces, mirror);
  return {
    plain: facePrintOf(pixels, geometry),
    mirrored: main === null ? null : facePrintOf(mirror, main.geometry),
  };
};

const facePrintOf = (pixels: Pixels, geometry: FaceGeometry): FacePrint => ({
  hash: perceptualHash(brightnessOf(cropFace(pixels, geometry, HASHED))),
  square: squareOf(pixels, geometry),
});

const mirrorOf = ({ data, width, height, channels }: Pixels): Pixels => {
  const mirrored = new Uint8Array(data.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = (row * width + column) * channels;
      const to = (row * width + width - 1 - column) * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        mirrored[to + channel] = data[from + channel] ?? 0;
      }
    }
  }
  return { data: mirrored, width, height, channels };
};

const squareOf = (pixels: Pixels, geometry: FaceGeometry): Square => {
  const { size, extent, drop } = KEPT;
  const brightness = brightnessOf(cropFace(pixels, geometry, KEPT));
  const step = (extent * geometry.scale) / size;
  const cos = Math.cos(geometry.roll) * step;
  const sin = Math.sin(geometry.roll) * step;
  const middleX = geometry.center.x - Math.sin(geometry.roll) * drop * geometry.scale;
  const middleY = geometry.center.y + Math.cos(geometry.roll) * drop * geometry.scale;
  const data = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const right = column + 0.5 - size / 2;
      const down = row + 0.5 - size / 2;
      const x = middleX + right * cos - down * sin;
      const y = middleY + right * sin + down * cos;
      const isInside = x >= 0 && y >= 0 && x < pixels.width && y < pixels.height;
      const value = Math.round(255 * (brightness[row * size + column] ?? 0));
      data[row * size + column] = isInside ? Math.max(1, value) : 0;
    }
  }
  return { side: size, data };
};

/** Rec. 601 weights. */
const brightnessOf = (crop: Float32Array): Float32Array =>
  Float32Array.from(
    { length: crop.length / 3 },
    (_, index) =>
      0.299 * (crop[3 * index] ?? 0) + 0.587 * (crop[3 * index + 1] ?? 0) + 0.114 * (crop[3 * index + 2] ?? 0),
  );
