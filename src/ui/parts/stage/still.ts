/** Keeps the last picture of the video on a canvas, so that the stage does not go black when the camera closes. */

/** Wide enough for the largest stage; the picture lies behind a veil, so more would only cost time. */
const STILL_WIDTH = 480;

export const keepStill = (video: HTMLVideoElement, canvas: HTMLCanvasElement): void => {
  if (video.videoWidth === 0) {
    return;
  }
  canvas.width = STILL_WIDTH;
  canvas.height = Math.round((STILL_WIDTH * video.videoHeight) / video.videoWidth);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
};

/** Nothing of a person stays longer than it is shown. */
export const clearStill = (canvas: HTMLCanvasElement): void => {
  canvas.width = 0;
  canvas.height = 0;
};
