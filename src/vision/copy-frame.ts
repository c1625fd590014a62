/** Puts a video frame's pixels on a canvas once, for everything that reads them. They are copied, not drawn: see copy-pixels.ts. */
import { copyPixels } from '../copy-pixels.ts';
import type { Picture } from './draw-frame.ts';

/** Returns the frame itself where the browser cannot convert it to RGBA. One canvas for all frames: the next copy changes it. */
export const createFrameCopier = (): ((frame: VideoFrame | ImageBitmap) => Promise<Picture>) => {
  const canvas = new OffscreenCanvas(1, 1);
  let image: ImageData | null = null;
  return async (frame) => {
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    const pixels = 'copyTo' in frame && context !== null ? await copyPixels(frame, image) : null;
    if (context === null || pixels === null) {
      return frame;
    }
    if (pixels !== image) {
      image = pixels;
      canvas.width = pixels.width;
      canvas.height = pixels.height;
    }
    context.putImageData(pixels, 0, 0);
    return canvas;
  };
};
