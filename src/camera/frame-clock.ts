/**
 * Tells of every frame that a video presents. Flags of tracks lie after interruptions (a track may say live and
 * unmuted and deliver nothing), so what counts is whether frames come.
 */

/** `at`: when the frame was captured, or else presented; `performance.now()` clock, milliseconds, never falling. */
export type FrameTick = (at: number) => void;

/** How far a stated capture time may lie from now to be believed. */
const PLAUSIBLE_DELAY_MS = 2_000;
/** Looks for frames that no callback told of: the callback sleeps while a video is out of view in some browsers. */
const FALLBACK_MS = 40;
/** With callbacks this recent, the fallback stays out of the way. */
const CALLBACK_PATIENCE_MS = 200;

/** Answers the way to stop. */
export const watchFrames = (video: HTMLVideoElement, tick: FrameTick): (() => void) => {
  let lastAt = 0;
  let lastMediaTime = -1;
  let lastCallbackAt = -Infinity;
  let handle = 0;
  const hasCallback = typeof video.requestVideoFrameCallback === 'function';

  const tell = (at: number, mediaTime: number): void => {
    if (mediaTime === lastMediaTime) {
      return;
    }
    lastMediaTime = mediaTime;
    lastAt = Math.max(at, lastAt);
    tick(lastAt);
  };

  const onFrame: VideoFrameRequestCallback = (now, { captureTime, mediaTime }) => {
    handle = video.requestVideoFrameCallback(onFrame);
    lastCallbackAt = performance.now();
    const isPlausible = captureTime !== undefined && Math.abs(now - captureTime) < PLAUSIBLE_DELAY_MS;
    tell(isPlausible ? captureTime : now, mediaTime);
  };

  const onInterval = (): void => {
    const now = performance.now();
    if (now - lastCallbackAt > CALLBACK_PATIENCE_MS && !video.paused && video.readyState >= 2) {
      tell(now, video.currentTime);
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
