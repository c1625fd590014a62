/** Whole launches, event by event, as a session would send them. */
import { describe, expect, test } from 'vitest';
import { POLLING } from '../contract/index.ts';
import type { ErrorCode } from '../errors.ts';
import { LifesignError } from '../errors.ts';
import type { ScriptedFrame } from '../testing/analysis.ts';
import { frameAnalysis, windowVerdict } from '../testing/analysis.ts';
import type { FrameAnalysis, Issue, Verdict } from '../vision/types.ts';
import type { SubmissionSummary } from './command.ts';
import type { FlowEvent } from './event.ts';
import { initialState } from './initial-state.ts';
import { POLICY } from './policy.ts';
import type { Run } from './test-harness.ts';
import { createRun } from './test-harness.ts';

const FRAME_MS = 40;

const failed = (code: ErrorCode, retryAfterMs: number | null = null): FlowEvent => ({
  type: 'failed',
  error: new LifesignError(code, 'test').toJSON(),
  retryAfterMs,
});
const lost = (): FlowEvent => ({
  type: 'camera-lost',
  error: new LifesignError('camera-lost', 'test', { detail: 'muted' }).toJSON(),
});

const outcome = (changes: Partial<SubmissionSummary>): FlowEvent => ({
  type: 'outcome',
  at: 50_000,
  outcome: {
    submissionId: 's-1',
    nextAction: 'STATUS',
    decided: false,
    passed: false,
    reasonCode: '',
    attemptsLeft: 2,
    messages: [],
    retryAfterMs: null,
    ...changes,
  },
});

const PASSED = outcome({ nextAction: 'EXIT', decided: true, passed: true });
const NOT_LIVE = { decided: true, reasonCode: 'NOT_LIVE' } as const;

/** Frames of one kind for `ms`; the window exists after a second of good ones. */
const frames = (kind: ScriptedFrame, from: number, ms: number, verdict: Verdict = 'live'): FlowEvent[] =>
  Array.from({ length: Math.ceil(ms / FRAME_MS) }, (_, index): FlowEvent => {
    const at = from + index * FRAME_MS;
    const changes: Partial<FrameAnalysis> =
      kind === 'good' && index * FRAME_MS >= 1000 ? { at, window: windowVerdict(verdict) } : { at };
    return { type: 'analysis', analysis: frameAnalysis(kind, changes) };
  });

/** Good frames whose windows stay undecided, from the first one on. */
const undecided = (from: number, ms: number, quality = frameAnalysis().quality): FlowEvent[] =>
  frames({ quality, window: windowVerdict('uncertain') }, from, ms);

const toIntro = (): Run => {
  const run = createRun();
  run.send({ type: 'launch' });
  expect(run.asked).toEqual(['check-support']);
  run.send({ type: 'supported' });
  expect(run.state.phase).toBe('intro');
  return run;
};

const toFraming = (): Run => {
  const run = toIntro();
  run.send({ type: 'engine-ready' }, { type: 'begin' });
  run.send({ type: 'submission-opened', attemptsLeft: 3 }, { type: 'camera-opened', isMirrored: true });
  expect(run.state.phase).toBe('framing');
  return run;
};

const toSubmitting = (run: Run = toFraming()): Run => {
  run.send(...frames('good', 10_000, 1200));
  expect(run.state.phase).toBe('capturing');
  run.send({ type: 'captured', verdict: windowVerdict('live'), at: 11_300 });
  expect(run.state.phase).toBe('submitting');
  return run;
};

