/**
 * From uploaded bytes to their main face, or the reason why there is none.
 * The device has already checked the quality; here only what would spoil the verdict is rejected, so the limits are laxer than
 * the device's and a picture that it accepted does not fail by rounding.
 */
import {
  assessQuality,
  countRivals,
  geometryOf,
  mainFace,
  type DetectedFace,
  type FaceGeometry,
  type FrameQuality,
  type LocatedFace,
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

/** The main face, chosen as on the device. */
export const findPortrait = (bytes: Uint8Array, detector: Detector): Promise<FoundPortrait> =>
  find(bytes, detector, (faces, pixels) => {
    const main = mainFace(faces, pixels);
    return main === null ? null : { main, rivals: countRivals(faces, main) };
  });

/** The largest face of a document, wherever it is printed. */
export const findReference = (bytes: Uint8Array, detector: Detector): Promise<FoundPortrait> =>
  find(bytes, detector, (faces) => {
    const [main] = faces.toSorted((a, b) => b.geometry.scale - a.geometry.scale);
    return main === undefined ? null : { main, rivals: countRivals(faces, main, PORTRAIT.referenceRivalScale) };
  });

type Choose = (
  faces: readonly LocatedFace[],
  pixels: Pixels,
) => { readonly main: LocatedFace; readonly rivals: number } | null;

const find = async (bytes: Uint8Array, detector: Detector, choose: Choose): Promise<FoundPortrait> => {
  const pixels = await decodeImage(bytes);
  if (pixels === null) {
    return { ok: false, problem: 'unreadable' };
  }
  const faces = (await detector.detect(pixels, PORTRAIT.minConfidence)).map((face) => ({
    confidence: face.confidence,
    geometry: geometryOf(face),
  }));
  const chosen = choose(faces, pixels);
  if (chosen === null) {
    return { ok: false, problem: 'no-face' };
  }
  const { main, rivals } = chosen;
  const { quality } = assessQuality({ pixels, geometry: main.geometry, rivals, speed: 0 });
  return { ok: true, portrait: { pixels, ...main, quality, rivals } };
};

/** Why a selfie cannot be judged, the most obvious reason first; null when it can. */
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
