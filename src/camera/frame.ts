import type { CameraFrame } from './camera.ts';

/** The frame that the video shows now; null while it shows none. `VideoFrame` costs no copy on the page's thread. */
export const takeFrame = async (video: HTMLVideoElement, at: number): Promise<CameraFrame | null> => {
  if (video.readyState < 2 || video.videoWidth === 0) {
    return null;
  }
  return typeof VideoFrame === 'function'
    ? new VideoFrame(video, { timestamp: Math.round(at * 1000) })
    : createImageBitmap(video);
};
