/**
 * Reports every frame that a video presents. Flags of tracks are unreliable after interruptions (a track may be live and
 * unmuted and deliver nothing), so only frames count.
 */

/** `at`: when the frame was captured, or else presented; `performance.now()` clock, milliseconds, never falling. */
export type FrameTick = (at: number) => void;

/** Maximum age of a frame whose stated capture time is used. */
const OLDEST_MS = 2_000;
/** Polls for frames without a callback: some browsers stop callbacks while the video is out of view. */
const FALLBACK_MS = 40;
/** The fallback is inactive while the last callback is more recent than this. */
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
    // The fallback may have reported this frame already.
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

/** Grows with each frame; browsers without a frame count use the playback time. */
const frameCount = (video: HTMLVideoElement): number =>
  video.getVideoPlaybackQuality?.().totalVideoFrames || video.currentTime;
