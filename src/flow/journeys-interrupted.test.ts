/** Camera failures, screens without an answer, hidden pages and crashed workers. */
import { describe, expect, test } from 'vitest';
import { POLICY } from './policy.ts';
import type { Run } from './test-harness.ts';
import { failed, frames, lost, toFraming, toIntro, toSubmitting } from './test-journey.ts';

describe('the camera', () => {
  test('denied, then allowed: opens by itself', () => {
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

  test('lost: opened again by itself twice, then the person is asked', () => {
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

const isAsked = (run: Run): boolean => run.state.context.isTimeShort;

describe('a screen that waits for the person', () => {
  test('asks whether they are there, again after each answer, and ends a minute after no answer', () => {
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

  test('does not ask while the page is hidden, and waits for the page to be visible', () => {
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

  test('takes the next step as an answer', () => {
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
