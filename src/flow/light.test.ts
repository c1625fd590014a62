/** The hold while the screen takes tints that the gateway drew. */
import { describe, expect, test } from 'vitest';
import { LIGHT } from '../contract/index.ts';
import { frameAnalysis, windowVerdict } from '../testing/analysis.ts';
import type { FlowEvent } from './event.ts';
import { initialState } from './initial-state.ts';
import { tintOf, tintStep } from './light.ts';
import { POLICY } from './policy.ts';
import { createRun, type Run } from './test-harness.ts';
import { frames } from './test-journey.ts';

const light = ['sky', 'apricot', 'pink', 'mint'] as const;

const toHold = (mayTint = true): Run => {
  const run = createRun(initialState({ flow: 'liveness', correlationId: 'c-1', mayTint }));
  run.send({ type: 'launch' }, { type: 'supported' }, { type: 'engine-ready' }, { type: 'begin' });
  run.send({ type: 'submission-opened', attemptsLeft: 3, light }, { type: 'camera-opened', isMirrored: true });
  return run;
};

const good = (at: number, step: number | null): FlowEvent => ({
  type: 'analysis',
  analysis: frameAnalysis('good', { at, window: windowVerdict('live') }),
  step,
});

describe('light', () => {
  test('is one luminance from the first frame, and each tint waits for its frames', () => {
    const run = toHold();
    expect(run.state.phase).toBe('framing');
    expect(tintOf(run.state)).toBe('neutral');
    run.send(...frames('good', 1000, 200));
    const seen: (string | null)[] = [];
    let at = 1200;
    while (run.state.phase === 'holding' && at < 20_000) {
      seen.push(tintOf(run.state));
      // Every tenth frame shows the tint alone, the first of them still the one before.
      at += 50;
      run.send(good(at, at % 500 === 0 ? tintStep(run.state) : null), good(at + 1, (tintStep(run.state) ?? 0) - 1));
    }
    expect([...new Set(seen)]).toEqual(light);
    expect(light.map((tint) => seen.filter((one) => one === tint).length)).toEqual([16, 20, 20, 20]);
    expect(run.state.phase).toBe('capturing');
    expect(tintOf(run.state)).toBe('neutral');
  });

  test('begins again with the first tint after a hold that was lost', () => {
    const run = toHold();
    run.send(...frames('good', 1000, 200), good(1250, 0), good(1350, 0), good(1450, 1));
    expect(run.state).toMatchObject({ phase: 'holding', lit: 3 });
    expect(tintOf(run.state)).toBe('apricot');
    run.send(...frames('no-face', 1500, 50));
    expect(run.state.phase).toBe('framing');
    expect(tintOf(run.state)).toBe('neutral');
    run.send(...frames('good', 1600, 200));
    expect(run.state).toMatchObject({ phase: 'holding', lit: 0 });
    expect(tintOf(run.state)).toBe('sky');
  });

  test('keeps the ring from being full, and is over with its last frame', () => {
    const run = toHold();
    run.send(...frames('good', 1000, 200));
    for (let frame = 0; frame < LIGHT.steps * LIGHT.framesPerStep; frame += 1) {
      expect(run.state).toMatchObject({ phase: 'holding', lit: frame });
      run.send(good(1000 + POLICY.hold.minMs + frame * 80, Math.floor(frame / LIGHT.framesPerStep)));
      expect(run.state.phase === 'holding' ? run.state.progress : 1).toBeCloseTo((frame + 1) / 8);
    }
    expect(run.state.phase).toBe('capturing');
  });

  test('is not there where it may not be shown, or the person turned the bright screen off', () => {
    const refused = toHold(false);
    expect([refused.state.context.light, tintOf(refused.state)]).toEqual([[], null]);
    const run = toHold();
    run.send(...frames('good', 1000, 200), { type: 'dim-screen' });
    expect([run.state.phase, run.state.context.light, tintOf(run.state)]).toEqual(['framing', [], null]);
    run.send(...frames('good', 2000, 1200));
    expect(run.state.phase).toBe('capturing');
    // Nor in the attempts after it.
    run.send({ type: 'submission-opened', attemptsLeft: 2, light });
    expect(run.state.context.light).toEqual([]);
  });
});
