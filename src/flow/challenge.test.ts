/** Attempts with challenges, event by event, as a session would send them. */
import { describe, expect, test } from 'vitest';
import type { ChallengeName } from '../contract/index.ts';
import { LifesignError } from '../errors.ts';
import { frameAnalysis, type ScriptedFrame, windowVerdict } from '../testing/analysis.ts';
import type { ChallengeReading } from '../vision/types.ts';
import type { SubmissionSummary } from './command.ts';
import { initialState } from './initial-state.ts';
import { POLICY } from './policy.ts';
import { createRun, type Run } from './test-harness.ts';

const FRAME_MS = 40;

const createFlow = (preferPassive = false) => {
  const run = createRun(initialState({ flow: 'liveness', correlationId: 'c-1', asksChallenges: true, preferPassive }));
  let at = 10_000;
  const show = (ms: number, kind: ScriptedFrame, reading?: ChallengeReading): void => {
    for (const until = at + ms; at < until;) {
      at += FRAME_MS;
      const challenge = reading === undefined ? {} : { challenge: reading };
      run.send({
        type: 'analysis',
        analysis: frameAnalysis(kind, { at, window: windowVerdict('live'), ...challenge }),
      });
    }
  };
  return {
    run,
    show,
    /** Frames while a movement is watched for. */
    watch: (ms: number, name: ChallengeName, stage: ChallengeReading['stage'], kind: ScriptedFrame = 'good') =>
      show(ms, kind, { name, stage }),
    open: (challenges: readonly ChallengeName[], isPassiveAllowed = false) =>
      run.send({ type: 'submission-opened', attemptsLeft: 3, challenges, isPassiveAllowed }),
  };
};

const toFraming = (challenges: readonly ChallengeName[] | null, isPassiveAllowed = false, preferPassive = false) => {
  const flow = createFlow(preferPassive);
  const { run } = flow;
  run.send({ type: 'launch' }, { type: 'supported' }, { type: 'engine-ready' }, { type: 'begin' });
  if (challenges !== null) {
    flow.open(challenges, isPassiveAllowed);
  }
  run.send({ type: 'camera-opened', isMirrored: true });
  expect(run.state.phase).toBe('framing');
  return flow;
};

const toChallenge = (challenges: readonly ChallengeName[], isPassiveAllowed = false) => {
  const flow = toFraming(challenges, isPassiveAllowed);
  flow.show(300, 'good');
  expect(flow.run.state).toMatchObject({ phase: 'challenge', name: challenges[0], stage: 'learning', tries: 1 });
  return flow;
};

const planOf = (run: Run) => run.state.context.challenges;

describe('the challenges of the gateway', () => {
  test('are done one after the other before the selfie, and kept for the evidence', () => {
    const { run, watch, show } = toChallenge(['SMILE', 'TURN_LEFT']);
    watch(400, 'SMILE', 'learning');
    expect(run.state).toMatchObject({ since: null, timeLeft: 1 });
    watch(1000, 'SMILE', 'waiting');
    expect(run.state).toMatchObject({ stage: 'waiting', isCoached: false });
    watch(200, 'SMILE', 'begun');
    watch(FRAME_MS, 'SMILE', 'done');
    expect(run.state).toMatchObject({ phase: 'challenge', name: 'TURN_LEFT', stage: 'learning', since: null });
    // Late frames of the previous movement.
    watch(80, 'SMILE', 'done');
    expect(run.state).toMatchObject({ name: 'TURN_LEFT' });
    watch(700, 'TURN_LEFT', 'waiting');
    watch(FRAME_MS, 'TURN_LEFT', 'done');
    expect(run.state.phase).toBe('framing');
    show(300, 'look-straight');
    show(1600, 'good');
    expect(run.state.phase).toBe('capturing');
    expect(planOf(run)).toMatchObject({
      asked: ['SMILE', 'TURN_LEFT'],
      isPassive: false,
      completed: [
        { name: 'SMILE', atMs: expect.closeTo(1200, -2) },
        { name: 'TURN_LEFT', atMs: expect.closeTo(2000, -2) },
      ],
    });
  });

  test('are waited for before any selfie', () => {
    const { run, show, open } = toFraming(null);
    show(3000, 'good');
    expect(run.state).toMatchObject({ phase: 'framing', hint: 'hold' });
    open(['NOD']);
    expect(run.asked).toEqual(['load-landmarks']);
    show(80, 'good');
    expect(run.state).toMatchObject({ phase: 'challenge', name: 'NOD' });
  });

  test('when there are none, the flow is passive and loads no landmarks', () => {
    const { run, show } = toFraming([]);
    expect(run.asked).not.toContain('load-landmarks');
    show(1600, 'good');
    expect(run.state.phase).toBe('capturing');
  });

  test('are not waited for in a family that never asks', () => {
    const run = createRun();
    run.send({ type: 'launch' }, { type: 'supported' }, { type: 'engine-ready' }, { type: 'begin' });
    run.send(
      { type: 'submission-opened', attemptsLeft: 3, challenges: ['NOD'] },
      { type: 'camera-opened', isMirrored: true },
    );
    expect(run.state.context.challenges).toBeNull();
  });

  test('end the launch when they cannot be read: the selfie would be refused', () => {
    const { run } = toFraming(null);
    run.send({ type: 'failed', error: new LifesignError('network-offline', 'test').toJSON() });
    expect(run.state).toMatchObject({ phase: 'blocked', resume: 'capture', error: { code: 'network-offline' } });
  });
});

