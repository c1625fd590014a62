import type { MockInstance } from 'vitest';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LifesignError } from '../errors.ts';
import type { CameraFrame, CameraSettings } from './camera.ts';
import { createCamera } from './create-camera.ts';

const SETTINGS: CameraSettings = { deviceId: null, facingMode: 'user', getStream: null };
const REAL = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

/** Every track that any test was given. */
let tracks: MediaStreamTrack[] = [];
let realDevices: readonly MediaDeviceInfo[] = [];
const storage = new Map<string, string>();
const cameras: ReturnType<typeof createCamera>[] = [];
const liveTracks = () => tracks.filter(({ readyState }) => readyState === 'live').length;

const listener = () => ({ onLost: vi.fn<(error: LifesignError) => void>(), onAvailable: vi.fn<() => void>() });

const make = (settings: Partial<CameraSettings> = {}, on = listener()) => {
  const camera = createCamera({ ...SETTINGS, ...settings }, on);
  cameras.push(camera);
  return { camera, ...on };
};

let asked: MockInstance<MediaDevices['getUserMedia']>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Connects a camera. */
const plugIn = (): void => {
  const devices = [...realDevices, { kind: 'videoinput', deviceId: 'new', label: 'New' } as MediaDeviceInfo];
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue(devices);
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
};

const keep = (stream: MediaStream): MediaStream => {
  tracks.push(...stream.getTracks());
  return stream;
};

/** A stream of that size, which cannot be asked for another; by the name of a device where it has one. */
const drawn = (width: number, height: number, deviceId?: string): MediaStream => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  const stream = keep(canvas.captureStream(30));
  const drawing = setInterval(() => {
    context?.fillRect(Math.random() * width, Math.random() * height, 9, 9);
    if (stream.getTracks().every(({ readyState }) => readyState === 'ended')) {
      clearInterval(drawing);
    }
  }, 30);
  const [track] = stream.getVideoTracks();
  if (track !== undefined && deviceId !== undefined) {
    vi.spyOn(track, 'getSettings').mockReturnValue({ deviceId, width, height });
  }
  return stream;
};

beforeEach(async () => {
  tracks = [];
  // The real storage is shared with other test files that run at the same time.
  storage.clear();
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation((key) => storage.get(key) ?? null);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation((key, value) => void storage.set(key, value));
  vi.spyOn(Storage.prototype, 'removeItem').mockImplementation((key) => void storage.delete(key));
  realDevices = await navigator.mediaDevices.enumerateDevices();
  asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
  asked.mockImplementation(async (constraints) => keep(await REAL(constraints)));
});

afterEach(() => {
  cameras.splice(0).forEach((camera) => camera.dispose());
  vi.restoreAllMocks();
  vi.useRealTimers();
  expect(liveTracks(), 'live tracks left behind').toBe(0);
});

/** Takes `count` frames, then stops. */
const takeFrames = (camera: ReturnType<typeof createCamera>, count: number): Promise<readonly number[]> =>
  new Promise((resolve) => {
    const times: number[] = [];
    camera.start(async (frame, at) => {
      frame.close();
      times.push(at);
      if (times.length === count) {
        camera.stop();
        resolve(times);
      }
    });
  });

describe('opening', () => {
  test('requests the front camera, plays and returns its facts', async () => {
    const { camera } = make();
    const facts = await camera.open();
    expect(facts.width).toBeGreaterThan(0);
    expect(facts.height).toBe(camera.video.videoHeight);
    expect(facts.frameRate).toBeGreaterThan(0);
    expect(camera.video).toMatchObject({ muted: true, autoplay: true, playsInline: true });
    expect(asked).toHaveBeenCalledWith(
      expect.objectContaining({ audio: false, video: expect.objectContaining({ facingMode: { ideal: 'user' } }) }),
    );
    expect(liveTracks()).toBe(1);
  });

  test('a camera that worked is remembered, requested next time, and listed as active', async () => {
    const first = make().camera;
    await first.open();
    const [active] = (await first.list()).filter((choice) => choice.active);
    expect(active?.label).not.toBe('');
    first.close();
    const second = make().camera;
    await second.open();
    expect(asked).toHaveBeenLastCalledWith(
      expect.objectContaining({ video: expect.objectContaining({ deviceId: { ideal: active?.deviceId } }) }),
    );
  });

  test('a remembered camera that is gone gives another one, by facing mode', async () => {
    storage.set('lifesign.camera', 'gone');
    await make().camera.open();
    expect(asked).toHaveBeenCalledTimes(2);
    expect(storage.get('lifesign.camera')).not.toBe('gone');
    expect(liveTracks()).toBe(1);
  });

  test('a camera that did not work is not remembered', async () => {
    asked.mockRejectedValue(new DOMException('busy', 'NotReadableError'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'camera-in-use' });
    expect(storage.size).toBe(0);
  });

  test('storage that throws does not matter', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    await expect(make().camera.open()).resolves.toBeDefined();
  });

  test("a host's own stream is used and stopped, and its device is nobody's to remember", async () => {
    const { camera } = make({ getStream: async () => drawn(640, 480) });
    await camera.open();
    expect(asked).not.toHaveBeenCalled();
    expect(camera.evidence()).toMatchObject({ hostStream: true });
    expect(storage.size).toBe(0);
  });
});

const wish = (constraints: MediaStreamConstraints | undefined): ConstrainDOMString | undefined =>
  typeof constraints?.video === 'object' ? constraints.video.deviceId : undefined;

/** The tiny one unless another is asked for by its id. */
const tinyFirst = (): void => {
  asked.mockImplementation(async (constraints) => {
    const device = wish(constraints);
    return device === undefined || JSON.stringify(device).includes('tiny')
      ? drawn(200, 150, 'tiny')
      : keep(await REAL(constraints));
  });
};

