/** The session with everything around it replaced: commands are run, outcomes come back, one result comes out. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Camera, CameraFrame, CameraListener, FrameConsumer } from './camera/camera.ts';
import type { ErrorCode } from './errors.ts';
import { LifesignError } from './errors.ts';
import type { SessionConfig } from './options.ts';
import { normalise } from './options.ts';
import type { SessionDeps } from './session.ts';
import { createSession } from './session.ts';
import type { SessionEvent } from './session/events.ts';
import type { SupportReport } from './support.ts';
import type { EngineScript } from './testing/scripted-engine.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';
import type { GatewayScript } from './testing/scripted-gateway.ts';
import { scriptedGateway } from './testing/scripted-gateway.ts';
import type { CapturedImage } from './vision/types.ts';

const SUPPORTED: SupportReport = {
  supported: true,
  missing: [],
  cameras: 1,
  permission: 'prompt',
  webView: null,
  deviceMemoryGb: null,
};

const SELFIE: CapturedImage = {
  type: 'SELFIE',
  bytes: new Uint8Array([1, 2, 3]),
  sha256: 'aa',
  width: 640,
  height: 480,
  at: 0,
};

const blankFrame = (): CameraFrame => ({ width: 1280, height: 720, close: () => undefined });

/** A camera that is made to do what the test says. */
const puppetCamera = () => {
  let consumer: FrameConsumer | null = null;
  let listener: CameraListener | null = null;
  let refusal: ErrorCode | null = null;
  const log: string[] = [];
  const camera: Camera = {
    video: { tag: 'video' } as unknown as HTMLVideoElement,
    open: async ({ deviceId } = {}) => {
      log.push(deviceId === undefined ? 'open' : `open ${deviceId}`);
      await Promise.resolve();
      if (refusal !== null) {
        throw new LifesignError(refusal, 'test');
      }
      return { width: 1280, height: 720, frameRate: 30 };
    },
    start: (consume) => {
      log.push('start');
      consumer = consume;
    },
    stop: () => {
      log.push('stop');
      consumer = null;
    },
    close: () => {
      log.push('close');
      consumer = null;
    },
    list: async () => [{ deviceId: 'd-1', label: 'Front', active: true }],
    evidence: () => ({ virtualCameraLabel: false, frameIntervalMeanMs: 33.3 }),
    dispose: () => log.push('dispose'),
  };
  return {
    log,
    createCamera: (_: unknown, on: CameraListener): Camera => {
      listener = on;
      return camera;
    },
    refuse: (code: ErrorCode | null) => {
      refusal = code;
    },
    isWatched: () => consumer !== null,
    lose: () => listener?.onLost(new LifesignError('camera-lost', 'test', { detail: 'muted' })),
    becomeAvailable: () => listener?.onAvailable(),
    see: async (at: number) => {
      await consumer?.(blankFrame(), at);
    },
  };
};

interface World {
  readonly engine?: EngineScript;
  readonly gateway?: GatewayScript;
  readonly config?: Partial<SessionConfig>;
  readonly deps?: Partial<SessionDeps>;
}

