/** Keeps the last picture of the video on a canvas, so that the stage does not turn black when the camera closes. */
import { copyPixels } from '../../../copy-pixels.ts';
import { frameToCopy } from '../../../copy-video.ts';

/** @param signal aborts once the picture is no longer wanted: it may come after that. */
export const keepStill = async (
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> => {
  const frame = frameToCopy(video);
  if (frame === null) {
    return draw(video, video.videoWidth, video.videoHeight, canvas);
  }
  const pixels = await copyPixels(frame, null);
  if (!signal.aborted) {
    if (pixels === null) {
      draw(frame, frame.displayWidth, frame.displayHeight, canvas);
    } else {
      canvas.width = pixels.width;
      canvas.height = pixels.height;
      canvas.getContext('2d')?.putImageData(pixels, 0, 0);
    }
  }
  frame.close();
};

const draw = (picture: CanvasImageSource, width: number, height: number, canvas: HTMLCanvasElement): void => {
  canvas.width = width;
  canvas.height = height;
  if (width > 0) {
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
  }
};
