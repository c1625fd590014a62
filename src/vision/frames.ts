/**
 * Keeps the best frames of the current window, so that the submitted pictures are analysed ones, and encodes them on request.
 * Bounded: three copies, one for each half second. Copies, not the frames themselves: a camera whose frames are held
 * back runs out of buffers and stalls.
 */
import { drawFrame, type Picture } from './draw-frame.ts';
import { encodeJpeg } from './encode-jpeg.ts';
import type { CapturedImage } from './types.ts';

export const FRAMES = {
  slots: 3,
  slotMs: 500,
  /** The two pictures that are submitted lie at least this far apart, where the window allows it. */
  minGapMs: 300,
  jpegQuality: 0.92,
  /** Larger frames are scaled down when kept; longer side in pixels. */
  maxSide: 1920,
  /** A frame replaces a kept one only if its quality is higher by this factor: copies cost time, and near ties are common. */
  better: 1.03,
} as const;

export interface FrameKeeper {
  /** Copies the frame if it is the best of its half second; the caller still owns it. */
  offer(frame: Picture, at: number, quality: number): void;
  /** The best kept frame and a second one at least `minGapMs` apart, neither older than `since`. Empty when there are none. */
  encode(since: number): Promise<readonly CapturedImage[]>;
  reset(): void;
}

interface Kept {
  readonly slot: number;
  readonly at: number;
  readonly quality: number;
  readonly canvas: OffscreenCanvas;
}

export const createFrameKeeper = (): FrameKeeper => {
  let kept: Kept[] = [];

  return {
    offer: (frame, at, quality) => {
      const slot = Math.floor(at / FRAMES.slotMs);
      const rival = kept.find((other) => other.slot === slot);
      if (rival !== undefined && quality <= rival.quality * FRAMES.better) {
        return;
      }
      const replaced = rival ?? (kept.length < FRAMES.slots ? undefined : kept[0]);
      const canvas = replaced?.canvas ?? new OffscreenCanvas(1, 1);
      drawFrame(frame, canvas, FRAMES.maxSide);
      kept = [...kept.filter((other) => other !== replaced), { slot, at, quality, canvas }];
    },
    encode: async (since) => {
      const chosen = chooseFrames(kept.filter((frame) => frame.at >= since));
      // All snapshots are taken before the first await: a frame that arrives meanwhile may reuse a canvas.
      return Promise.all(chosen.map(({ canvas, at }, index) => encode(canvas, at, index === 0)));
    },
    reset: () => {
      kept = [];
    },
  };
};

/** The best first, then the best of those far enough from it (or else the furthest); as many as there are, two at most. */
export const chooseFrames = <T extends { readonly at: number; readonly quality: number }>(
  frames: readonly T[],
): readonly T[] => {
  const best = first(frames, (frame, other) => frame.quality > other.quality);
  if (best === undefined) {
    return [];
  }
  const gap = (frame: T): number => Math.min(FRAMES.minGapMs, Math.abs(frame.at - best.at));
  const second = first(
    frames.filter((frame) => frame !== best),
    (frame, other) => gap(frame) > gap(other) || (gap(frame) === gap(other) && frame.quality > other.quality),
  );
  return second === undefined ? [best] : [best, second];
};

const first = <T>(items: readonly T[], isBefore: (item: T, other: T) => boolean): T | undefined =>
  items.reduce<T | undefined>(
    (found, item) => (found === undefined || isBefore(item, found) ? item : found),
    undefined,
  );

const encode = async (canvas: OffscreenCanvas, at: number, isBest: boolean): Promise<CapturedImage> => {
  const { width, height } = canvas;
  const encoded = await encodeJpeg(canvas, FRAMES.jpegQuality);
  return { type: isBest ? 'SELFIE' : 'ADDITIONAL_SELFIE', ...encoded, width, height, at };
};
