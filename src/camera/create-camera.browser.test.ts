/** Opening a camera: the choice of a device, refusals, and what the evidence says of the stream. */
import { describe, expect, test, vi } from 'vitest';
import {
  asked,
  drawn,
  liveTracks,
  make,
  openReal,
  realDevices,
  storage,
  takeFrames,
  tracks,
  useCameras,
} from './test-cameras.ts';

useCameras();

describe('opening', () => {
  test('requests the front camera, plays and returns its facts', async () => {
    const { camera } = make();
    const facts = await camera.open();
    expect(facts.width).toBeGreaterThan(0);
    expect(facts.height).toBe(camera.video.videoHeight);
    expect(facts.frameRate).toBeGreaterThan(0);
    expect(camera.video).toMatchObject({ muted: true, autoplay: true, playsInline: true });
    expect(asked()).toHaveBeenCalledWith(
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
    expect(asked()).toHaveBeenLastCalledWith(
      expect.objectContaining({ video: expect.objectContaining({ deviceId: { ideal: active?.deviceId } }) }),
    );
  });

  test('when the remembered camera is missing, another one is chosen by facing mode', async () => {
    storage.set('lifesign.camera', 'gone');
    await make().camera.open();
    expect(asked()).toHaveBeenCalledTimes(2);
    expect(storage.get('lifesign.camera')).not.toBe('gone');
    expect(liveTracks()).toBe(1);
  });

  test('a camera that did not work is not remembered', async () => {
    asked().mockRejectedValue(new DOMException('busy', 'NotReadableError'));
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

  test("a host's own stream is used and stopped, and its device is not remembered", async () => {
    const { camera } = make({ getStream: async () => drawn(640, 480) });
    await camera.open();
    expect(asked()).not.toHaveBeenCalled();
    expect(camera.evidence()).toMatchObject({ hostStream: true });
    expect(storage.size).toBe(0);
  });
});

const wish = (constraints: MediaStreamConstraints | undefined): ConstrainDOMString | undefined =>
  typeof constraints?.video === 'object' ? constraints.video.deviceId : undefined;

/** Gives the tiny camera unless another is requested by its id. */
const tinyFirst = (): void => {
  asked().mockImplementation(async (constraints) => {
    const device = wish(constraints);
    return device === undefined || JSON.stringify(device).includes('tiny')
      ? drawn(200, 150, 'tiny')
      : openReal(constraints);
  });
};

describe('a camera whose picture is too small', () => {
  const TINY = { kind: 'videoinput', deviceId: 'tiny', label: 'Tiny' } as MediaDeviceInfo;
  test('is asked for a larger picture', async () => {
    asked().mockImplementationOnce(async () => openReal({ video: { width: { exact: 320 }, height: { exact: 240 } } }));
    const { camera } = make();
    const { width, height } = await camera.open();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(320);
    expect(asked()).toHaveBeenCalledTimes(1);
    expect(liveTracks()).toBe(1);
  });

  test('is replaced by another one, which is remembered', async () => {
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
  ])('is reported at once where %s', async (_, options, devices) => {
    tinyFirst();
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue(devices());
    const { camera } = make();
    await expect(camera.open(options)).rejects.toMatchObject({ code: 'camera-too-small', detail: '200x150' });
    expect(storage.size).toBe(0);
    expect(liveTracks()).toBe(0);
  });

  test('is reported for a host’s own stream', async () => {
    const { camera } = make({ getStream: async () => drawn(368, 300) });
    await expect(camera.open()).rejects.toMatchObject({ code: 'camera-too-small' });
  });

  test('is accepted from 320 pixels on, whichever side is the shorter', async () => {
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
    asked().mockRejectedValue(new DOMException('test', name));
    await expect(make().camera.open()).rejects.toMatchObject({ code, detail: name });
  });

  test('after a refusal getUserMedia is not called again, with or without a preferred device', async () => {
    storage.set('lifesign.camera', 'some-id');
    vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('camera'));
    asked().mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'permission-user' });
    expect(asked()).toHaveBeenCalledTimes(1);
  });

  test('no mediaDevices, as in some WebViews', async () => {
    vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(Reflect.get({}, 'none'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'unsupported-browser' });
  });

  test('a stream without a picture', async () => {
    asked().mockResolvedValue(new MediaStream());
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
    expect(asked()).toHaveBeenCalledTimes(1);
  });

  test('reports why the camera did not open when the permission query does not answer', async () => {
    vi.spyOn(navigator.permissions, 'query').mockImplementation(silent);
    asked().mockRejectedValue(new DOMException('busy', 'NotReadableError'));
    await expect(make().camera.open()).rejects.toMatchObject({ code: 'camera-in-use' });
  });
});

describe('evidence', () => {
  test('is plain data without the name of a device, and is kept after closing', async () => {
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
