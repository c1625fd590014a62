/** How well a face is lit, as one number for records; the fields of the quality give the details. */
import type { FrameQuality } from '../vision/types.ts';

/** Mean luma above which more light does not help. */
const ENOUGH_LUMA = 0.4;

/** 0..1, two decimals. Bright enough, nothing clipped, even from side to side. */
export const lightingOf = ({ luma, clippedDark, clippedBright, balance }: FrameQuality): number => {
  const brightness = Math.min(1, luma / ENOUGH_LUMA);
  const unclipped = Math.max(0, 1 - clippedDark - clippedBright);
  return Math.round(100 * brightness * unclipped * (0.5 + 0.5 * balance)) / 100;
};
