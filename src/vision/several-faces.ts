/**
 * Chooses the main face of a picture and counts the faces that compete with it: one rule for the device and the gateway, so
 * that one does not refuse what the other accepts.
 */
import { faceOutline } from './quality.ts';
import type { FaceGeometry } from './types.ts';

export interface LocatedFace {
  readonly confidence: number;
  readonly geometry: FaceGeometry;
}

export const RIVAL = {
  /** In units of the main face's scale: half as large is a second person in the picture, smaller is a person in the background. */
  scale: 0.5,
  /** Detector confidence from which another face counts, 0..1: uncertain detections are ignored. */
  confidence: 0.65,
} as const;

/** The largest face near the middle: the person who holds the device, not a passer-by. Null without faces. */
export const mainFace = <Face extends LocatedFace>(
  faces: readonly Face[],
  frame: { readonly width: number; readonly height: number },
): Face | null => {
  const weight = ({ geometry: { center, scale } }: Face): number => {
    const away = Math.hypot(center.x - frame.width / 2, center.y - frame.height / 2);
    return scale * (1 - (0.5 * away) / Math.hypot(frame.width / 2, frame.height / 2));
  };
  return faces.reduce<Face | null>((best, face) => (best === null || weight(face) > weight(best) ? face : best), null);
};

/** How many other faces compete with the main one. A second detection within its outline is the same face seen twice. */
export const countRivals = (
  faces: readonly LocatedFace[],
  main: LocatedFace,
  leastScale: number = RIVAL.scale,
): number => {
  const { x, y, width, height } = faceOutline(main.geometry);
  return faces.filter(
    (face) =>
      face !== main &&
      face.confidence >= RIVAL.confidence &&
      face.geometry.scale >= leastScale * main.geometry.scale &&
      !(
        face.geometry.center.x >= x &&
        face.geometry.center.x <= x + width &&
        face.geometry.center.y >= y &&
        face.geometry.center.y <= y + height
      ),
  ).length;
};
