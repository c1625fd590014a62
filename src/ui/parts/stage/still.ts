/** Keeps the last picture of the video on a canvas, so that the stage does not turn black when the camera closes. */

/** Wide enough for the largest stage, where the picture is dimmed. */
const STILL_WIDTH = 480;

export const keepStill = (video: HTMLVideoElement, canvas: HTMLCanvasElement): void => {
  if (video.videoWidth === 0) {
    return;
  }
  canvas.width = STILL_WIDTH;
  canvas.height = Math.round((STILL_WIDTH * video.videoHeight) / video.videoWidth);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
};

/** Clears the picture of the person once it is no longer shown. */
export const clearStill = (canvas: HTMLCanvasElement): void => {
  canvas.width = 0;
  canvas.height = 0;
};
