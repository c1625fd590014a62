/**
 * Tells of every frame that a video presents. Flags of tracks lie after interruptions (a track may say live and
 * unmuted and deliver nothing), so what counts is whether frames come.
 */

/** `at`: when the frame was captured, or else presented; `performance.now()` clock, milliseconds, never falling. */
export type FrameTick = (at: number) => void;

/** How old a frame may be for its stated capture time to be believed. */
const OLDEST_MS = 2_000;
/** Looks for frames that no callback told of: callbacks sleep while a video is out of view in some browsers. */
const FALLBACK_MS = 40;
/** With callbacks this recent, the fallback stays out of the way. */
const CALLBACK_PATIENCE_MS = 200;

/** Returns a function that stops it. */
export const watchFrames = (video: HTMLVideoElement, tick: FrameTick): (() => void) => {
  let lastAt = 0;
  let lastCount = -1;
  let lastCallbackAt = -Infinity;
  let handle = 0;
  const hasCallback = typeof video.requestVideoFrameCallback === 'function';

  const tell = (at: number): void => {
    lastCount = frameCount(video);
    // The fallback may have told of this very frame already.
    if (at > lastAt) {
      lastAt = at;
      tick(at);
    }
  };

  const onFrame: VideoFrameRequestCallback = (now, { captureTime }) => {
    handle = video.requestVideoFrameCallback(onFrame);
    lastCallbackAt = performance.now();
    const age = captureTime === undefined ? -1 : now - captureTime;
    tell(captureTime !== undefined && age >= 0 && age < OLDEST_MS ? captureTime : now);
  };

  const onInterval = (): void => {
    const now = performance.now();
    if (now - lastCallbackAt > CALLBACK_PATIENCE_MS && video.readyState >= 2 && frameCount(video) !== lastCount) {
      tell(now);
    }
  };

  if (hasCallback) {
    handle = video.requestVideoFrameCallback(onFrame);
  }
  const interval = setInterval(onInterval, FALLBACK_MS);
  return () => {
    clearInterval(interval);
    if (hasCallback) {
      video.cancelVideoFrameCallback(handle);
    }
  };
};

/** Grows with each frame; where frames are not counted, the time of the picture stands in for it. */
const frameCount = (video: HTMLVideoElement): number =>
  video.getVideoPlaybackQuality?.().totalVideoFrames || video.currentTime;
