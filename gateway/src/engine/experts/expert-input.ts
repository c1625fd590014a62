import type { FaceGeometry, Pixels } from 'lifesign/vision';
import type { ExpertNet } from '../config.ts';
import { browsToChin } from './face-box.ts';
import { regionOf, resample } from './face-crop.ts';

/** The values of an expert's input tensor, 1 x 3 x size x size. */
export const expertInput = (
  pixels: Pixels,
  geometry: FaceGeometry,
  { crop, input }: Pick<ExpertNet, 'crop' | 'input'>,
): Float32Array => toPlanes(resample(pixels, regionOf(browsToChin(geometry), crop, pixels), input.size), input);

/** From RGB by pixel, 0..255, to one plane for each colour, in the order and range that the net was trained on. */
export const toPlanes = (
  square: Float32Array,
  { order, range }: Pick<ExpertNet['input'], 'order' | 'range'>,
): Float32Array => {
  const area = square.length / 3;
  const divisor = range === '0-1' ? 255 : 1;
  const planes = new Float32Array(square.length);
  for (let index = 0; index < square.length; index += 1) {
    const channel = index % 3;
    const plane = order === 'RGB' ? channel : 2 - channel;
    planes[plane * area + Math.floor(index / 3)] = (square[index] ?? 0) / divisor;
  }
  return planes;
};
