/** An open camera: its frames, its loss, its release; and a closed one that becomes available. */
import { describe, expect, test, vi } from 'vitest';
import { LifesignError } from '../errors.ts';
import type { CameraFrame } from './camera.ts';
import {
  asked,
  keep,
  liveTracks,
  make,
  openReal,
  pause,
  plugIn,
  takeFrames,
  tracks,
  useCameras,
} from './test-cameras.ts';

useCameras();

describe('while closed, a camera that becomes available', () => {
  test('connected after a failure: reported once', async () => {
    asked().mockRejectedValueOnce(new DOMException('none', 'NotFoundError'));
    const { camera, onAvailable } = make();
    await expect(camera.open()).rejects.toMatchObject({ code: 'camera-none' });
    // The flow also closes a camera that did not open; listening goes on.
    camera.close();
    await pause(100);
    plugIn();
    plugIn();
    await vi.waitFor(() => expect(onAvailable).toHaveBeenCalledTimes(1), { timeout: 5000 });
    plugIn();
    await pause(700);
    expect(onAvailable).toHaveBeenCalledTimes(1);
  });

  test('a device change without a new device is ignored', async () => {
    asked().mockRejectedValueOnce(new DOMException('busy', 'NotReadableError'));
    const { camera, onAvailable } = make();
    await expect(camera.open()).rejects.toMatchObject({ code: 'camera-in-use' });
    await pause(100);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await pause(1000);
    expect(onAvailable).not.toHaveBeenCalled();
  });

  test('the permission changes', async () => {
    const status = Object.assign(new EventTarget(), { state: 'denied' });
    vi.spyOn(navigator.permissions, 'query').mockResolvedValue(status as unknown as PermissionStatus);
    asked().mockRejectedValueOnce(new DOMException('denied', 'NotAllowedError'));
    const { camera, onAvailable } = make();
    await expect(camera.open()).rejects.toMatchObject({ code: 'permission-user' });
    await pause(50);
    status.dispatchEvent(new Event('change'));
    await pause(700);
    expect(onAvailable, 'still denied').not.toHaveBeenCalled();
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(onAvailable).toHaveBeenCalledTimes(1), { timeout: 5000 });
  });

  test('nothing is reported once the camera is open, or disposed', async () => {
    asked().mockRejectedValueOnce(new DOMException('none', 'NotFoundError'));
    const { camera, onAvailable } = make();
    await expect(camera.open()).rejects.toBeInstanceOf(LifesignError);
    await camera.open();
    plugIn();
    await pause(700);
    expect(onAvailable).not.toHaveBeenCalled();
  });
});

describe('frames', () => {
  test('come one at a time, in order, with times of the page clock', async () => {
    const { camera } = make();
    await camera.open();
    const began = performance.now();
    const times = await takeFrames(camera, 8);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(8);
    expect(times[0]).toBeGreaterThan(began - 2000);
    expect(times.at(-1)).toBeLessThanOrEqual(performance.now());
  });

  test('while one is in flight, later ones are skipped', async () => {
    const { camera } = make();
    await camera.open();
    let out = 0;
    let most = 0;
    let seen = 0;
    await new Promise<void>((resolve) => {
      camera.start(async (frame) => {
        out += 1;
        seen += 1;
        most = Math.max(most, out);
        await new Promise((wait) => setTimeout(wait, 120));
        frame.close();
        out -= 1;
        if (seen === 4) {
          camera.stop();
          resolve();
        }
      });
    });
    expect(most).toBe(1);
  });

  test('a consumer that fails still gets the next frame', async () => {
    const { camera } = make();
    await camera.open();
    const frames: CameraFrame[] = [];
    await new Promise<void>((resolve) => {
      camera.start((frame) => {
        frames.push(frame);
        frame.close();
        if (frames.length === 3) {
          resolve();
        }
        return Promise.reject(new Error('test'));
      });
    });
    expect(frames).toHaveLength(3);
  });

  test('moving the video within the page does not stop them', async () => {
    const { camera } = make();
    await camera.open();
    document.body.append(camera.video);
    await takeFrames(camera, 2);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(camera.video);
    await expect(takeFrames(camera, 4)).resolves.toHaveLength(4);
    camera.video.remove();
    await expect(takeFrames(camera, 2)).resolves.toHaveLength(2);
    place.remove();
  });

  test('none come after stop, and again after start', async () => {
    const { camera } = make();
    await camera.open();
    await takeFrames(camera, 2);
    const late = vi.fn(async (frame: CameraFrame) => frame.close());
    camera.start(late);
    camera.stop();
    await pause(200);
    expect(late).not.toHaveBeenCalled();
    await expect(takeFrames(camera, 2)).resolves.toHaveLength(2);
  });
});

