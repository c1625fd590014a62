/** Whether a camera's picture is large enough for a gateway, and how to get a larger one from it. */
import { LEAST_SHORT_SIDE } from '../contract/capture-size.ts';
import { LifesignError } from '../errors.ts';
import { WISHED_SIZE } from './choose.ts';

/** Some cameras restart for another size. */
const CHANGE_MS = 5_000;

const isLarge = (width: number, height: number): boolean => Math.min(width, height) >= LEAST_SHORT_SIDE;

const isLargeEnough = ({ videoWidth, videoHeight }: HTMLVideoElement): boolean => isLarge(videoWidth, videoHeight);

/**
 * Requests a larger picture of the stream that the video shows, if it is too small: `ideal` sizes do not bind the browser, and
 * some drivers answer them with their smallest picture. Resolves to whether the picture is large enough.
 */
export const settleSize = async (
  video: HTMLVideoElement,
  track: MediaStreamTrack,
  closed: AbortSignal,
): Promise<boolean> => {
  if (isLargeEnough(video)) {
    return true;
  }
  try {
    await track.applyConstraints({
      width: { ...WISHED_SIZE.width, min: LEAST_SHORT_SIDE },
      height: { ...WISHED_SIZE.height, min: LEAST_SHORT_SIDE },
    });
  } catch {
    // The camera has no larger picture and rejects the constraints.
    return false;
  }
  const { width = 0, height = 0 } = track.getSettings();
  if (isLarge(width, height)) {
    await becomesLarger(video, closed);
  }
  return isLargeEnough(video);
};

const becomesLarger = async (video: HTMLVideoElement, closed: AbortSignal): Promise<void> => {
  const controller = new AbortController();
  const { signal } = controller;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (isLargeEnough(video)) {
        resolve();
      }
    };
    const timer = setTimeout(resolve, CHANGE_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
    video.addEventListener('resize', look, { signal });
    closed.addEventListener('abort', () => resolve(), { signal });
    look();
  });
  controller.abort();
};

export const tooSmall = ({ videoWidth, videoHeight }: HTMLVideoElement): LifesignError =>
  new LifesignError(
    'camera-too-small',
    `The camera gives ${videoWidth}x${videoHeight} pixels, and the shorter side must have ${LEAST_SHORT_SIDE}`,
    { detail: `${videoWidth}x${videoHeight}` },
  );
