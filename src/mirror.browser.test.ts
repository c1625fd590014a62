/** The preview is mirrored for a camera that faces the person, however the camera was chosen. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { launchSelfieLiveness } from './index.ts';
import type { LaunchConfig } from './index.ts';
import { fakeCamera, scriptedEngine, scriptedGateway } from './testing/index.ts';

interface Device {
  readonly deviceId: string;
  readonly label: string;
  /** `facingMode` of its track's settings, if any. */
  readonly facingMode?: string;
  /** `facingMode` of its track's capabilities, if any. */
  readonly possible?: readonly string[];
}

const drawing = fakeCamera({ width: 640, height: 480, frameRate: 15 });
let controller = new AbortController();

/** Devices that Chromium would list; it opens the first one when no other is requested. */
const plugIn = (devices: readonly Device[]): void => {
  const [first] = devices;
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockImplementation(async () =>
    devices.map(({ deviceId, label }) => ({ kind: 'videoinput', deviceId, label }) as MediaDeviceInfo),
  );
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
    const { video } = constraints ?? {};
    const wish = typeof video === 'object' ? (video.deviceId as { ideal?: string } | undefined)?.ideal : undefined;
    const device = devices.find(({ deviceId }) => deviceId === wish) ?? first;
    const stream = await drawing.getStream();
    const [track] = stream.getVideoTracks();
    if (device === undefined || track === undefined) {
      throw new Error('No device');
    }
    const { deviceId, label, facingMode, possible = [] } = device;
    const settings = { ...track.getSettings(), deviceId, ...(facingMode === undefined ? {} : { facingMode }) };
    vi.spyOn(track, 'getSettings').mockReturnValue(settings);
    vi.spyOn(track, 'getCapabilities').mockReturnValue({ facingMode: [...possible] });
    Object.defineProperty(track, 'label', { value: label });
    return stream;
  });
};

const inside = <E extends Element = HTMLElement>(selector: string): E => {
  const found = document.querySelector('lifesign-selfie')?.shadowRoot?.querySelector<E>(selector) ?? null;
  if (found === null) {
    throw new Error(`Nothing matches ${selector}`);
  }
  return found;
};

const begin = async (camera: LaunchConfig['camera'] = {}): Promise<void> => {
  localStorage.removeItem('lifesign.camera');
  controller = new AbortController();
  void launchSelfieLiveness({
    baseUrl: 'https://gateway.example/',
    token: 'token',
    correlationId: 'mirror',
    language: 'en',
    camera,
    signal: controller.signal,
    engine: scriptedEngine({ frames: ['move-left'] }),
    backend: scriptedGateway(),
  });
  await vi.waitFor(() => inside<HTMLButtonElement>('.button.primary:not([disabled])').click(), 10_000);
  await vi.waitFor(() => inside('.hint[data-hint=move-left]'), 10_000);
};

const MIRROR = 'matrix(-1, 0, 0, 1, 0, 0)';

/** Every part that must be mirrored or not alike. */
const shown = () => ({
  video: getComputedStyle(inside('.picture video')).transform,
  still: getComputedStyle(inside('.picture canvas')).transform,
  arrow: getComputedStyle(inside<SVGElement>('.hint .icon')).transform,
  label: inside('.picture').getAttribute('aria-label'),
});
const MIRRORED = { video: MIRROR, still: MIRROR, arrow: 'none', label: 'Camera preview, mirrored' };
const TRUE_SIDED = { video: 'none', still: 'none', arrow: MIRROR, label: 'Camera preview' };

afterEach(async () => {
  controller.abort();
  await vi.waitFor(() => expect(document.querySelector('lifesign-selfie')).toBeNull());
  vi.restoreAllMocks();
});

const FRONT: Device = { deviceId: 'front', label: 'camera2 1, facing front', facingMode: 'user' };
const BACK: Device = { deviceId: 'back', label: 'camera2 0, facing back', facingMode: 'environment' };
const WEBCAM: Device = { deviceId: 'webcam', label: 'HD Webcam' };

describe('the camera that opens', () => {
  test.each<[string, Device, LaunchConfig['camera'], typeof MIRRORED]>([
    ['a front camera', FRONT, {}, MIRRORED],
    ['the only camera, a rear one, though the front was asked for', BACK, {}, TRUE_SIDED],
    ['a back camera that was asked for', BACK, { facingMode: 'environment' }, TRUE_SIDED],
    ['a front camera though the back was asked for', FRONT, { facingMode: 'environment' }, MIRRORED],
    ['a back camera that the host named', BACK, { deviceId: 'back' }, TRUE_SIDED],
    ['a webcam without a facing mode', WEBCAM, {}, MIRRORED],
    ['a webcam without a facing mode, where the rear was asked for', WEBCAM, { facingMode: 'environment' }, TRUE_SIDED],
    ['a track with a facing mode in its capabilities only', { ...WEBCAM, possible: ['environment'] }, {}, TRUE_SIDED],
    ['a track whose capabilities have both', { ...WEBCAM, possible: ['user', 'environment'] }, {}, MIRRORED],
    ['a track with a facing mode in its label only', { deviceId: 'b', label: 'Back Dual Wide Camera' }, {}, TRUE_SIDED],
    ['a track with a misleading label', { ...FRONT, label: 'USB camera at the back' }, {}, MIRRORED],
    ['a camera at the side', { ...WEBCAM, facingMode: 'left' }, {}, MIRRORED],
    ['a virtual camera', { deviceId: 'v', label: 'OBS Virtual Camera' }, {}, MIRRORED],
    ['no label and no facing mode', { deviceId: 'n', label: '' }, {}, MIRRORED],
  ])('%s', async (_, device, camera, expected) => {
    plugIn([device]);
    await begin(camera);
    expect(shown()).toEqual(expected);
  });

  test.each([
    ['user', MIRRORED],
    ['environment', TRUE_SIDED],
  ] as const)("a host's own stream has the facing mode that the host names: %s", async (facingMode, expected) => {
    await begin({ getStream: drawing.getStream, facingMode });
    expect(shown()).toEqual(expected);
  });
});

test('follows a change of camera', async () => {
  plugIn([FRONT, BACK, WEBCAM]);
  await begin();
  expect(shown()).toEqual(MIRRORED);
  for (const [deviceId, expected] of [
    ['back', TRUE_SIDED],
    ['webcam', MIRRORED],
    ['back', TRUE_SIDED],
    ['front', MIRRORED],
  ] as const) {
    const chooser = await vi.waitFor(() => inside<HTMLSelectElement>('.chooser select'));
    chooser.value = deviceId;
    chooser.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(shown()).toEqual(expected), 10_000);
  }
});
