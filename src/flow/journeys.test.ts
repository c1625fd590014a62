/** Whole launches, event by event, as a session would send them. */
import { describe, expect, test } from 'vitest';
import { POLLING } from '../contract/index.ts';
import { windowVerdict } from '../testing/analysis.ts';
import { createRun } from './test-harness.ts';
import { NOT_LIVE, PASSED, failed, frames, lost, outcome, toFraming, toIntro, toSubmitting } from './test-journey.ts';

describe('passing', () => {
  test('from the launch to COMPLETED', () => {
    const run = createRun();
    run.send({ type: 'launch' });
    expect(run.asked).toEqual(['check-support']);
    run.send({ type: 'supported' });
    expect(run.state.phase).toBe('intro');
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

  test('EXIT with a final verdict: COMPLETED, not passed', () => {
    const run = toSubmitting();
    run.send(
      outcome({ decided: true, nextAction: 'EXIT', attemptsLeft: 1, reasonCode: 'REFERENCE_IMAGE_VALIDATION_FAILED' }),
    );
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'VERIFICATION_FAILED' });
    run.send({ type: 'close' });
    expect(run.state).toMatchObject({ phase: 'done', passed: false });
    expect(run.results).toEqual([{ correlationId: 'c-1', status: 'COMPLETED', submissionId: 's-1' }]);
  });

  test('no attempts left when the attempt opens: the launch ends before the selfie', () => {
    const run = toFraming();
    run.send(failed('attempts-exhausted'));
    expect(run.state).toMatchObject({ phase: 'exhausted', help: 'VERIFICATION_EXHAUSTED' });
    expect(run.isCameraHeld).toBe(false);
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

  test('an upload that does not end is aborted', () => {
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

  test('polls slow down, follow Retry-After and stop at the ceiling', () => {
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

  test('an engine that never answers is aborted at the deadline', () => {
    const run = toIntro();
    run.send({ type: 'begin' }, { type: 'camera-opened', isMirrored: true });
    expect(run.expire()).toBe('engine');
    expect(run.asked).toEqual(['close-camera', 'abort-requests']);
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'asset-load-failed' } });
  });
});
