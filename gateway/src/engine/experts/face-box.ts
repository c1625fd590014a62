import type { Box, FaceGeometry } from 'lifesign/vision';

/**
 * Width and height of the upright box from the brows to the chin, and the height of its middle above the geometry's centre,
 * in units of `FaceGeometry.scale`.
 */
const BOX = { width: 1.97, height: 2.61, rise: 0.187 } as const;

/** The face box from which crops for third-party nets are computed: brows to chin, as face detectors draw it. */
export const browsToChin = ({ center, scale }: FaceGeometry): Box => {
  const width = BOX.width * scale;
  const height = BOX.height * scale;
  return { x: center.x - width / 2, y: center.y - BOX.rise * scale - height / 2, width, height };
};