const launch = ({ engine: script, gateway: answers, config, deps }: World = {}) => {
  const camera = puppetCamera();
  const engine = scriptedEngine({ images: [SELFIE], ...script });
  const gateway = scriptedGateway(answers);
  const events: SessionEvent[] = [];
  const timers = new Map<number, { readonly run: () => void; readonly ms: number }>();
  let hidden = false;
  let tellVisibility: ((isHidden: boolean) => void) | null = null;
  let clock = 1000;
  let ids = 0;
  const unlisten = vi.fn();
  const options = normalise('liveness', {
    baseUrl: 'https://gateway.example',
    token: 'secret-token',
    correlationId: 'c-1',
    onEvent: (event) => events.push(event),
    ...config,
  });
  const session = createSession(options, {
    createCamera: camera.createCamera,
    engine,
    backend: gateway,
    checkSupport: async () => SUPPORTED,
    timers: {
      set: (run, ms) => {
        ids += 1;
        timers.set(ids, { run, ms });
        return ids;
      },
      clear: (id) => timers.delete(Number(id)),
    },
    page: {
      isHidden: () => hidden,
      listen: (onChange) => {
        tellVisibility = onChange;
        return unlisten;
      },
    },
    now: () => clock,
    wallClock: () => 1_800_000_000_000,
    ...deps,
  });
  const reach = (phase: string): Promise<void> =>
    vi.waitFor(() => expect(session.getState().phase).toBe(phase), { timeout: 10_000, interval: 1 });
  return {
    session,
    camera,
    engine,
    gateway,
    events,
    timers,
    unlisten,
    reach,
    setHidden: (isHidden: boolean) => {
      hidden = isHidden;
      tellVisibility?.(isHidden);
    },
    /** Good frames, 40 ms apart, until the flow wants no more. */
    hold: async () => {
      for (let i = 0; i < 100 && camera.isWatched(); i += 1) {
        clock += 40;
        await camera.see(clock);
      }
    },
    /** Fires the running deadline of this length. */
    expire: (ms: number) => {
      const [id, timer] = [...timers].find(([, { ms: length }]) => length === ms) ?? [];
      expect(timer, `a deadline of ${ms} ms`).toBeDefined();
      timers.delete(id ?? 0);
      timer?.run();
    },
    /** Lets the polls come due until the gateway has decided. */
    poll: async () => {
      for (let i = 0; i < 20; i += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const { phase } = session.getState();
        if (phase !== 'submitting' && phase !== 'capturing' && phase !== 'processing') {
          return;
        }
        const [id, timer] = [...timers].find(([, { ms }]) => phase === 'processing' && ms < 60_000) ?? [];
        timers.delete(id ?? 0);
        timer?.run();
      }
    },
    begin: async () => {
      await reach('intro');
      session.send({ type: 'begin' });
      await reach('framing');
    },
  };
};

const reported = vi.fn();

beforeEach(() => {
  reported.mockReset();
  vi.stubGlobal('reportError', reported);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('movements that the gateway asks for', () => {
  const ASKED = ['BLINK', 'TURN_LEFT'] as const;

  test('are watched for one after the other, and signed with the selfie', async () => {
    const world = launch({
      gateway: { attempts: [{ result: 'VALID' }], challenges: ASKED },
      engine: { challenges: { BLINK: ['learning', 'waiting', 'waiting', 'done'] } },
    });
    await world.begin();
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(world.session.trace.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['framing', 'challenge', 'holding', 'capturing', 'submitting']),
    );
    expect(world.engine.counts.loadLandmarks).toBeGreaterThan(0);
    const [submitted] = world.gateway.submitted;
    const { asked, completed, isPassive } = submitted?.evidence.challenges ?? {};
    expect({ asked, isPassive }).toEqual({ asked: ASKED, isPassive: false });
    expect(completed?.map(({ name }) => name)).toEqual(ASKED);
    const [first, second] = completed ?? [];
    expect(second?.atMs).toBeGreaterThan(first?.atMs ?? Number.POSITIVE_INFINITY);
    expect(submitted?.lighting).toBeGreaterThan(0.9);
    expect(submitted?.lighting).toBeLessThanOrEqual(1);
  });

  test('are left out when the person chooses so, and the evidence says it', async () => {
    const world = launch({
      gateway: { attempts: [{ result: 'VALID' }], challenges: ASKED, isPassiveAllowed: true },
      engine: { challenges: { BLINK: ['waiting'] } },
    });
    await world.begin();
    world.session.subscribe(({ phase }) => phase === 'challenge' && world.session.send({ type: 'choose-passive' }));
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(world.gateway.submitted[0]?.evidence.challenges).toEqual({ asked: ASKED, completed: [], isPassive: true });
  });

  test('cannot be watched for without landmarks: the launch says so', async () => {
    const world = launch({ gateway: { challenges: ASKED } });
    vi.spyOn(world.engine, 'loadLandmarks').mockRejectedValue(new LifesignError('asset-mismatch', 'other bytes'));
    await world.reach('intro');
    world.session.send({ type: 'begin' });
    await world.reach('exhausted');
    world.session.send({ type: 'close' });
    await expect(world.session.result).resolves.toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'SECURITY', detailedErrorCode: 'asset-mismatch' },
    });
  });

  test('are nothing to a passive launch: no landmarks, nothing in its evidence', async () => {
    const world = launch({ gateway: { attempts: [{ result: 'VALID' }] } });
    await world.begin();
    await world.hold();
    await world.poll();
    await world.session.result;
    expect(world.engine.counts.loadLandmarks).toBe(0);
    expect(world.gateway.submitted[0]?.evidence).not.toHaveProperty('challenges');
  });
});