describe('passing', () => {
  test('from the launch to COMPLETED', () => {
    const run = toIntro();
    run.send({ type: 'begin' });
    expect(run.asked).toEqual(['open-camera', 'load-engine', 'open-submission']);
    run.send({ type: 'camera-opened', isMirrored: true });
    expect(run.state).toMatchObject({ phase: 'preparing', waitingFor: 'engine' });
    run.send({ type: 'engine-ready' });
    expect(run.asked).toEqual(['reset-engine', 'start-frames']);
    run.send(...frames('too-far', 1000, 1500));
    expect(run.state).toMatchObject({ phase: 'framing', hint: 'too-far' });
    run.send(...frames('good', 3000, 400));
    expect(run.state).toMatchObject({ phase: 'holding', since: 3000 });
    run.send(...frames('good', 3000, 1040).slice(-1));
    expect(run.state.phase).toBe('capturing');
    expect(run.asked).toEqual(['stop-frames', 'capture']);
    run.send({ type: 'captured', verdict: windowVerdict('live'), at: 4200 });
    expect(run.asked).toEqual(['close-camera', 'submit']);
    run.send({ type: 'progress', progress: 0.6 }, { type: 'progress', progress: 0.4 });
    expect(run.state).toMatchObject({ phase: 'submitting', progress: 0.6 });
    run.send(outcome({}));
    expect(run.state).toMatchObject({ phase: 'processing', submissionId: 's-1' });
    expect(run.expire()).toBe('poll');
    expect(run.asked).toEqual(['poll']);
    run.send(PASSED);
    expect(run.state).toMatchObject({ phase: 'done', passed: true });
    expect(run.results).toEqual([{ correlationId: 'c-1', status: 'COMPLETED', submissionId: 's-1' }]);
  });

  test('an engine that is ready before the person begins is not waited for', () => {
    const run = toIntro();
    run.send({ type: 'engine-ready' }, { type: 'begin' });
    expect(run.asked).toEqual(['open-camera', 'open-submission']);
    run.send({ type: 'camera-opened', isMirrored: true });
    expect(run.state.phase).toBe('framing');
  });
});

