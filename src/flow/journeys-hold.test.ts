/** From framing to the capture: screen light, the hold, the second look, slow devices. */
import { describe, expect, test } from 'vitest';
import { frameAnalysis, windowVerdict } from '../testing/analysis.ts';
import type { ScriptedFrame } from '../testing/analysis.ts';
import type { Issue } from '../vision/types.ts';
import type { FlowEvent } from './event.ts';
import { initialState } from './initial-state.ts';
import { POLICY } from './policy.ts';
import { createRun } from './test-harness.ts';
import { FRAME_MS, NOT_LIVE, failed, frames, outcome, toFraming, undecided } from './test-journey.ts';

describe('the screen as a light', () => {
  const { darkLuma, settleMs, adjustMs } = POLICY.screenLight;
  const dark = (issues: readonly Issue[] = []): ScriptedFrame => {
    const { quality } = frameAnalysis();
    return { issues, quality: quality === null ? null : { ...quality, luma: darkLuma - 0.01 } };
  };

  test.each([
    ['with frames that would count', []],
    ['too dark to count', ['too-dark']],
  ] as const)('lights a face that stays dark, %s, and lets the camera adjust before a hold', (_, issues) => {
    const run = toFraming();
    run.send(...frames(dark(issues), 1000, settleMs));
    expect(run.state).toMatchObject({ phase: 'framing', goodSince: null, context: { screenLight: 'ready' } });
    run.send(...frames(dark(issues), 1000 + settleMs, FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'framing', context: { screenLight: 'lit' } });
    const lit = 1000 + settleMs;
    run.send(...frames('good', lit + FRAME_MS, adjustMs - FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'framing', hint: 'hold-still', goodSince: null });
    run.send(...frames('good', lit + adjustMs, 1240));
    expect(run.state.phase).toBe('capturing');
  });

  test('single dark frames do not light the screen, and a face that stays dark in its light can hold', () => {
    const run = toFraming();
    for (let at = 1000; at < 4000; at += 2 * settleMs) {
      run.send(...frames(dark(['blurred']), at, settleMs), ...frames('blurred', at + settleMs, settleMs));
    }
    expect(run.state.context.screenLight).toBe('ready');
    run.send(...frames(dark(), 5000, settleMs + FRAME_MS + adjustMs + 200));
    expect(run.state).toMatchObject({ phase: 'holding', context: { screenLight: 'lit' } });
  });

  test('stays off where the host turned it off', () => {
    const run = createRun(initialState({ flow: 'liveness', correlationId: 'c-1', screenLight: false }));
    run.send({ type: 'launch' }, { type: 'supported' }, { type: 'engine-ready' }, { type: 'begin' });
    run.send({ type: 'submission-opened', attemptsLeft: 3 }, { type: 'camera-opened', isMirrored: true });
    run.send(...frames(dark(), 1000, 400));
    expect(run.state).toMatchObject({ phase: 'holding', context: { screenLight: 'off' } });
  });

  test.each(['framing', 'holding'] as const)('is turned off by the person while %s, for the whole launch', (phase) => {
    const run = toFraming();
    run.send(...frames(dark(), 1000, settleMs + FRAME_MS), ...frames('good', 1500, phase === 'framing' ? 40 : 1500));
    expect(run.state.phase).toBe(phase);
    run.send({ type: 'dim-screen' });
    expect(run.state).toMatchObject({ phase: 'framing', context: { screenLight: 'off' } });
    run.send(...frames(dark(), 4000, 300));
    expect(run.state).toMatchObject({ phase: 'holding', context: { screenLight: 'off' } });
  });
});