describe('time', () => {
  test('ends in steps: a hint, another try, then the end', () => {
    const { run, watch } = toChallenge(['BLINK']);
    watch(POLICY.challenge.limitMs / 2, 'BLINK', 'waiting');
    expect(run.state).toMatchObject({ timeLeft: expect.closeTo(0.55, 5), isCoached: true, tries: 1 });
    watch(POLICY.challenge.limitMs / 2 + 100, 'BLINK', 'waiting');
    expect(run.state).toMatchObject({ phase: 'challenge', tries: 2, isCoached: true });
    watch(POLICY.challenge.limitMs + 100, 'BLINK', 'waiting');
    expect(run.state).toMatchObject({
      phase: 'blocked',
      error: { code: 'challenge-timeout', detail: 'BLINK' },
      help: 'SELFIE_TIMEOUT',
    });
    run.send({ type: 'close' });
    expect(run.results).toEqual([
      expect.objectContaining({
        status: 'ERROR',
        extra: expect.objectContaining({ errorCode: 'VERIFICATION', detailedErrorCode: 'challenge-timeout' }),
      }),
    ]);
  });

  test('does not restart with a face that is lost repeatedly', () => {
    const { run, watch, show } = toChallenge(['BLINK', 'NOD']);
    const dueAt = run.timers.get('challenge');
    for (let round = 0; round < 20; round += 1) {
      watch(FRAME_MS, 'BLINK', 'done');
      watch(5_000, 'NOD', 'waiting');
      watch(FRAME_MS, 'NOD', 'lost', 'no-face');
      expect(run.timers.get('challenge')).toBe(dueAt);
      show(300, 'good');
      expect(run.state).toMatchObject({ phase: 'challenge', name: 'BLINK' });
    }
    run.send({ type: 'timeout', timer: 'challenge', at: run.time });
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'capture-timeout' } });
  });

  test('of the whole attempt does not apply to the passive check', () => {
    const { run } = toFraming(['BLINK'], true);
    expect([...run.timers.keys()]).toEqual(['framing', 'challenge']);
    run.send({ type: 'choose-passive' });
    expect([...run.timers.keys()]).toEqual(['framing']);
  });

  test('changes the state only in steps', () => {
    const { run, watch } = toChallenge(['BLINK']);
    const states = new Set<unknown>();
    for (let frame = 0; frame < 50; frame += 1) {
      watch(FRAME_MS, 'BLINK', 'waiting');
      states.add(run.state);
    }
    expect(states.size).toBeLessThan(8);
  });

  test('ends at the ceiling when no frame comes', () => {
    const { run } = toChallenge(['BLINK']);
    expect(run.expire()).toBe('challenge');
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'capture-timeout' } });
  });

  test('a retry asks the gateway again and starts over', () => {
    const { run, watch } = toChallenge(['BLINK', 'NOD']);
    watch(FRAME_MS, 'BLINK', 'done');
    watch(2 * POLICY.challenge.limitMs + 200, 'NOD', 'waiting');
    run.send({ type: 'retry' });
    expect(run.asked).toContain('open-submission');
    expect(planOf(run)).toBeNull();
  });
});

