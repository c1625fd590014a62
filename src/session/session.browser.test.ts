/** Launches on Chromium's fake camera: camera, page and time are real. */
import type { MockInstance } from 'vitest';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SessionConfig } from '../options.ts';
import { normalise } from '../options.ts';
import type { EngineScript } from '../testing/scripted-engine.ts';
import { scriptedEngine } from '../testing/scripted-engine.ts';
import type { GatewayScript } from '../testing/scripted-gateway.ts';
import { scriptedGateway } from '../testing/scripted-gateway.ts';
import type { LifesignSession } from './session.ts';
import { createSession } from './session.ts';

const REAL = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
let tracks: MediaStreamTrack[] = [];
let asked: MockInstance<MediaDevices['getUserMedia']>;
const sessions: LifesignSession[] = [];
const liveTracks = () => tracks.filter(({ readyState }) => readyState === 'live').length;

const launch = (engine: EngineScript = {}, gateway: GatewayScript = {}, config: Partial<SessionConfig> = {}) => {
  const backend = scriptedGateway(gateway);
  const options = normalise('liveness', {
    baseUrl: 'https://gateway.example',
    token: 't',
    correlationId: 'c-1',
    engine: scriptedEngine(engine),
    backend,
    ...config,
  });
  const session = createSession(options);
  sessions.push(session);
  const reach = (...phases: string[]): Promise<void> =>
    vi.waitFor(() => expect(phases).toContain(session.getState().phase), { timeout: 30_000, interval: 10 });
  return { session, backend, reach };
};

const begin = async (world: ReturnType<typeof launch>): Promise<void> => {
  await world.reach('intro');
  world.session.send({ type: 'begin' });
};

beforeEach(() => {
  tracks = [];
  // Shared with other test files that run at the same time.
  vi.spyOn(Storage.prototype, 'getItem').mockReturnValue(null);
  vi.spyOn(Storage.prototype, 'setItem').mockReturnValue(undefined);
  asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
  asked.mockImplementation(async (constraints) => {
    const stream = await REAL(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  });
});

afterEach(() => {
  sessions.splice(0).forEach((session) => session.dispose());
  vi.restoreAllMocks();
});

describe('a launch', () => {
  test('passes with a real picture, and the camera is off before the upload', async () => {
    const world = launch();
    await begin(world);
    await world.reach('submitting', 'processing', 'done');
    expect(liveTracks()).toBe(0);
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    const [submitted] = world.backend.submitted;
    expect(submitted?.images[0]?.bytes.slice(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));
    expect(submitted?.evidence.injection).toMatchObject({ virtualCameraLabel: true, hostStream: false });
    expect(submitted?.evidence.injection['frameIntervals']).toBeGreaterThan(10);
    expect(tracks.length).toBeGreaterThan(0);
  });

  test('passes in a second attempt', async () => {
    const world = launch({}, { attempts: [{ result: 'INVALID' }, { result: 'VALID' }] });
    await begin(world);
    await world.reach('retry');
    expect(liveTracks()).toBe(0);
    world.session.send({ type: 'retry' });
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(liveTracks()).toBe(0);
  });
});

describe('the camera is released', () => {
  test.each<readonly [string, (world: ReturnType<typeof launch>) => void]>([
    ['cancel', ({ session }) => session.send({ type: 'cancel' })],
    ['dispose', ({ session }) => session.dispose()],
    ['help', ({ session }) => session.send({ type: 'help', help: 'CAMERA_ISSUE', handled: true })],
  ])('by %s while framing', async (_, leave) => {
    const world = launch({ frames: ['too-far'] });
    await begin(world);
    await world.reach('framing');
    expect(liveTracks()).toBe(1);
    leave(world);
    await world.session.result;
    expect(liveTracks()).toBe(0);
  });

  test('by an abort of the host', async () => {
    const controller = new AbortController();
    const world = launch({ frames: ['too-far'] }, {}, { signal: controller.signal });
    await begin(world);
    await world.reach('framing');
    controller.abort();
    await expect(world.session.result).resolves.toMatchObject({ status: 'NOT_COMPLETED' });
    expect(liveTracks()).toBe(0);
  });

  test('when the launch ends while the browser still asks', async () => {
    const answers: (() => void)[] = [];
    asked.mockImplementation(async (constraints) => {
      await new Promise<void>((resolve) => {
        answers.push(resolve);
      });
      const stream = await REAL(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    });
    const world = launch();
    await begin(world);
    await world.reach('preparing');
    world.session.dispose();
    answers.forEach((answer) => answer());
    await world.session.result;
    await vi.waitFor(() => expect(tracks).toHaveLength(1));
    expect(liveTracks()).toBe(0);
  });

  test('when the engine cannot be loaded', async () => {
    const world = launch({ loadFailure: 'asset-mismatch', loadMs: 300 });
    await begin(world);
    await world.reach('exhausted');
    expect(liveTracks()).toBe(0);
  });

  test('when the gateway refuses', async () => {
    const world = launch({ frames: ['too-far'] }, { failures: { begin: ['api-unauthorized'] }, latencyMs: 500 });
    await begin(world);
    await world.reach('exhausted');
    expect(liveTracks()).toBe(0);
  });
});

describe('trouble', () => {
  test.each([
    ['NotAllowedError', 'permission-system', 'CAMERA_ISSUE'],
    ['NotFoundError', 'camera-none', 'CAMERA_ISSUE'],
    ['NotReadableError', 'camera-in-use', 'CAMERA_ISSUE'],
  ])('%s blocks with its own cause, and a retry continues', async (name, code, help) => {
    asked.mockRejectedValueOnce(new DOMException('test', name));
    const world = launch({ frames: ['too-far'] });
    await begin(world);
    await world.reach('blocked');
    expect(world.session.getState()).toMatchObject({ help, error: { code, detail: name } });
    world.session.send({ type: 'retry' });
    await world.reach('framing');
  });

  test('no camera, then one is connected: continues by itself', async () => {
    asked.mockRejectedValueOnce(new DOMException('test', 'NotFoundError'));
    const world = launch({ frames: ['too-far'] });
    await begin(world);
    await world.reach('blocked');
    const devices = await navigator.mediaDevices.enumerateDevices();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const added = { kind: 'videoinput', deviceId: 'new', label: 'New' } as MediaDeviceInfo;
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([...devices, added]);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await world.reach('framing');
  });

  test('the track ends while framing: opened again', async () => {
    const world = launch({ frames: ['too-far'] });
    await begin(world);
    await world.reach('framing');
    tracks[0]?.stop();
    tracks[0]?.dispatchEvent(new Event('ended'));
    expect(world.session.getState()).toMatchObject({ phase: 'paused', cause: 'camera' });
    await world.reach('framing');
    expect(tracks).toHaveLength(2);
    expect(liveTracks()).toBe(1);
  });

  test('the page is hidden while framing: camera off, and on again on return', async () => {
    const world = launch({ frames: ['too-far'] });
    await begin(world);
    await world.reach('framing');
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(world.session.getState().phase).toBe('paused');
    expect(liveTracks()).toBe(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await world.reach('framing');
    expect(liveTracks()).toBe(1);
  });
});