describe('the screen as a lamp', () => {
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

  test('one dark frame is no dark face, and a face that stays dark in its light can hold', () => {
    const run = toFraming();
    for (let at = 1000; at < 4000; at += 2 * settleMs) {
      run.send(...frames(dark(['blurred']), at, settleMs), ...frames('blurred', at + settleMs, settleMs));
    }
    expect(run.state.context.screenLight).toBe('ready');
    run.send(...frames(dark(), 5000, settleMs + FRAME_MS + adjustMs + 200));
    expect(run.state).toMatchObject({ phase: 'holding', context: { screenLight: 'lit' } });
  });

  test('stays off where the host wants it so', () => {
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

  test('a person far behind does not change how a moment of bad quality is handled', () => {
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

  test('an undecided window gets more time, then help and a second hold, and is then taken as it is', () => {
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

  test('a second look that is clear is taken at once, and the next attempt has one of its own', () => {
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

  test('the help before a second look is more light, a nearer face or a still one', () => {
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

  test('an unsteady picture gains no time by lost holds', () => {
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

describe('another attempt', () => {
  test('RETRY, then passing', () => {
    const run = toSubmitting();
    run.send(outcome({ ...NOT_LIVE, nextAction: 'RETRY', attemptsLeft: 2 }));
    expect(run.state).toMatchObject({ phase: 'retry', reason: 'NOT_LIVE', context: { attempt: 1, attemptsLeft: 2 } });
    run.send({ type: 'retry' });
    expect(run.asked).toEqual(['open-camera', 'open-submission']);
    expect(run.state.context.attempt).toBe(2);
    run.send({ type: 'camera-opened', isMirrored: true });
    toSubmitting(run).send(PASSED);
    expect(run.results).toEqual([{ correlationId: 'c-1', status: 'COMPLETED', submissionId: 's-1' }]);
  });

  test('attempts exhausted: a last screen with help, then ERROR and VERIFICATION', () => {
    const run = toSubmitting();
    run.send(outcome({ ...NOT_LIVE, nextAction: 'EXIT', attemptsLeft: 0 }));
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'VERIFICATION_EXHAUSTED' });
    expect(run.results).toEqual([]);
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([
      { status: 'ERROR', extra: { errorCode: 'VERIFICATION', detailedErrorCode: 'NOT_LIVE' } },
    ]);
  });

  test('EXIT of a verdict that is final: COMPLETED, not passed', () => {
    const run = toSubmitting();
    run.send(
      outcome({ decided: true, nextAction: 'EXIT', attemptsLeft: 1, reasonCode: 'REFERENCE_IMAGE_VALIDATION_FAILED' }),
    );
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'VERIFICATION_FAILED' });
    run.send({ type: 'close' });
    expect(run.state).toMatchObject({ phase: 'done', passed: false });
    expect(run.results).toEqual([{ correlationId: 'c-1', status: 'COMPLETED', submissionId: 's-1' }]);
  });

  test('a quota that is used up when the attempt opens ends the launch before the selfie', () => {
    const run = toFraming();
    run.send(failed('attempts-exhausted'));
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'VERIFICATION_EXHAUSTED' });
    expect(run.isCameraHeld).toBe(false);
  });
});

describe('the camera', () => {
  test('denied, then allowed: continues by itself', () => {
    const run = toIntro();
    run.send({ type: 'begin' }, failed('permission-user'));
    expect(run.state).toMatchObject({ phase: 'blocked', help: 'CAMERA_ISSUE', error: { code: 'permission-user' } });
    expect(run.isCameraHeld).toBe(false);
    run.send({ type: 'camera-available' });
    expect(run.state).toMatchObject({ phase: 'preparing', waitingFor: 'camera' });
    expect(run.asked).toContain('open-camera');
  });

  test('denied and left: ERROR and PERMISSION', () => {
    const run = toIntro();
    run.send({ type: 'begin' }, failed('permission-user'), { type: 'close' });
    expect(run.results).toMatchObject([
      { status: 'ERROR', extra: { errorCode: 'PERMISSION', detailedErrorCode: 'permission-user' } },
    ]);
  });

  test("refused by the page's policy: no retry, because the person cannot change it", () => {
    const run = toIntro();
    run.send({ type: 'begin' }, failed('permission-policy'));
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'CAMERA_ISSUE' });
  });

  test("allowed in the system's settings: tried again when the page is visible", () => {
    const run = toIntro();
    run.send({ type: 'begin' }, failed('camera-in-use'), { type: 'hidden' }, { type: 'visible' });
    expect(run.state.phase).toBe('preparing');
  });

  test('lost: re-acquired by itself twice, then the person is asked', () => {
    const run = toFraming();
    for (let i = 0; i < POLICY.maxRecoveries; i += 1) {
      run.send(lost());
      expect(run.state).toMatchObject({ phase: 'paused', cause: 'camera' });
      expect(run.asked).toEqual(['stop-frames', 'open-camera']);
      run.send({ type: 'camera-opened', isMirrored: true });
      expect(run.state.phase).toBe('framing');
    }
    run.send(lost());
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'camera-lost' } });
    run.send({ type: 'retry' }, { type: 'camera-opened', isMirrored: true });
    expect(run.state).toMatchObject({ phase: 'framing', context: { recoveries: 0 } });
  });

  test('another one is chosen while framing', () => {
    const run = toFraming();
    run.send({ type: 'choose-camera', deviceId: 'd-2' });
    expect(run.asked).toEqual(['stop-frames', 'open-camera', 'open-submission']);
    run.send({ type: 'camera-opened', isMirrored: true });
    expect(run.state.phase).toBe('framing');
  });

  test('a prompt that hides the page is not repeated', () => {
    const run = toIntro();
    run.send({ type: 'begin' }, { type: 'hidden' }, { type: 'visible' });
    expect(run.state).toMatchObject({ phase: 'preparing', waitingFor: 'camera' });
    expect(run.asked).toEqual([]);
  });
});

/** Analysed frames at this distance; the window has its frames after the fifth. */
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

const isAsked = (run: Run): boolean => run.state.context.isTimeShort;

describe('a screen that waits for the person', () => {
  test('asks whether they are there, as often as they say so, and ends a minute after nobody did', () => {
    const run = toIntro();
    for (let i = 0; i < 12; i += 1) {
      expect(run.expire()).toBe('idle');
      expect(run.state.phase).toBe('intro');
      expect(isAsked(run)).toBe(true);
      run.send({ type: 'extend' });
      expect(isAsked(run)).toBe(false);
    }
    expect(run.expire()).toBe('idle');
    const asked = run.time;
    expect(run.expire()).toBe('warning');
    expect(run.time - asked).toBe(60_000);
    expect(run.results).toMatchObject([{ status: 'NOT_COMPLETED', extra: { detailedErrorCode: 'session-timeout' } }]);
  });

  test('asks nobody while the page is hidden, and waits for them to come back', () => {
    const run = toIntro();
    run.expire();
    run.send({ type: 'hidden' });
    expect(isAsked(run)).toBe(false);
    expect([...run.timers.keys()]).toEqual(['away']);
    expect(run.timers.get('away')).toBeGreaterThan(run.time + 20 * 3_600_000);
    run.send({ type: 'visible' });
    expect([...run.timers.keys()]).toEqual(['idle']);
    expect(run.expire()).toBe('idle');
    expect(isAsked(run)).toBe(true);
  });

  test('takes going on for an answer', () => {
    const run = toIntro();
    run.expire();
    run.send({ type: 'begin' });
    expect(run.state.phase).toBe('preparing');
    expect(isAsked(run)).toBe(false);
  });
});

describe('interruptions', () => {
  test('page hidden: released; visible: opened again', () => {
    const run = toFraming();
    run.send(...frames('good', 1000, 500), { type: 'hidden' });
    expect(run.state).toMatchObject({ phase: 'paused', cause: 'hidden' });
    expect(run.asked).toEqual(['stop-frames', 'close-camera']);
    run.send({ type: 'visible' });
    expect(run.asked).toEqual(['open-camera', 'open-submission']);
    run.send({ type: 'camera-opened', isMirrored: true });
    expect(run.state.phase).toBe('framing');
  });

  test('left for too long: NOT_COMPLETED', () => {
    const run = toFraming();
    run.send({ type: 'hidden' });
    expect(run.expire()).toBe('away');
    expect(run.results).toMatchObject([
      { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED', detailedErrorCode: 'session-timeout' } },
    ]);
  });

  test('hidden while submitting: the upload goes on', () => {
    const run = toSubmitting();
    run.send({ type: 'hidden' });
    expect(run.state.phase).toBe('submitting');
  });

  test('the worker crashes: loaded again with the camera open, framing again', () => {
    const run = toFraming();
    run.send(failed('worker-crashed'));
    expect(run.state).toMatchObject({ phase: 'preparing', waitingFor: 'engine', context: { engineReady: false } });
    expect(run.isCameraHeld).toBe(true);
    run.send({ type: 'engine-ready' });
    expect(run.state.phase).toBe('framing');
  });

  test('camera lost while a crashed worker loads: frames wait for both', () => {
    const run = toFraming();
    run.send(failed('worker-crashed'), lost(), { type: 'camera-opened', isMirrored: true });
    expect(run.state).toMatchObject({ phase: 'preparing', waitingFor: 'engine' });
    expect(run.asked).toContain('load-engine');
    run.send({ type: 'engine-ready' });
    expect(run.state.phase).toBe('framing');
  });

  test('no person in the picture: SELFIE_TIMEOUT help, then ERROR when left', () => {
    const run = toFraming();
    run.send(...frames('no-face', 0, 4000));
    expect(run.expire()).toBe('framing');
    expect(run.state).toMatchObject({
      phase: 'blocked',
      help: 'SELFIE_TIMEOUT',
      error: { code: 'capture-timeout', detail: 'no-face' },
    });
    expect(run.isCameraHeld).toBe(false);
    run.send({ type: 'camera-available' });
    expect(run.state.phase).toBe('blocked');
    run.send({ type: 'retry' });
    expect(run.state.phase).toBe('preparing');
  });
});

describe('the network', () => {
  test('lost in the upload: the same pictures are submitted again', () => {
    const run = toSubmitting();
    run.send(failed('network-offline'));
    expect(run.state).toMatchObject({ phase: 'blocked', resume: 'submit' });
    run.send({ type: 'retry' });
    expect(run.asked).toEqual(['submit']);
    run.send(PASSED);
    expect(run.results).toMatchObject([{ status: 'COMPLETED' }]);
  });

  test('lost in the upload and given up: ERROR and NETWORK', () => {
    const run = toSubmitting();
    run.send(failed('network-offline'), { type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { errorCode: 'NETWORK' } }]);
  });

  test('an upload without an end is aborted', () => {
    const run = toSubmitting();
    expect(run.expire()).toBe('submit');
    expect(run.asked).toEqual(['abort-requests']);
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'network-timeout' }, resume: 'submit' });
  });

  test('an expired token without renewal: the launch ends before the selfie', () => {
    const run = toFraming();
    run.send(failed('api-unauthorized'));
    expect(run.state.phase).toBe('exhausted');
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { errorCode: 'API' } }]);
  });

  test('a network failure while opening the attempt is retried when submitting', () => {
    const run = toFraming();
    run.send(failed('network-offline'), failed('api-rate-limited'));
    expect(run.state.phase).toBe('framing');
  });

  test('polls slow down, honour the server and stop at the ceiling', () => {
    const run = toSubmitting();
    const began = run.time;
    run.send(outcome({}));
    const delays: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      delays.push((run.timers.get('poll') ?? 0) - run.time);
      expect(run.expire()).toBe('poll');
      run.send(i === 3 ? outcome({ retryAfterMs: 9000 }) : outcome({}));
    }
    delays.push((run.timers.get('poll') ?? 0) - run.time);
    expect(delays).toEqual([1000, 1500, 2250, 3375, 9000, POLLING.maxMs]);
    while (run.state.phase === 'processing') {
      if (run.expire() === 'poll') {
        run.send(outcome({}));
      }
    }
    expect(run.time - began).toBe(POLLING.ceilingMs);
    expect(run.asked).toEqual(['abort-requests']);
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([
      { status: 'ERROR', extra: { errorCode: 'API', detailedErrorCode: 'processing-timeout' } },
    ]);
  });

  test('failed polls are retried; at the ceiling the last failure is reported', () => {
    const run = toSubmitting();
    run.send(outcome({}));
    while (run.state.phase === 'processing') {
      if (run.expire() === 'poll') {
        run.send(failed('network-offline'));
      }
    }
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { errorCode: 'NETWORK' } }]);
  });

  test('a refused poll is retried after Retry-After, and never after the ceiling', () => {
    const run = toSubmitting();
    const began = run.time;
    run.send(outcome({}));
    expect(run.expire()).toBe('poll');
    run.send(failed('api-rate-limited', 15_000));
    expect((run.timers.get('poll') ?? 0) - run.time).toBe(15_000);
    expect(run.expire()).toBe('poll');
    run.send(failed('api-rate-limited', 9_999_999_000));
    expect((run.timers.get('poll') ?? 0) - run.time).toBe(POLLING.ceilingMs);
    expect(run.expire()).toBe('processing');
    expect(run.time - began).toBe(POLLING.ceilingMs);
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([
      { status: 'ERROR', extra: { errorCode: 'API', detailedErrorCode: 'api-rate-limited' } },
    ]);
  });

  test('events of camera and engine after the capture are ignored', () => {
    const run = toSubmitting();
    run.send(failed('worker-crashed'), lost(), outcome({}), failed('camera-lost'), failed('worker-crashed'));
    expect(run.state).toMatchObject({ phase: 'processing', trouble: null });
  });
});

