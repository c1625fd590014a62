/** The session with fakes for its parts: it runs commands, sends outcomes back as events, and gives one result. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, SELFIE } from '../../testkit/session-harness.ts';
import type { Backend } from '../client/backend.ts';
import { LIGHT } from '../contract/index.ts';
import { LifesignError } from '../errors.ts';
import { scriptedGateway } from '../testing/scripted-gateway.ts';

const reported = vi.fn();

beforeEach(() => {
  reported.mockReset();
  vi.stubGlobal('reportError', reported);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('light that the gateway asks for', () => {
  const light = ['mint', 'pink', 'sky', 'apricot'] as const;

  test('is shown in its order for long enough, and two frames of each tint are sent', async () => {
    const world = launch({ gateway: { light }, mayTint: true });
    await world.begin();
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    const sent = world.gateway.submitted[0]?.light;
    expect(sent?.tints).toEqual(light);
    const times = sent?.frames.map(({ atMs }) => atMs) ?? [];
    expect(times).toHaveLength(LIGHT.steps * LIGHT.framesPerStep);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    for (const [index, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(index % 2 === 0 ? LIGHT.gapMs : LIGHT.settleMs);
      expect(gap).toBeLessThan(LIGHT.settleMs + 200);
    }
  });

  test.each([
    ['by an interface that does not show it', { gateway: { light } }],
    ['by a host that wants no bright screen', { gateway: { light }, mayTint: true, config: { screenLight: false } }],
    ['by a gateway that asks for none', { mayTint: true }],
  ])('is not signed as shown %s', async (_, world) => {
    const run = launch(world);
    await run.begin();
    await run.hold();
    await run.poll();
    await expect(run.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(run.gateway.submitted[0]?.light).toBeUndefined();
  });

  test('ends when the person turns the bright screen off, and the selfie is taken without it', async () => {
    const world = launch({ gateway: { light }, mayTint: true });
    await world.begin();
    let isAsked = false;
    world.session.subscribe((state) => {
      if (!isAsked && state.phase === 'holding' && state.lit === 3) {
        isAsked = true;
        world.session.send({ type: 'dim-screen' });
      }
    });
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(isAsked).toBe(true);
    expect(world.gateway.submitted[0]?.light).toBeUndefined();
  });
});

describe('light of an attempt that is opened after the hold', () => {
  const light = ['mint', 'pink', 'sky', 'apricot'] as const;

  const slow = (mayTint: boolean) => {
    const gateway = scriptedGateway({ light });
    const gate = { open: (): void => undefined };
    const isOpen = new Promise<void>((resolve) => {
      gate.open = resolve;
    });
    const backend: Backend = {
      ...gateway,
      begin: async (options) => {
        await isOpen;
        return gateway.begin(options);
      },
    };
    return { ...launch({ mayTint, deps: { backend } }), gateway, gate };
  };

  test('is shown in another hold, and nothing is sent without it', async () => {
    const world = slow(true);
    await world.begin();
    await world.hold();
    await world.reach('submitting');
    world.gate.open();
    await world.reach('framing');
    expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(2);
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(world.gateway.submitted.map(({ light: sent }) => sent?.tints)).toEqual([light]);
    expect(world.gateway.counts.begin).toBe(1);
  });

  test('is shown in another hold when the first opening failed unseen, and the second one is for the upload', async () => {
    const world = launch({ mayTint: true, gateway: { light, failures: { begin: ['network-failed'] } } });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(2));
    await world.reach('framing');
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(world.gateway.submitted.map(({ light: sent }) => sent?.tints)).toEqual([light]);
  });

  test('is not waited for where no interface shows it', async () => {
    const world = slow(false);
    await world.begin();
    await world.hold();
    await world.reach('submitting');
    world.gate.open();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(world.gateway.submitted.map(({ light: sent }) => sent)).toEqual([undefined]);
    expect(world.camera.log.filter((entry) => entry === 'open')).toHaveLength(1);
  });
});

describe('movements that the gateway asks for', () => {
  const ASKED = ['BLINK', 'TURN_LEFT'] as const;

  test('are detected one after the other, and signed with the selfie', async () => {
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

  test('stay completed where the gateway also asks for light that no interface shows', async () => {
    const world = launch({
      gateway: { challenges: ASKED, light: ['mint', 'pink', 'sky', 'apricot'] },
      engine: { challenges: { BLINK: ['learning', 'waiting', 'waiting', 'done'] } },
    });
    await world.begin();
    await world.hold();
    await world.poll();
    await expect(world.session.result).resolves.toMatchObject({ status: 'COMPLETED' });
    const { completed } = world.gateway.submitted[0]?.evidence.challenges ?? {};
    expect(completed?.map(({ name }) => name)).toEqual(ASKED);
  });

  test('are skipped when the person chooses the passive check, and the evidence says so', async () => {
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

  test('cannot be detected without landmarks: the launch ends with that error', async () => {
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

  test('are absent from a passive launch: no landmarks, nothing in its evidence', async () => {
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

  test('a presentation attack is reported without pictures under enforce', async () => {
    const world = launch({
      engine: frames,
      gateway: { deviceVerdict: 'enforce', attempts: [{ result: 'INVALID' }, { result: 'VALID' }] },
    });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.submitted[0]).toMatchObject({ images: [], verdict: 'spoof' });
  });

  test('and submitted like any other capture under report', async () => {
    const world = launch({ engine: frames, gateway: { deviceVerdict: 'report' } });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.gateway.submitted).toHaveLength(1));
    expect(world.gateway.submitted[0]).toMatchObject({ images: [SELFIE], verdict: 'spoof' });
  });

  test('is sent to the host as an event', async () => {
    const world = launch({ engine: frames });
    await world.begin();
    await world.hold();
    await vi.waitFor(() => expect(world.events.map(({ type }) => type)).toContain('verdict'));
    expect(world.events.find(({ type }) => type === 'verdict')).toMatchObject({ verdict: 'spoof', frames: 36 });
  });
});

describe('listeners', () => {
  test('get the states after frames until they unsubscribe', async () => {
    const world = launch();
    const seen: string[] = [];
    const stop = world.session.subscribe(({ phase }) => seen.push(phase));
    await world.begin();
    await world.hold();
    expect(seen).toContain('holding');
    expect(seen).toContain('capturing');
    const { length } = seen;
    stop();
    world.session.send({ type: 'cancel' });
    await world.session.result;
    expect(seen).toHaveLength(length);
  });

  test('one that throws is reported, the others and the launch continue', async () => {
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

  test('an intent sent by a listener is queued', async () => {
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
