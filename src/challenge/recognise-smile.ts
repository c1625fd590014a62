/** A smile: the mouth becomes wider and its corners rise while the head stays still, and then it relaxes again. */
import type { Measures } from './measures.ts';
import { endOfRun, type Recognise } from './recogniser.ts';

export const SMILE = {
  /** Smiling portraits are wider than resting mouths by 0.2 to 0.4; photos that are tilted or bent by up to 0.13. */
  minWidth: 1.18,
  /** Corners of smiles rise by 0.05 to 0.15. */
  minLift: 0.035,
  /** Degrees that the head may deviate from its neutral. */
  maxMove: 9,
  minMs: 250,
  /** Width below which the mouth has relaxed. */
  restWidth: 1.1,
} as const;

export const recogniseSmile: Recognise = (series) => {
  const rested = series.findIndex(({ mouthWidth }) => mouthWidth <= SMILE.restWidth);
  // A smile that was there before the challenge does not count.
  const counted = rested < 0 ? [] : series.slice(rested);
  const smiled = endOfRun(counted, SMILE.minMs, isSmiling);
  if (smiled < 0) {
    return 'waiting';
  }
  return counted.slice(smiled).some(({ mouthWidth }) => mouthWidth <= SMILE.restWidth) ? 'done' : 'begun';
};

const isSmiling = ({ mouthWidth, cornerLift, yaw, pitch }: Measures): boolean =>
  mouthWidth >= SMILE.minWidth && cornerLift >= SMILE.minLift && Math.hypot(yaw, pitch) <= SMILE.maxMove;