describe('a launch that passes', () => {
  test('runs from support to COMPLETED and releases everything', async () => {
    const world = launch({ gateway: { attempts: [{ result: 'VALID' }] } });
    const { session, camera, gateway, timers, unlisten } = world;
    const phases: string[] = [];
    session.subscribe(({ phase }) => phases.at(-1) === phase || phases.push(phase));
    await world.begin();
    await world.hold();
    await world.poll();
    const result = await session.result;
    expect(result).toMatchObject({ correlationId: 'c-1', status: 'COMPLETED' });
    expect(result.submissionId).toBeTruthy();
    expect(phases.filter((phase) => phase !== 'processing')).toEqual([
      'checking',
      'intro',
      'preparing',
      'framing',
      'holding',
      'capturing',
      'submitting',
      'done',
    ]);
    expect(camera.log.slice(0, 2)).toEqual(['open', 'start']);
    expect(camera.log.at(-1)).toBe('dispose');
    expect(timers.size).toBe(0);
    expect(unlisten).toHaveBeenCalledTimes(1);
    expect(gateway.counts).toMatchObject({ begin: 1, submit: 1 });
    expect(reported).not.toHaveBeenCalled();
  });

  test('submits the picture with the evidence of verdict, engine and camera', async () => {
    const world = launch();
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.submitted[0]).toMatchObject({
      images: [SELFIE],
      verdict: 'live',
      evidence: {
        device: { verdict: 'live', signals: expect.any(Object) },
        injection: { virtualCameraLabel: false, frameIntervalMeanMs: 33.3 },
        selfTest: { backend: 'wasm', passed: true, maxError: 0 },
        capturedAt: 1_800_000_000_000,
      },
    });
  });

  test('the trace has every phase with a time, and events carry no secret', async () => {
    const world = launch();
    await world.begin();
    await world.hold();
    world.session.send({ type: 'cancel' });
    await world.session.result;
    expect(world.session.trace[0]).toEqual({ name: 'checking', ms: 0 });
    const times = world.session.trace.map(({ ms }) => ms);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const types = world.events.map(({ type }) => type);
    for (const type of ['phase', 'engine', 'camera', 'hint', 'frames', 'verdict', 'result'] as const) {
      expect(types).toContain(type);
    }
    expect(types.at(-1)).toBe('result');
    expect(types.filter((type) => type === 'result')).toHaveLength(1);
    const frames = world.events.find((event) => event.type === 'frames');
    expect(frames).toMatchObject({ fps: expect.closeTo(25, 0) });
    expect(JSON.stringify(world.events)).not.toMatch(/secret-token|Front|nonce/);
    expect(structuredClone(world.events)).toEqual(world.events);
  });
});

describe("the device's verdict", () => {
  const frames = { verdicts: ['spoof'] } as const;

  test('a presentation attack is reported without pixels under enforce', async () => {
    const world = launch({
      engine: frames,
      gateway: { deviceVerdict: 'enforce', attempts: [{ result: 'INVALID' }, { result: 'VALID' }] },
    });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.submitted[0]).toMatchObject({ images: [], verdict: 'spoof' });
  });

  test('and sent like any other under report', async () => {
    const world = launch({ engine: frames, gateway: { deviceVerdict: 'report' } });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.submitted[0]).toMatchObject({ images: [SELFIE], verdict: 'spoof' });
  });

  test('is told to the host as an event', async () => {
    const world = launch({ engine: frames });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.events.map(({ type }) => type)).toContain('verdict'));
    expect(world.events.find(({ type }) => type === 'verdict')).toMatchObject({ verdict: 'spoof', frames: 36 });
  });
});

