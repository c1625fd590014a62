import type { Box, FaceGeometry } from 'lifesign/vision';

/**
 * Width and height of the upright box from the brows to the chin, and how far its middle lies above the geometry's centre,
 * in units of `FaceGeometry.scale`.
 */
const BOX = { width: 1.97, height: 2.61, rise: 0.187 } as const;

/** The box that nets of others are fed crops of: brows to chin, as detectors of faces draw it. The only place that makes it. */
export const browsToChin = ({ center, scale }: FaceGeometry): Box => {
  const width = BOX.width * scale;
  const height = BOX.height * scale;
  return { x: center.x - width / 2, y: center.y - BOX.rise * scale - height / 2, width, height };
};