describe('interruptions', () => {
  test('a movement to the wrong side is shown and may be corrected', () => {
    const { run, watch } = toChallenge(['TURN_LEFT']);
    watch(200, 'TURN_LEFT', 'other-way');
    expect(run.state).toMatchObject({ stage: 'other-way', isCoached: true });
    watch(FRAME_MS, 'TURN_LEFT', 'done');
    expect(run.state.phase).toBe('framing');
  });

  test('a turned face raises no issue while turning, a missing one does', () => {
    const { run, watch } = toChallenge(['TURN_LEFT']);
    watch(80, 'TURN_LEFT', 'waiting', 'look-straight');
    expect(run.state).toMatchObject({ issue: null });
    watch(80, 'TURN_LEFT', 'waiting', 'too-dark');
    expect(run.state).toMatchObject({ issue: 'too-dark' });
    watch(80, 'TURN_LEFT', 'waiting', 'no-face');
    expect(run.state).toMatchObject({ issue: 'no-face' });
  });

  test('after a lost face the first movement is asked again', () => {
    const { run, watch, show } = toChallenge(['BLINK', 'NOD']);
    watch(FRAME_MS, 'BLINK', 'done');
    watch(FRAME_MS, 'NOD', 'lost', 'no-face');
    expect(run.state.phase).toBe('framing');
    show(300, 'good');
    expect(run.state).toMatchObject({ phase: 'challenge', name: 'BLINK' });
  });

  test.each(['no-face', 'several-faces'] as const)(
    '%s after the movements, before the selfie: all movements are asked again',
    (kind) => {
      const { run, watch, show } = toChallenge(['BLINK']);
      watch(FRAME_MS, 'BLINK', 'done');
      show(POLICY.challenge.maxGapMs - 100, kind);
      expect(planOf(run)?.completed).toHaveLength(1);
      show(300, kind);
      expect(planOf(run)?.completed).toEqual([]);
      show(300, 'good');
      expect(run.state).toMatchObject({ phase: 'challenge', name: 'BLINK' });
    },
  );

  test.each([
    ['the page is hidden', { type: 'hidden' }, 'paused'],
    ['the camera is lost', { type: 'camera-lost', error: new LifesignError('camera-lost', 'test').toJSON() }, 'paused'],
    [
      'the worker crashes',
      { type: 'failed', error: new LifesignError('worker-crashed', 'test').toJSON() },
      'preparing',
    ],
    [
      'the landmarks have another hash',
      { type: 'failed', error: new LifesignError('asset-mismatch', 'test').toJSON() },
      'exhausted',
    ],
  ] as const)('%s', (_what, event, phase) => {
    const { run } = toChallenge(['BLINK']);
    run.send(event);
    expect(run.state.phase).toBe(phase);
  });
});

const REFUSED: SubmissionSummary = {
  submissionId: 's-1',
  nextAction: 'RETRY',
  decided: true,
  passed: false,
  reasonCode: 'NOT_LIVE',
  attemptsLeft: 2,
  messages: [],
  retryAfterMs: null,
};

describe('the passive check', () => {
  test('is offered where the gateway allows it', () => {
    const { run, watch, show } = toChallenge(['BLINK', 'NOD'], true);
    watch(FRAME_MS, 'BLINK', 'done');
    run.send({ type: 'choose-passive' });
    expect(run.state.phase).toBe('framing');
    expect(planOf(run)).toMatchObject({ isPassive: true, completed: [] });
    show(1600, 'good');
    expect(run.state.phase).toBe('capturing');
  });

  test('is refused where it does not', () => {
    const { run } = toChallenge(['BLINK']);
    const before = run.state;
    run.send({ type: 'choose-passive' });
    expect(run.state).toBe(before);
  });

  test('once chosen, applies to later attempts as well', () => {
    const { run, open, show } = toChallenge(['BLINK'], true);
    run.send({ type: 'choose-passive' });
    show(1600, 'good');
    run.send({ type: 'captured', verdict: windowVerdict('spoof'), at: 20_000 });
    run.send({ type: 'outcome', at: 21_000, outcome: REFUSED });
    expect(run.state.phase).toBe('retry');
    run.send({ type: 'retry' });
    open(['NOD'], true);
    expect(planOf(run)).toMatchObject({ asked: ['NOD'], isPassive: true });
  });

  test('is used from the start when the host prefers it, without landmarks', () => {
    const { run, show } = toFraming(['BLINK'], true, true);
    expect(planOf(run)).toMatchObject({ asked: ['BLINK'], isPassive: true });
    expect(run.asked).not.toContain('load-landmarks');
    show(1900, 'good');
    expect(run.state.phase).toBe('capturing');
  });

  test('is not used for a host that prefers it where the gateway does not allow it', () => {
    const { run, show } = toFraming(['BLINK'], false, true);
    show(300, 'good');
    expect(run.state).toMatchObject({ phase: 'challenge', name: 'BLINK' });
  });
});
