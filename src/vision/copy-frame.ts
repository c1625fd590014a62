/**
 * A video frame's pixels, copied once. Chromium caches the converted pixels of every frame that is drawn on a canvas, a
 * megabyte each, until minutes after the launch, but not those that `copyTo` copies. The pixels are the same.
 */
import type { Picture } from './draw-frame.ts';

/** Returns the frame itself where the browser cannot convert it to RGBA. One canvas for all frames: the next copy changes it. */
export const createFrameCopier = (): ((frame: VideoFrame | ImageBitmap) => Promise<Picture>) => {
  const canvas = new OffscreenCanvas(1, 1);
  let image = new ImageData(1, 1);
  return async (frame) => {
    if (!('copyTo' in frame) || !isConvertible(frame)) {
      return frame;
    }
    const { displayWidth: width, displayHeight: height } = frame;
    if (image.width !== width || image.height !== height) {
      image = new ImageData(width, height);
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (context === null) {
      return frame;
    }
    try {
      await frame.copyTo(image.data, RGBA);
    } catch {
      return frame;
    }
    context.putImageData(image, 0, 0);
    return canvas;
  };
};

const RGBA = { format: 'RGBA' } as const;

/** Browsers that do not convert ignore the format: `allocationSize` is then another number of bytes. */
const isConvertible = (frame: VideoFrame): boolean => {
  const { format, visibleRect, displayWidth: width, displayHeight: height } = frame;
  // Frames that are RGB already have four bytes a pixel too, perhaps in another order.
  const isYuv = format !== null && /^(I4|NV)\d+$/.test(format);
  // A frame that is shown rotated, or with another aspect ratio, is stored with another size.
  const isAsShown = visibleRect?.width === width && visibleRect.height === height;
  return isYuv && isAsShown && isUpright(frame) && frame.allocationSize(RGBA) === width * height * 4;
};

/** Browsers without these properties do not rotate frames. */
const isUpright = (frame: VideoFrame): boolean => {
  const [rotation, flip]: readonly unknown[] = [Reflect.get(frame, 'rotation'), Reflect.get(frame, 'flip')];
  return (rotation === undefined || rotation === 0) && flip !== true;
};
