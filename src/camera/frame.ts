import type { CameraFrame } from './camera.ts';

/** The current frame of the video; null while it has none. `VideoFrame` needs no copy on the page's thread. */
export const takeFrame = async (video: HTMLVideoElement, at: number): Promise<CameraFrame | null> => {
  if (video.readyState < 2 || video.videoWidth === 0) {
    return null;
  }
  return typeof VideoFrame === 'function'
    ? new VideoFrame(video, { timestamp: Math.round(at * 1000) })
    : createImageBitmap(video);
};
