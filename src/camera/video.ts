/** The camera's `<video>`: muted and inline, because phones would otherwise refuse to play it or go full screen. */
import { LifesignError } from '../errors.ts';

/** USB cameras may take seconds to start. */
const FIRST_FRAME_MS = 10_000;

export const createVideo = (): HTMLVideoElement => {
  const video = document.createElement('video');
  video.muted = true;
  video.defaultMuted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  // Moving a video within the page pauses it, so it is played again.
  video.addEventListener('pause', () => {
    if (video.srcObject !== null) {
      play(video);
    }
  });
  return video;
};

/** Shows the stream; resolves when there is a picture. */
export const firstFrame = async (video: HTMLVideoElement, stream: MediaStream, closed: AbortSignal): Promise<void> => {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (detail: string): void =>
        reject(new LifesignError('camera-lost', `The camera gave no picture: ${detail}`, { detail }));
      timer = setTimeout(() => fail('silent'), FIRST_FRAME_MS);
      video.addEventListener('loadeddata', () => resolve(), { signal });
      if (closed.aborted) {
        // The video may already show the stream of a later opening.
        return fail('closed');
      }
      closed.addEventListener('abort', () => fail('closed'), { signal });
      for (const track of stream.getVideoTracks()) {
        track.addEventListener('ended', () => fail('ended'), { signal });
      }
      video.srcObject = stream;
      play(video);
    });
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
};

/** A rejected `play()` does not matter as long as frames arrive, which is monitored. */
const play = (video: HTMLVideoElement): void => {
  video.play().catch(() => undefined);
};