describe('before the camera', () => {
  test('an unsupported browser', () => {
    const run = createRun();
    run.send({ type: 'launch' }, failed('unsupported-browser'));
    expect(run.state).toMatchObject({ phase: 'exhausted', error: { code: 'unsupported-browser' } });
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { detailedErrorCode: 'unsupported-browser' } }]);
  });

  test('an engine that fails while the person reads is tried again when they begin', () => {
    const run = toIntro();
    run.send(failed('asset-load-failed'));
    expect(run.state.phase).toBe('intro');
    run.send({ type: 'begin' });
    expect(run.asked).toContain('load-engine');
    run.send({ type: 'camera-opened', isMirrored: true }, failed('asset-load-failed'));
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'asset-load-failed' } });
    run.send({ type: 'retry' });
    expect(run.asked).toContain('load-engine');
  });

  test('a tampered model ends the launch at once: SECURITY', () => {
    const run = toIntro();
    run.send(failed('asset-mismatch'), { type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { errorCode: 'SECURITY' } }]);
  });

  test('an engine that never answers is given up', () => {
    const run = toIntro();
    run.send({ type: 'begin' }, { type: 'camera-opened', isMirrored: true });
    expect(run.expire()).toBe('engine');
    expect(run.asked).toEqual(['close-camera', 'abort-requests']);
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'asset-load-failed' } });
  });
});