describe('loss', () => {
  test('a track that ends is reported once', async () => {
    const { camera, onLost } = make();
    await camera.open();
    const [track] = tracks;
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    track?.dispatchEvent(new Event('ended'));
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(onLost.mock.calls[0]?.[0]).toMatchObject({ code: 'camera-lost', detail: 'ended' });
  });

  test('a black picture is reported as black, a still one as silent or frozen', async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d');
    const paint = (style: string): void => {
      if (context !== null) {
        context.fillStyle = style;
        context.fillRect(0, 0, 640, 480);
      }
    };
    const { camera, onLost } = make({ getStream: async () => keep(canvas.captureStream(30)) });
    const drawing = setInterval(() => paint('#000'), 30);
    await camera.open();
    await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), { timeout: 20_000 });
    expect(onLost.mock.calls[0]?.[0].detail).toBe('black');
    clearInterval(drawing);

    const still = make({ getStream: async () => keep(canvas.captureStream(30)) });
    paint('#345');
    const once = setInterval(() => paint('#345'), 200);
    await still.camera.open();
    clearInterval(once);
    await vi.waitFor(() => expect(still.onLost).toHaveBeenCalled(), { timeout: 20_000 });
    expect(['silent', 'frozen']).toContain(still.onLost.mock.calls[0]?.[0].detail);
    expect(still.onLost).toHaveBeenCalledTimes(1);
  });

  test('a moving picture is not lost', async () => {
    const { camera, onLost } = make();
    await camera.open();
    await pause(6000);
    expect(onLost).not.toHaveBeenCalled();
  });
});

describe('every way to close releases the camera', () => {
  test('close, twice', async () => {
    const { camera } = make();
    await camera.open();
    camera.close();
    camera.close();
    expect(liveTracks()).toBe(0);
    expect(camera.video.srcObject).toBeNull();
  });

  test.each(['close', 'dispose'] as const)(
    '%s while the person is asked: the late stream is stopped at once',
    async (how) => {
      const answers: (() => void)[] = [];
      asked().mockImplementation(async (constraints) => {
        await new Promise<void>((resolve) => {
          answers.push(resolve);
        });
        return openReal(constraints);
      });
      const { camera, onAvailable } = make();
      const opening = camera.open();
      camera[how]();
      answers.forEach((answer) => answer());
      await expect(opening).rejects.toMatchObject({ code: 'camera-failed', detail: 'closed' });
      expect(tracks).toHaveLength(1);
      expect(liveTracks()).toBe(0);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await pause(600);
      expect(onAvailable).not.toHaveBeenCalled();
    },
  );

  test('close while looking for a better camera', async () => {
    const { camera } = make();
    const answers: ((devices: MediaDeviceInfo[]) => void)[] = [];
    const listed = new Promise<MediaDeviceInfo[]>((resolve) => {
      answers.push(resolve);
    });
    const list = vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockReturnValue(listed);
    const opening = camera.open();
    await vi.waitFor(() => expect(list).toHaveBeenCalled());
    camera.close();
    answers.forEach((answer) => answer([]));
    await expect(opening).rejects.toMatchObject({ stage: 'camera', detail: 'closed' });
    expect(liveTracks()).toBe(0);
    expect(camera.video.srcObject).toBeNull();
  });

  test('close while the first frame is awaited', async () => {
    const canvas = document.createElement('canvas');
    const { camera } = make({ getStream: async () => keep(canvas.captureStream(0)) });
    const opening = camera.open();
    await pause(50);
    camera.close();
    await expect(opening).rejects.toMatchObject({ stage: 'camera', detail: 'closed' });
    expect(liveTracks()).toBe(0);
  });

  test('opening again, and another camera', async () => {
    const { camera } = make();
    await camera.open();
    await camera.open();
    await camera.open({ deviceId: 'another' });
    expect(liveTracks()).toBe(1);
  });

  test('two openings at once: the last one counts', async () => {
    const { camera } = make();
    const first = camera.open();
    const second = camera.open();
    await expect(first).rejects.toMatchObject({ detail: 'closed' });
    await expect(second).resolves.toBeDefined();
    expect(liveTracks()).toBe(1);
  });

  test('a failure after the stream came', async () => {
    const { camera } = make();
    vi.spyOn(HTMLMediaElement.prototype, 'srcObject', 'set').mockImplementation((stream) => {
      if (stream !== null) {
        throw new DOMException('no', 'InvalidStateError');
      }
    });
    await expect(camera.open()).rejects.toMatchObject({ code: 'camera-failed' });
    expect(tracks).toHaveLength(1);
    expect(liveTracks()).toBe(0);
  });
});