describe('the hold', () => {
  test('a moment of bad quality does not end it, a longer one does', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 500));
    run.send(...frames('blurred', 1500, POLICY.hold.graceMs - FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'holding', since: 1000 });
    run.send(...frames('blurred', 1500 + POLICY.hold.graceMs, 200));
    expect(run.state).toMatchObject({ phase: 'framing', goodSince: null });
  });

  test.each(['no-face', 'several-faces'] as const)('%s ends it at once: the next face starts from 0', (issue) => {
    const run = toFraming();
    run.send(...frames('good', 1000, 500), ...frames(issue, 1500, FRAME_MS), ...frames('good', 1540, 1000));
    expect(run.state).toMatchObject({ phase: 'holding', since: 1540 });
  });

  test('a small face behind the person does not change how a moment of bad quality is handled', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 500), ...frames({ faceCount: 2, issues: ['blurred'] }, 1500, 2 * FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'holding', since: 1000 });
  });

  test('a single good frame does not begin it', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, POLICY.hold.settleMs - FRAME_MS), ...frames('too-dark', 1200, 200));
    expect(run.state.phase).toBe('framing');
  });

  test('without a verdict the ring waits just before its end, and nothing is captured', () => {
    const run = toFraming();
    const good = Array.from({ length: 100 }, (_, index): FlowEvent => ({
      type: 'analysis',
      analysis: frameAnalysis('good', { at: 1000 + index * FRAME_MS }),
    }));
    run.send(...good);
    expect(run.state).toMatchObject({ phase: 'holding', progress: POLICY.hold.waitingProgress });
  });

  test('an undecided window gets more time, then help and a second hold, and is then captured', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 2000, 'uncertain'));
    expect(run.state.phase).toBe('holding');
    run.send(...undecided(1000, POLICY.hold.maxMs + FRAME_MS).slice(-10));
    const asked = run.time;
    expect(run.state).toMatchObject({
      phase: 'framing',
      hint: 'hold-still',
      notBefore: asked + POLICY.secondLook.helpMs,
    });
    expect(run.asked).toEqual([]);
    run.send(...undecided(asked + FRAME_MS, POLICY.secondLook.helpMs - FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'framing', hint: 'hold-still', goodSince: null });
    run.send(...undecided(asked + POLICY.secondLook.helpMs, POLICY.hold.maxMs));
    expect(run.state.phase).toBe('holding');
    run.send(...undecided(asked + POLICY.secondLook.helpMs + POLICY.hold.maxMs, FRAME_MS));
    expect(run.state.phase).toBe('capturing');
  });

  test('a clear second look is captured at once, and the next attempt has its own', () => {
    const run = toFraming();
    run.send(...undecided(1000, POLICY.hold.maxMs + FRAME_MS));
    run.send(...frames('good', 6000, 1200));
    expect(run.state.phase).toBe('capturing');
    run.send({ type: 'captured', verdict: windowVerdict('live'), at: 7300 });
    run.send(outcome({ ...NOT_LIVE, nextAction: 'RETRY' }), { type: 'retry' });
    run.send({ type: 'submission-opened', attemptsLeft: 2 }, { type: 'camera-opened', isMirrored: true });
    run.send(...undecided(20_000, POLICY.hold.maxMs + FRAME_MS));
    expect(run.state).toMatchObject({ phase: 'framing', context: { attempt: 2, secondLooks: 1 } });
  });

  test('the help before a second look asks for more light, a nearer face or a still one', () => {
    const quality = frameAnalysis().quality;
    if (quality === null) {
      throw new Error('A good frame has no quality');
    }
    const hints = [{ luma: 0.25, size: 0.3 }, { size: 0.3 }, {}].map((changes) => {
      const run = toFraming();
      run.send(...undecided(1000, POLICY.hold.maxMs + FRAME_MS, { ...quality, ...changes }));
      return run.state.phase === 'framing' ? [run.state.hint, run.state.context.screenLight] : run.state.phase;
    });
    expect(hints).toEqual([
      ['too-dark', 'lit'],
      ['too-far', 'ready'],
      ['hold-still', 'ready'],
    ]);
  });

  test('a spoof verdict is captured like any other: the session submits it without pixels', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 1200, 'spoof'));
    expect(run.state.phase).toBe('capturing');
  });

  test('lost holds do not extend the framing deadline', () => {
    const run = toFraming();
    const dueAt = run.timers.get('framing');
    for (let at = 1000; at < POLICY.deadlines.framing; at += 1300) {
      run.send(...frames('good', at, 900));
      expect(run.state.phase).toBe('holding');
      run.send(...frames('move-right', at + 900, 400));
      expect(run.state.phase).toBe('framing');
    }
    expect(run.timers.get('framing')).toBe(dueAt);
    expect(run.expire()).toBe('framing');
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'capture-timeout' } });
  });

  test('after a lost window framing starts again within the same deadline', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 1200));
    const dueAt = run.timers.get('framing');
    run.send(failed('capture-failed'));
    expect(run.state.phase).toBe('framing');
    expect(run.timers.get('framing')).toBe(dueAt);
    expect(dueAt).toBe(POLICY.deadlines.framing);
  });
});

/** Analysed frames every `ms`; the window is complete after the fifth. */
const slowFrames = (ms: number): FlowEvent[] =>
  Array.from({ length: 40 }, (_, index): FlowEvent => {
    const at = 10_000 + (index + 1) * ms;
    const window = index >= 4 && index * ms >= 1000 ? windowVerdict('live') : null;
    return { type: 'analysis', analysis: frameAnalysis('good', { at, window }) };
  });

describe('a slow device', () => {
  test.each([72, 250, 500, 690])('that takes %i ms for a frame decides within six seconds', (ms) => {
    const run = toFraming();
    const all = slowFrames(ms);
    const needed = all.findIndex((event) => {
      run.send(event);
      return run.state.phase === 'capturing';
    });
    expect(needed).toBeGreaterThan(-1);
    expect((needed + 1) * ms).toBeLessThanOrEqual(6000);
  });
});
