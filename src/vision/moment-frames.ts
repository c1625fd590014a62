/**
 * Keeps small copies of frames spread over the window, because only the gateway's later answer tells which of them it wants.
 * Bounded: one for each slot of time, and no more slots than a window has.
 */
import { MOMENTS } from '../contract/moments.ts';
import { drawFrame, type Picture } from './draw-frame.ts';
import { encodeJpeg } from './encode-jpeg.ts';
import { TEMPORAL } from './temporal.ts';
import type { MomentFrame } from './types.ts';

/** A slow device's window is longer, but has fewer frames. */
const MOST = Math.ceil(TEMPORAL.windowMs / MOMENTS.slotMs) + 1;

export interface MomentKeeper {
  /** Copies the frame if its slot of time has none; the caller still owns and closes it. */
  offer(frame: Picture, at: number): void;
  /** Those not older than `since`, oldest first. */
  encode(since: number): Promise<readonly MomentFrame[]>;
  reset(): void;
}

interface Kept {
  readonly at: number;
  readonly canvas: OffscreenCanvas;
}

export const createMomentKeeper = (): MomentKeeper => {
  let kept: readonly Kept[] = [];

  return {
    offer: (frame, at) => {
      const last = kept.at(-1);
      if (last !== undefined && Math.floor(last.at / MOMENTS.slotMs) === Math.floor(at / MOMENTS.slotMs)) {
        return;
      }
      const isFull = kept.length >= MOST;
      const canvas = (isFull ? kept[0]?.canvas : undefined) ?? new OffscreenCanvas(1, 1);
      drawFrame(frame, canvas, MOMENTS.side);
      kept = [...(isFull ? kept.slice(1) : kept), { at, canvas }];
    },
    encode: (since) =>
      // All snapshots are taken before the first await: a frame that arrives meanwhile may reuse a canvas.
      Promise.all(
        kept
          .filter(({ at }) => at >= since)
          .map(async ({ at, canvas }) => ({ ...(await encodeJpeg(canvas, MOMENTS.jpegQuality)), atMs: at - since })),
      ),
    reset: () => {
      kept = [];
    },
  };
};
