/** Draws the input of a branch of the liveness net from a frame. */
import { cropBox, type BoxCropSpec } from './box-crop.ts';
import type { FaceGeometry, Pixels } from './types.ts';
import { drawWholeFrame, faceCells, type WholeFrameSpec } from './whole-frame.ts';

export type NetInputSpec = BoxCropSpec | WholeFrameSpec;

export interface NetInput {
  /** HWC RGB, 0..1. */
  readonly picture: Float32Array;
  /** The share of each cell of the picture that the face covers, 0..1, for nets of the whole frame. */
  readonly face?: Float32Array;
}

export const drawNetInput = (pixels: Pixels, geometry: FaceGeometry, spec: NetInputSpec): NetInput =>
  'boxes' in spec
    ? { picture: cropBox(pixels, geometry, spec) }
    : { picture: drawWholeFrame(pixels, spec), face: faceCells(pixels, geometry, spec) };