describe('a camera whose picture is too small', () => {
  const TINY = { kind: 'videoinput', deviceId: 'tiny', label: 'Tiny' } as MediaDeviceInfo;
  test('is asked for a larger one', async () => {
    asked.mockImplementationOnce(async () =>
      keep(await REAL({ video: { width: { exact: 320 }, height: { exact: 240 } } })),
    );
    const { camera } = make();
    const { width, height } = await camera.open();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(320);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(liveTracks()).toBe(1);
  });

  test('gives way to another one, which is remembered', async () => {
    tinyFirst();
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([TINY, ...realDevices]);
    const { camera } = make();
    const { width } = await camera.open();
    expect(width).toBeGreaterThan(200);
    expect(storage.get('lifesign.camera')).toBe(realDevices.find(({ kind }) => kind === 'videoinput')?.deviceId);
    expect(liveTracks()).toBe(1);
  });

  test.each([
    ['there is no other', {}, () => [TINY]],
    ['the person chose it', { deviceId: 'tiny' }, () => [TINY, ...realDevices]],
  ])('is said at once where %s', async (_, options, devices) => {
    tinyFirst();
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue(devices());
    const { camera } = make();
    await expect(camera.open(options)).rejects.toMatchObject({ code: 'camera-too-small', detail: '200x150' });
    expect(storage.size).toBe(0);
    expect(liveTracks()).toBe(0);
  });

  test('is said of a host’s own stream', async () => {
    const { camera } = make({ getStream: async () => drawn(368, 300) });
    await expect(camera.open()).rejects.toMatchObject({ code: 'camera-too-small' });
  });

  test('is none from 320 pixels on, whichever side is the shorter', async () => {
    const { camera } = make({ getStream: async () => drawn(320, 568) });
    expect(await camera.open()).toMatchObject({ width: 320, height: 568 });
  });
});

describe('failures', () => {
  test.each([
    ['NotFoundError', 'camera-none'],
    ['NotReadableError', 'camera-in-use'],
    ['InvalidStateError', 'camera-failed'],
  ])('%s', async (name, code) => {
    asked.mockRejectedValue(new DOMException('test', name));
    await expect(make().camera.open()).rejects.toMatchObject({ code, detail: name });
  });

  test('after a refusal the person is not asked again, with or without a preferred device', async () => {
    storage.set('lifesign.camera', 'some-id');
    vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('camera'));
    asked.mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'permission-user' });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('no mediaDevices, as in some WebViews', async () => {
    vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(Reflect.get({}, 'none'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'unsupported-browser' });
  });

  test('a stream without a picture', async () => {
    asked.mockResolvedValue(new MediaStream());
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'camera-none' });
  });
});

const silent = (): Promise<never> => new Promise(() => undefined);

describe('a browser whose device queries never settle', () => {
  test('opens the camera anyway, without a choice', async () => {
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockImplementation(silent);
    const { camera } = make();
    await expect(camera.open()).resolves.toMatchObject({ width: expect.any(Number) });
    await expect(camera.list()).resolves.toEqual([]);
    expect(liveTracks()).toBe(1);
  });

  test('releases the camera as soon as it is closed', async () => {
    const list = vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockImplementation(silent);
    const { camera } = make();
    const opening = camera.open();
    const refused = expect(opening).rejects.toMatchObject({ stage: 'camera', detail: 'closed' });
    await vi.waitFor(() => expect(list).toHaveBeenCalled());
    expect(liveTracks()).toBe(1);
    camera.close();
    expect(liveTracks()).toBe(0);
    await refused;
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('reports why the camera did not open, without the permission', async () => {
    vi.spyOn(navigator.permissions, 'query').mockImplementation(silent);
    asked.mockRejectedValue(new DOMException('busy', 'NotReadableError'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'camera-in-use' });
  });
});

describe('while closed, a camera that becomes available', () => {
  test('connected after a failure: reported once', async () => {
    asked.mockRejectedValueOnce(new DOMException('none', 'NotFoundError'));
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
    asked.mockRejectedValueOnce(new DOMException('busy', 'NotReadableError'));
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
    asked.mockRejectedValueOnce(new DOMException('denied', 'NotAllowedError'));
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
    asked.mockRejectedValueOnce(new DOMException('none', 'NotFoundError'));
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
      asked.mockImplementation(async (constraints) => {
        await new Promise<void>((resolve) => {
          answers.push(resolve);
        });
        return keep(await REAL(constraints));
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

describe('evidence', () => {
  test('is plain, without the name of a device, and stays after closing', async () => {
    const { camera } = make();
    await camera.open();
    const label = tracks[0]?.label ?? '';
    await takeFrames(camera, 10);
    const evidence = camera.evidence();
    expect(evidence).toMatchObject({ virtualCameraLabel: true, hostStream: false, labelMissing: false });
    expect(evidence['frameIntervalMeanMs']).toBeGreaterThan(5);
    expect(evidence['frameIntervals']).toBeGreaterThan(3);
    expect(label).not.toBe('');
    expect(JSON.stringify(evidence)).not.toContain(label);
    camera.close();
    expect(camera.evidence()).toMatchObject({ virtualCameraLabel: true, width: evidence['width'] });
  });

  test('a replaced getUserMedia is detected', async () => {
    const { camera } = make();
    await camera.open();
    expect(camera.evidence()['cameraApiPatched']).toBe(true);
    vi.restoreAllMocks();
    expect(camera.evidence()['cameraApiPatched']).toBe(false);
  });
});
