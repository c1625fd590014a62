import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepStill } from './still.ts';

let stream: MediaStream;
let video: HTMLVideoElement;

/** Bars in grey and colours that move, as the device of the browser shows them. */
beforeEach(async () => {
  stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  video = document.createElement('video');
  video.srcObject = stream;
  await video.play();
});

afterEach(() => stream.getTracks().forEach((track) => track.stop()));

const empty = (): HTMLCanvasElement => Object.assign(document.createElement('canvas'), { width: 0, height: 0 });

it('keeps the picture of a video whose camera closes at once', async () => {
  const canvas = empty();
  const kept = keepStill(video, canvas, new AbortController().signal);
  video.srcObject = null;
  await kept;
  expect([canvas.width, canvas.height]).toEqual([640, 480]);
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, 640, 480) ?? {};
  expect(new Set(data).size).toBeGreaterThan(50);
});

it('shows no picture that was cleared before it was there', async () => {
  const canvas = empty();
  const clearing = new AbortController();
  const kept = keepStill(video, canvas, clearing.signal);
  clearing.abort();
  await kept;
  expect(canvas.width).toBe(0);
});