describe('listeners', () => {
  test('analysis comes with the state that it led to', async () => {
    const world = launch();
    const seen: string[] = [];
    const stop = world.session.onAnalysis((analysis, { phase }) => seen.push(`${analysis.issues.length} ${phase}`));
    await world.begin();
    await world.hold();
    expect(seen).toContain('0 holding');
    expect(seen.at(-1)).toBe('0 capturing');
    const { length } = seen;
    stop();
    await world.camera.see(99_999);
    expect(seen).toHaveLength(length);
  });

  test('one that throws is reported, the others and the launch go on', async () => {
    const world = launch({
      config: {
        onEvent: () => {
          throw new Error('analytics');
        },
      },
    });
    const heard = vi.fn();
    world.session.subscribe(() => {
      throw new Error('listener');
    });
    const stop = world.session.subscribe(heard);
    await world.begin();
    expect(heard).toHaveBeenCalled();
    expect(reported.mock.calls.map(([error]) => String(error))).toContain('Error: analytics');
    expect(reported.mock.calls.map(([error]) => String(error))).toContain('Error: listener');
    stop();
    heard.mockClear();
    world.session.send({ type: 'cancel' });
    await expect(world.session.result).resolves.toMatchObject({ status: 'NOT_COMPLETED' });
    expect(heard).not.toHaveBeenCalled();
  });

  test('what a listener sends meanwhile waits its turn', async () => {
    const world = launch();
    world.session.subscribe(({ phase }) => {
      if (phase === 'intro') {
        world.session.send({ type: 'begin' });
        expect(world.session.getState().phase).toBe('intro');
      }
    });
    await world.reach('framing');
    expect(world.session.trace.map(({ name }) => name)).toEqual(['checking', 'intro', 'preparing', 'framing']);
    expect(reported).not.toHaveBeenCalled();
  });
});

describe('ways out', () => {
  const CANCELLED = { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } };

  test('an abort of the host', async () => {
    const controller = new AbortController();
    const world = launch({ config: { signal: controller.signal } });
    await world.begin();
    controller.abort();
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    expect(world.camera.log.slice(-3)).toEqual(['stop', 'close', 'dispose']);
    expect(world.timers.size).toBe(0);
  });

  test('an abort before it began: nothing is even looked at', async () => {
    const checkSupport = vi.fn(async () => SUPPORTED);
    const world = launch({ config: { signal: AbortSignal.abort() }, deps: { checkSupport } });
    await expect(world.session.result).resolves.toMatchObject(CANCELLED);
    expect(checkSupport).not.toHaveBeenCalled();
    expect(world.camera.log).toEqual(['dispose']);
  });

  test('dispose, twice, while submitting: the upload is aborted and its answer means nothing', async () => {
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

  test('help that the host takes over', async () => {
    const world = launch();
    await world.reach('intro');
    world.session.send({ type: 'help', help: 'CAMERA_ISSUE', handled: true });
    await expect(world.session.result).resolves.toMatchObject({ extra: { errorCode: 'HELP_CLICKED' } });
  });

  test('a browser that lacks something', async () => {
    const missing = { ...SUPPORTED, supported: false, missing: ['webassembly-simd'] as const };
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

  test('a command that cannot be run ends the launch instead of hanging it', async () => {
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

describe('trouble on the way', () => {
  test('permission denied, then allowed in the browser: goes on by itself', async () => {
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

  test('camera lost while framing: opened anew', async () => {
    const world = launch();
    await world.begin();
    world.camera.lose();
    expect(world.session.getState().phase).toBe('paused');
    await world.reach('framing');
    expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(2);
  });

  test('the worker dies: loaded anew, and the launch passes', async () => {
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

  test('the page is hidden and comes back', async () => {
    const world = launch();
    await world.begin();
    world.setHidden(true);
    expect(world.session.getState()).toMatchObject({ phase: 'paused', cause: 'hidden' });
    expect(world.camera.log.slice(-2)).toEqual(['stop', 'close']);
    world.setHidden(false);
    await world.reach('framing');
  });

  test('hidden while the browser asked: paused as soon as the camera opens', async () => {
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

  test('nobody comes: the framing deadline asks the person', async () => {
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

  test('no choice where the host does not allow one', async () => {
    const world = launch({ config: { camera: { allowSwitch: false } } });
    await expect(world.session.cameras()).resolves.toEqual([]);
  });
});
