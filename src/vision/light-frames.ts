/** Small copies of frames in which the screen showed one tint after the other. */
import { LIGHT } from '../contract/light.ts';
import { MOMENTS } from '../contract/moments.ts';
import { drawFrame, type Picture } from './draw-frame.ts';
import { encodeJpeg } from './encode-jpeg.ts';
import type { MomentFrame } from './types.ts';

export interface LightKeeper {
  /** Copies a frame of the tint with this number; the first tint begins again. The caller still owns and closes it. */
  offer(frame: Picture, at: number, step: number): void;
  /** In the order of the tints. */
  encode(): Promise<readonly MomentFrame[]>;
  reset(): void;
}

interface Lit {
  readonly at: number;
  /** Number of its tint. */
  readonly step: number;
}

interface Kept extends Lit {
  readonly canvas: OffscreenCanvas;
}

/** With the newest frame. Of a hold that was lost, tints that come later are left out. */
export const withLit = <T extends Lit>(kept: readonly T[], next: T): readonly T[] => [
  ...kept.filter(({ step }) => step < next.step),
  ...kept.filter(({ step }) => step === next.step).slice(1 - LIGHT.framesPerStep),
  next,
];

export const createLightKeeper = (): LightKeeper => {
  let kept: readonly Kept[] = [];

  return {
    offer: (frame, at, step) => {
      const canvas = new OffscreenCanvas(1, 1);
      drawFrame(frame, canvas, MOMENTS.side);
      kept = withLit(kept, { at, step, canvas });
    },
    encode: () => {
      const since = kept[0]?.at ?? 0;
      return Promise.all(
        kept.map(async ({ at, canvas }) => ({
          ...(await encodeJpeg(canvas, MOMENTS.jpegQuality)),
          atMs: at - since,
        })),
      );
    },
    reset: () => {
      kept = [];
    },
  };
};
