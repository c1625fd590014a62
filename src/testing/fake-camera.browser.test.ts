import { afterEach, expect, it, vi } from 'vitest';
import { drawScene, FAKE_SCENES } from './draw-face.ts';
import { fakeCamera, type FakeCamera } from './fake-camera.ts';
import { scriptedEngine } from './scripted-engine.ts';

let camera: FakeCamera | null = null;

afterEach(() => camera?.dispose());

const playing = async (stream: MediaStream): Promise<HTMLVideoElement> => {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  return video;
};

const pixelsOf = (source: CanvasImageSource, width: number, height: number): Uint8ClampedArray => {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(source, 0, 0, width, height);
  return context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
};

const mean = (pixels: Uint8ClampedArray): number => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;

it('delivers moving pictures of the requested size', async () => {
  camera = fakeCamera({ width: 640, height: 480 });
  const video = await playing(await camera.getStream());
  expect([video.videoWidth, video.videoHeight]).toEqual([640, 480]);
  const before = pixelsOf(video, 64, 48).join();
  await vi.waitFor(() => expect(pixelsOf(video, 64, 48).join()).not.toBe(before), { timeout: 10_000 });
});

it('changes its scene while it runs', async () => {
  camera = fakeCamera({ width: 320, height: 240 });
  const video = await playing(await camera.getStream());
  expect(mean(pixelsOf(video, 32, 24))).toBeGreaterThan(100);
  camera.show('dark');
  await vi.waitFor(() => expect(mean(pixelsOf(video, 32, 24))).toBeLessThan(100), { timeout: 10_000 });
});

it('refuses, recovers, and counts the streams that were not stopped', async () => {
  camera = fakeCamera({ refusal: new DOMException('no', 'NotAllowedError') });
  await expect(camera.getStream()).rejects.toMatchObject({ name: 'NotAllowedError' });
  camera.refuse(null);
  const [first, second] = [await camera.getStream(), await camera.getStream()];
  expect(camera.openStreams).toBe(2);
  first.getTracks().forEach((track) => track.stop());
  expect(camera.openStreams).toBe(1);
  const ended = vi.fn();
  second.getVideoTracks()[0]?.addEventListener('ended', ended);
  camera.unplug();
  expect(ended).toHaveBeenCalledTimes(1);
  expect(camera.openStreams).toBe(0);
});

it.each(FAKE_SCENES)('draws %s', (scene) => {
  const draw = (at: number): string => {
    const canvas = new OffscreenCanvas(160, 120);
    const context = canvas.getContext('2d');
    if (context !== null) {
      drawScene(context, 160, 120, scene, at);
    }
    return pixelsOf(canvas, 160, 120).join();
  };
  const still = scene === 'empty' || scene === 'black';
  expect(draw(500) === draw(1200)).toBe(still);
});

it('captures a drawn selfie that a gateway accepts: JPEG, large enough, with its hash', async () => {
  const { images } = await scriptedEngine().capture();
  const [selfie] = images;
  expect([...(selfie?.bytes.slice(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
  expect(Math.min(selfie?.width ?? 0, selfie?.height ?? 0)).toBeGreaterThanOrEqual(480);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', selfie?.bytes ?? new Uint8Array()));
  expect(selfie?.sha256).toBe([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
});
