/** A session with fakes for its parts, and functions by which a test drives it. For tests only. */
import { expect, vi } from 'vitest';
import type { Camera, CameraFrame, CameraListener, FrameConsumer } from '../src/camera/camera.ts';
import type { ErrorCode } from '../src/errors.ts';
import { LifesignError } from '../src/errors.ts';
import type { SessionConfig } from '../src/options.ts';
import { normalise } from '../src/options.ts';
import type { SessionEvent } from '../src/session/events.ts';
import type { SessionDeps } from '../src/session/session.ts';
import { createSession } from '../src/session/session.ts';
import type { SupportReport } from '../src/support.ts';
import type { EngineScript } from '../src/testing/scripted-engine.ts';
import { scriptedEngine } from '../src/testing/scripted-engine.ts';
import type { GatewayScript } from '../src/testing/scripted-gateway.ts';
import { scriptedGateway } from '../src/testing/scripted-gateway.ts';
import type { CapturedImage } from '../src/vision/types.ts';

export const SUPPORTED: SupportReport = {
  supported: true,
  missing: [],
  cameras: 1,
  permission: 'prompt',
  webView: null,
  canvasNoise: 0,
  deviceMemoryGb: null,
};

export const SELFIE: CapturedImage = {
  type: 'SELFIE',
  bytes: new Uint8Array([1, 2, 3]),
  sha256: 'aa',
  width: 640,
  height: 480,
  at: 0,
};

const blankFrame = (): CameraFrame => ({ width: 1280, height: 720, close: () => undefined });

/** A camera that the test controls. */
export const puppetCamera = () => {
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
      return { width: 1280, height: 720, frameRate: 30, facingMode: 'user' };
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
  /** As where a user interface shows the tints. Default false. */
  readonly mayTint?: boolean;
  readonly deps?: Partial<SessionDeps>;
}

/** A session with a controlled camera, a scripted engine and gateway, a stopped clock, and timers that the test fires. */
export const launch = ({ engine: script, gateway: answers, config, mayTint = false, deps }: World = {}) => {
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
  const session = createSession(
    { ...options, mayTint },
    {
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
    },
  );
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
    /** Good frames, 40 ms apart, until the flow stops them. */
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
    /** Fires poll deadlines until the gateway has decided. */
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
