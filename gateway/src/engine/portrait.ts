/**
 * From uploaded bytes to their main face, or the reason why there is none.
 * The device has already checked the quality; here only what would spoil the verdict is rejected, so the limits are laxer than
 * the device's and a picture that it accepted does not fail by rounding.
 */
import {
  assessQuality,
  faceOutline,
  geometryOf,
  type DetectedFace,
  type FaceGeometry,
  type FrameQuality,
  type Pixels,
} from 'lifesign/vision';
import type { CaptureProblem } from './types.ts';
import { decodeImage } from './decode.ts';

export interface Portrait {
  readonly pixels: Pixels;
  readonly confidence: number;
  readonly geometry: FaceGeometry;
  readonly quality: FrameQuality;
  /** Number of other faces about as near as the main one. */
  readonly rivals: number;
}

export type PortraitProblem = Exclude<CaptureProblem, 'different-faces'>;

export type FoundPortrait =
  | { readonly ok: true; readonly portrait: Portrait }
  | { readonly ok: false; readonly problem: 'unreadable' | 'no-face' };

export interface Detector {
  detect(pixels: Pixels, minConfidence: number): Promise<readonly DetectedFace[]>;
}

export const PORTRAIT = {
  minConfidence: 0.5,
  /** A rival must be detected with high confidence; people far behind the main face are not counted. */
  rivalConfidence: 0.65,
  /** In units of the main face's scale. */
  rivalScale: 0.6,
  /** Pixels between eyes and mouth. */
  minScalePx: 24,
  /** For reference pictures: a second face of comparable size would leave open whose picture it is. */
  referenceRivalScale: 0.85,
  maxClippedDark: 0.7,
  maxClippedBright: 0.6,
  minContrast: 0.03,
  /** Live webcam frames have 0.3 and more, a face blurred by a tenth of its eye distance has 0.18. */
  minSharpness: 0.18,
} as const;

/** The largest face of the picture. */
export const findPortrait = async (
  bytes: Uint8Array,
  detector: Detector,
  rivalScale: number = PORTRAIT.rivalScale,
): Promise<FoundPortrait> => {
  const pixels = await decodeImage(bytes);
  if (pixels === null) {
    return { ok: false, problem: 'unreadable' };
  }
  const faces = (await detector.detect(pixels, PORTRAIT.minConfidence))
    .map((face) => ({ confidence: face.confidence, geometry: geometryOf(face) }))
    .toSorted((a, b) => b.geometry.scale - a.geometry.scale);
  const [main, ...others] = faces;
  if (main === undefined) {
    return { ok: false, problem: 'no-face' };
  }
  const rivals = others.filter(
    ({ confidence, geometry }) =>
      confidence >= PORTRAIT.rivalConfidence &&
      geometry.scale >= rivalScale * main.geometry.scale &&
      !isWithin(main.geometry, geometry),
  ).length;
  const { quality } = assessQuality({ pixels, geometry: main.geometry, rivals, speed: 0 });
  return { ok: true, portrait: { pixels, ...main, quality, rivals } };
};

/** A second detection inside the face is the same face seen twice. */
const isWithin = (main: FaceGeometry, { center }: FaceGeometry): boolean => {
  const { x, y, width, height } = faceOutline(main);
  return center.x >= x && center.x <= x + width && center.y >= y && center.y <= y + height;
};

/** Why a selfie cannot be verified, the first reason in a fixed order; null when it can. */
export const problemOf = ({ geometry, quality, rivals }: Portrait): PortraitProblem | null => {
  if (rivals > 0) {
    return 'several-faces';
  }
  if (geometry.scale < PORTRAIT.minScalePx) {
    return 'too-small';
  }
  const isPoor =
    quality.clippedDark > PORTRAIT.maxClippedDark ||
    quality.clippedBright > PORTRAIT.maxClippedBright ||
    quality.contrast < PORTRAIT.minContrast ||
    quality.sharpness < PORTRAIT.minSharpness;
  return isPoor ? 'poor-quality' : null;
};
