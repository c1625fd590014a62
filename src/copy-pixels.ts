/**
 * A video frame's pixels without drawing it. Chromium keeps the colours of every frame that is drawn on a canvas in a cache of
 * its own, a megabyte each, for minutes after the launch; what it copies it does not keep. The pixels are the same.
 */

const RGBA = { format: 'RGBA' } as const;

/** Null where the browser cannot convert the frame's colours. `image` is filled and returned if it has the frame's size. */
export const copyPixels = async (frame: VideoFrame, image: ImageData | null): Promise<ImageData | null> => {
  if (!isConvertible(frame)) {
    return null;
  }
  const { displayWidth: width, displayHeight: height } = frame;
  const pixels = image?.width === width && image.height === height ? image : new ImageData(width, height);
  try {
    await frame.copyTo(pixels.data, RGBA);
  } catch {
    return null;
  }
  return pixels;
};

/** Browsers that do not convert ignore the format, and the frame takes another number of bytes. */
export const isConvertible = (frame: VideoFrame): boolean => {
  const { format, visibleRect, displayWidth: width, displayHeight: height } = frame;
  // Frames that are RGB already have four bytes a pixel too, perhaps in another order.
  const isYuv = format !== null && /^(I4|NV)\d+$/.test(format);
  // A frame that is shown turned, or with other proportions, is stored with other sides.
  const isAsShown = visibleRect?.width === width && visibleRect.height === height;
  return isYuv && isAsShown && isUpright(frame) && frame.allocationSize(RGBA) === width * height * 4;
};

/** Browsers without these properties do not rotate frames. */
const isUpright = (frame: VideoFrame): boolean => {
  const [rotation, flip]: readonly unknown[] = [Reflect.get(frame, 'rotation'), Reflect.get(frame, 'flip')];
  return (rotation === undefined || rotation === 0) && flip !== true;
};
