/** Failures during a session and every way to leave it: it continues, or ends in one result with everything released. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, puppetCamera, SUPPORTED } from '../../testkit/session-harness.ts';
import type { Camera, CameraListener } from '../camera/camera.ts';
import { Refusal } from '../client/transport/refusal.ts';

const reported = vi.fn();

beforeEach(() => {
  reported.mockReset();
  vi.stubGlobal('reportError', reported);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('ways out', () => {
  const CANCELLED = { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } };

  test('an abort by the host', async () => {
    const controller = new AbortController();
    const world = launch({ config: { signal: controller.signal } });
    await world.begin();
    controller.abort();
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    expect(world.camera.log.slice(-3)).toEqual(['stop', 'close', 'dispose']);
    expect(world.timers.size).toBe(0);
  });

  test('an abort before it began: not even the support check runs', async () => {
    const checkSupport = vi.fn(async () => SUPPORTED);
    const world = launch({ config: { signal: AbortSignal.abort() }, deps: { checkSupport } });
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    expect(checkSupport).not.toHaveBeenCalled();
    expect(world.camera.log).toEqual(['dispose']);
  });

  test('dispose, twice, while submitting: the upload is aborted and its answer ignored', async () => {
    const world = launch({ gateway: { latencyMs: 50 } });
    await world.begin();
    await world.hold();
    await world.reach('submitting');
    world.session.dispose();
    world.session.dispose();
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(world.gateway.submitted).toHaveLength(0);
    expect(world.session.getState().phase).toBe('cancelled');
  });

  test('help that the host shows itself', async () => {
    const world = launch();
    await world.reach('intro');
    world.session.send({ type: 'help', help: 'CAMERA_ISSUE', handled: true });
    await expect(world.session.result).resolves.toMatchObject({ extra: { errorCode: 'HELP_CLICKED' } });
  });

  test('a frame that waits for landmarks when the person leaves never reaches the engine', async () => {
    const world = launch({ gateway: { challenges: ['BLINK'] }, engine: { challenges: { BLINK: ['waiting'] } } });
    await world.begin();
    await world.hold();
    expect(world.session.getState().phase).toBe('challenge');
    const analysed = world.engine.counts.analyse;
    let arrive: (() => void) | undefined;
    const landmarks = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    vi.spyOn(world.engine, 'loadLandmarks').mockReturnValue(landmarks);
    const seen = world.camera.see(9000);
    world.session.send({ type: 'cancel' });
    arrive?.();
    await seen;
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    expect(world.engine.counts.analyse).toBe(analysed);
  });

  test('an unsupported browser', async () => {
    const missing = { ...SUPPORTED, supported: false, missing: ['webassembly'] as const };
    const world = launch({ deps: { checkSupport: async () => missing } });
    await world.reach('exhausted');
    expect(world.engine.counts.load).toBe(0);
    world.session.send({ type: 'close' });
    await expect(world.session.result).resolves.toMatchObject({
      status: 'ERROR',
      extra: { detailedErrorCode: 'unsupported-browser' },
    });
  });

  test('a support check that throws', async () => {
    const world = launch({ deps: { checkSupport: () => Promise.reject(new Error('odd')) } });
    await world.reach('exhausted');
  });

  test('a command that throws ends the launch instead of hanging it', async () => {
    const puppet = puppetCamera();
    const broken = (settings: unknown, on: CameraListener): Camera => ({
      ...puppet.createCamera(settings, on),
      start: () => {
        throw new TypeError('broken');
      },
    });
    const world = launch({ deps: { createCamera: broken } });
    await world.reach('intro');
    world.session.send({ type: 'begin' });
    await world.reach('exhausted');
    expect(world.session.getState()).toMatchObject({ error: { code: 'internal' } });
    expect(puppet.log).toContain('close');
  });

  test('a backend that throws instead of answering counts as a failed network', async () => {
    const world = launch();
    await world.reach('intro');
    vi.spyOn(world.gateway, 'begin').mockImplementation(() => {
      throw new TypeError('broken backend');
    });
    world.session.send({ type: 'begin' });
    await world.reach('framing');
    await world.hold();
    await world.reach('blocked');
    expect(world.session.getState()).toMatchObject({ error: { code: 'network-failed' }, resume: 'submit' });
  });
});

describe('failures during the flow', () => {
  test('permission denied, then allowed in the browser: continues by itself', async () => {
    const world = launch();
    await world.reach('intro');
    world.camera.refuse('permission-user');
    world.session.send({ type: 'begin' });
    await world.reach('blocked');
    world.camera.refuse(null);
    world.camera.becomeAvailable();
    await world.reach('framing');
    expect(world.events.filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  test('camera lost while framing: opened again', async () => {
    const world = launch();
    await world.begin();
    world.camera.lose();
    expect(world.session.getState().phase).toBe('paused');
    await world.reach('framing');
    expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(2);
  });

  test('the worker crashes: loaded again, and the launch passes', async () => {
    const world = launch({ engine: { crashAtFrame: 5 } });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.events).toContainEqual(
      expect.objectContaining({ type: 'error', error: expect.objectContaining({ code: 'worker-crashed' }) }),
    );
    expect(world.session.trace.filter(({ name }) => name === 'framing')).toHaveLength(2);
    expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(1);
  });

  test('the page is hidden and visible again', async () => {
    const world = launch();
    await world.begin();
    world.setHidden(true);
    expect(world.session.getState()).toMatchObject({ phase: 'paused', cause: 'hidden' });
    expect(world.camera.log.slice(-2)).toEqual(['stop', 'close']);
    world.setHidden(false);
    await world.reach('framing');
  });

  test('hidden during the browser’s prompt: paused as soon as the camera opens', async () => {
    const world = launch();
    await world.reach('intro');
    world.session.send({ type: 'begin' });
    world.setHidden(true);
    await world.reach('paused');
    expect(world.camera.log.at(-1)).toBe('close');
  });

  test('the network fails in the upload: the same picture is sent again, as the same attempt', async () => {
    const world = launch({ gateway: { failures: { submit: ['network-offline'] } } });
    await world.begin();
    await world.hold();
    await world.reach('blocked');
    world.session.send({ type: 'retry' });
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.counts).toMatchObject({ begin: 1, submit: 2 });
    expect(world.engine.counts.capture).toBe(1);
  });

  test('a refused poll is repeated after Retry-After', async () => {
    const world = launch({ gateway: { attempts: [{ result: 'VALID', polls: 2 }] } });
    const refused = new Refusal('api-rate-limited', 'status: answered 429', {
      detail: 'HTTP_429',
      retryAfterMs: 17_000,
    });
    vi.spyOn(world.gateway, 'status').mockRejectedValueOnce(refused);
    await world.begin();
    await world.hold();
    await world.reach('processing');
    world.expire(1000);
    await vi.waitFor(() => expect([...world.timers.values()].map(({ ms }) => ms)).toContain(17_000));
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
  });

  test('an attempt that could not be opened early is opened with the picture', async () => {
    const world = launch({ gateway: { failures: { begin: ['network-failed'] } } });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.counts.begin).toBe(2);
  });

  test('RETRY opens another attempt', async () => {
    const world = launch({ gateway: { attempts: [{ result: 'INVALID' }, { result: 'VALID' }] } });
    await world.begin();
    await world.hold();
    await world.poll();
    expect(world.session.getState()).toMatchObject({ phase: 'retry', context: { attempt: 1 } });
    world.session.send({ type: 'retry' });
    await world.reach('framing');
    expect(world.session.getState().context.attempt).toBe(2);
    expect(world.gateway.counts.begin).toBe(2);
  });

  test('no face appears: the framing deadline asks the person', async () => {
    const world = launch();
    await world.begin();
    world.expire(60_000);
    expect(world.session.getState()).toMatchObject({ phase: 'blocked', help: 'SELFIE_TIMEOUT' });
  });

  test('another camera', async () => {
    const world = launch();
    await world.begin();
    await expect(world.session.cameras()).resolves.toHaveLength(1);
    world.session.send({ type: 'choose-camera', deviceId: 'd-2' });
    await world.reach('framing');
    expect(world.camera.log).toContain('open d-2');
  });

  test('no choice of camera where the host does not allow one', async () => {
    const world = launch({ config: { camera: { allowSwitch: false } } });
    await expect(world.session.cameras()).resolves.toEqual([]);
  });
});
