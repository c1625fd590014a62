/** Cameras over the real devices of the browser, with every track counted. For tests only. */
import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';
import type { LifesignError } from '../errors.ts';
import type { CameraSettings } from './camera.ts';
import { createCamera } from './create-camera.ts';

const SETTINGS: CameraSettings = { deviceId: null, facingMode: 'user', getStream: null };
const REAL = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

/** Every track that the running test was given. */
export const tracks: MediaStreamTrack[] = [];
/** The devices of the browser, whatever a test makes it list. */
export const realDevices: MediaDeviceInfo[] = [];
/** In place of `localStorage`, which other test files share at the same time. */
export const storage = new Map<string, string>();
const cameras: ReturnType<typeof createCamera>[] = [];

export const liveTracks = () => tracks.filter(({ readyState }) => readyState === 'live').length;

/** The spy on `getUserMedia`, which opens the real devices unless a test says otherwise. */
export const asked = (): MockInstance<MediaDevices['getUserMedia']> =>
  vi.mocked(navigator.mediaDevices)['getUserMedia'];

export const keep = (stream: MediaStream): MediaStream => {
  tracks.push(...stream.getTracks());
  return stream;
};

export const openReal = async (constraints?: MediaStreamConstraints): Promise<MediaStream> =>
  keep(await REAL(constraints));

const listener = () => ({ onLost: vi.fn<(error: LifesignError) => void>(), onAvailable: vi.fn<() => void>() });

export const make = (settings: Partial<CameraSettings> = {}, on = listener()) => {
  const camera = createCamera({ ...SETTINGS, ...settings }, on);
  cameras.push(camera);
  return { camera, ...on };
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Connects a camera. */
export const plugIn = (): void => {
  const devices = [...realDevices, { kind: 'videoinput', deviceId: 'new', label: 'New' } as MediaDeviceInfo];
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue(devices);
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
};

/** A stream of a canvas: its size is fixed. Its track reports `deviceId` where one is given. */
export const drawn = (width: number, height: number, deviceId?: string): MediaStream => {
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

/** Takes `count` frames, then stops; resolves to their times. */
export const takeFrames = (camera: ReturnType<typeof createCamera>, count: number): Promise<readonly number[]> =>
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

/** Registers the hooks: each test begins without tracks and stored values, and must leave no live track behind. */
export const useCameras = (): void => {
  beforeEach(async () => {
    tracks.length = 0;
    storage.clear();
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation((key) => storage.get(key) ?? null);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation((key, value) => void storage.set(key, value));
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation((key) => void storage.delete(key));
    realDevices.splice(0, realDevices.length, ...(await navigator.mediaDevices.enumerateDevices()));
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(openReal);
  });

  afterEach(() => {
    cameras.splice(0).forEach((camera) => camera.dispose());
    vi.restoreAllMocks();
    vi.useRealTimers();
    expect(liveTracks(), 'live tracks left behind').toBe(0);
  });
};
