/** The page's side of copying pixels: of the picture that a video shows. */
import { isConvertible } from './copy-pixels.ts';

/** The frame that the video shows now; null if its pixels cannot be copied. The caller closes it. */
export const frameToCopy = (video: HTMLVideoElement): VideoFrame | null => {
  const frame = frameOf(video);
  if (frame === null || isConvertible(frame)) {
    return frame;
  }
  frame.close();
  return null;
};

const frameOf = (video: HTMLVideoElement): VideoFrame | null => {
  if (typeof VideoFrame !== 'function') {
    return null;
  }
  try {
    return new VideoFrame(video);
  } catch {
    // It has no picture yet: `readyState` may say otherwise.
    return null;
  }
};
