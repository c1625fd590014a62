/** Draws frames onto canvases that are read on the CPU. */
import type { Pixels } from './types.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A frame, or a copy of it. */
export type Picture = VideoFrame | ImageBitmap | OffscreenCanvas;

/** Draws the frame, sizing the canvas to it: at most `maxSide` pixels on the longer side, never enlarged. */
export const drawFrame = (
  frame: Picture,
  canvas: OffscreenCanvas,
  maxSide: number,
): OffscreenCanvasRenderingContext2D => {
  const { width, height } = fitWithin(frameSize(frame), maxSide);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) {
    throw new Error('No 2d context for a frame');
  }
  context.drawImage(frame, 0, 0, width, height);
  return context;
};

/** Reads each frame's pixels once, RGBA, on one canvas for all frames. */
export const createPixelReader = (maxSide: number): ((frame: Picture) => Pixels) => {
  const canvas = new OffscreenCanvas(1, 1);
  return (frame) => {
    const context = contextOf(frame, maxSide) ?? drawFrame(frame, canvas, maxSide);
    const { data, width, height } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
    return { data, width, height, channels: 4 };
  };
};

/** The context of a copy that is small enough to be read unscaled; null for any other picture. */
const contextOf = (frame: Picture, maxSide: number): OffscreenCanvasRenderingContext2D | null =>
  frame instanceof OffscreenCanvas && Math.max(frame.width, frame.height) <= maxSide ? frame.getContext('2d') : null;

/** The displayed size: a video frame may be stored with another aspect ratio, or with a margin. */
export const frameSize = (frame: Picture): Size =>
  'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height };

/** Scales down, never up; whole pixels. */
export const fitWithin = ({ width, height }: Size, maxSide: number): Size => {
  const factor = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
};
