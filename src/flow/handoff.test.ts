/** Hand-off of a launch to a phone: at the computer, and on the phone. */
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../errors.ts';
import type { SubmissionSummary } from './command.ts';
import type { FlowEvent } from './event.ts';
import { initialState } from './initial-state.ts';
import { POLICY } from './policy.ts';
import { failure } from './result.ts';
import { createRun } from './test-harness.ts';

const LINK = { id: 'h-1', address: 'https://bank.example/phone#/handoff-v1?code=c' };

const atComputer = (mayHandOff = true) =>
  createRun(initialState({ flow: 'liveness', correlationId: 'c-1', mayHandOff }));

const failed = (code: ErrorCode): FlowEvent => ({ type: 'failed', error: failure(code, 'test') });

const standing = (
  value: Extract<FlowEvent, { type: 'handoff-standing' }>['standing'],
  changes: Partial<Extract<FlowEvent, { type: 'handoff-standing' }>> = {},
): FlowEvent => ({
  type: 'handoff-standing',
  id: LINK.id,
  standing: value,
  outcome: null,
  isJudging: false,
  at: 1000,
  ...changes,
});

const outcome = (changes: Partial<SubmissionSummary>): SubmissionSummary => ({
  submissionId: 's-1',
  nextAction: 'EXIT',
  decided: true,
  passed: true,
  reasonCode: '',
  attemptsLeft: 2,
  messages: [],
  retryAfterMs: null,
  ...changes,
});

const handedOff = () => {
  const run = atComputer();
  run.send({ type: 'launch' }, { type: 'supported' }, { type: 'hand-off' });
  expect(run.asked).toEqual(['make-handoff']);
  run.send({ type: 'handoff-made', link: LINK });
  expect(run.state).toMatchObject({ phase: 'handoff', stage: 'waiting', link: LINK });
  return run;
};

describe('at the computer', () => {
  test('the phone is offered where page and family support it, and used at once where there is no camera', () => {
    const without = atComputer(false);
    without.send({ type: 'launch' }, { type: 'supported', hasCamera: false }, { type: 'hand-off' });
    expect(without.state.phase).toBe('intro');
    const run = atComputer();
    run.send({ type: 'launch' }, { type: 'supported', hasCamera: false });
    expect(run.state).toMatchObject({ phase: 'handoff', stage: 'making' });
  });

  test('it is offered for a camera or browser that does not work, and not while a selfie waits to be sent', () => {
    const run = atComputer();
    run.send({ type: 'launch' }, failed('unsupported-browser'));
    expect(run.state).toMatchObject({ phase: 'blocked', error: { code: 'unsupported-browser' } });
    run.send({ type: 'hand-off' });
    expect(run.state.phase).toBe('handoff');
    const insecure = atComputer();
    insecure.send({ type: 'launch' }, failed('insecure-context'));
    expect(insecure.state.phase).toBe('exhausted');
  });

  test('it polls the phone’s launch and ends with its outcome', () => {
    const run = handedOff();
    expect(run.timers.get('poll')).toBe(POLICY.handoff.lookMs);
    expect(run.expire()).toBe('poll');
    expect(run.asked).toEqual(['look-at-handoff']);
    const before = run.state;
    run.send(standing('waiting'));
    expect(run.state).toBe(before);
    run.send(standing('opened'));
    expect(run.state).toMatchObject({ stage: 'opened' });
    // An attempt that did not pass is repeated on the phone.
    run.send(standing('opened', { outcome: outcome({ nextAction: 'RETRY', passed: false, reasonCode: 'NOT_LIVE' }) }));
    expect(run.state).toMatchObject({ stage: 'opened' });
    // The phone's page was closed while the gateway decides: the computer waits for the verdict.
    run.send(standing('ended', { outcome: outcome({ nextAction: 'STATUS', decided: false }), isJudging: true }));
    expect(run.state).toMatchObject({ stage: 'opened' });
    run.send(standing('ended', { outcome: outcome({}) }));
    expect(run.results).toEqual([{ correlationId: 'c-1', status: 'COMPLETED', submissionId: 's-1' }]);
    expect(run.asked).toEqual(['finish']);
  });

  test('a verdict of not passed ends it as on this device', () => {
    const run = handedOff();
    run.send(standing('opened', { outcome: outcome({ passed: false, attemptsLeft: 0, reasonCode: 'NOT_LIVE' }) }), {
      type: 'close',
    });
    expect(run.results).toMatchObject([
      { status: 'ERROR', extra: { errorCode: 'VERIFICATION', detailedErrorCode: 'NOT_LIVE' } },
    ]);
  });

  test.each([
    ['expired', 'expired'],
    ['ended', 'left'],
  ] as const)('%s: another link, or this computer', (value, stage) => {
    const run = handedOff();
    run.send(standing(value));
    expect(run.state).toMatchObject({ phase: 'handoff', stage, link: null });
    expect([...run.timers.keys()]).toEqual(['idle']);
    run.send({ type: 'retry' });
    expect(run.asked).toEqual(['make-handoff']);
    run.send({ type: 'handoff-made', link: { ...LINK, id: 'h-2' } }, standing('ended'));
    expect(run.state, 'an answer about an earlier link').toMatchObject({ stage: 'waiting' });
    run.send({ type: 'begin' });
    expect(run.state.phase).toBe('preparing');
    expect(run.asked).toContain('end-handoff');
  });

  test('when cancelled, the hand-off is ended at the gateway before the result is given', () => {
    const run = handedOff();
    run.send({ type: 'cancel' });
    expect(run.asked).toEqual(['end-handoff', 'finish']);
    expect(run.results).toMatchObject([{ status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } }]);
  });

  test('a link that cannot be made does not end the launch: it may be tried again', () => {
    const run = atComputer();
    run.send({ type: 'launch' }, { type: 'supported' }, { type: 'hand-off' }, failed('network-offline'));
    expect(run.state).toMatchObject({ phase: 'handoff', stage: 'unmade' });
    run.send({ type: 'retry' });
    expect(run.asked).toEqual(['make-handoff']);
  });

  test('network failures are retried, an expired token is not; polling stops at a limit', () => {
    const run = handedOff();
    run.send(failed('network-offline'));
    expect(run.state).toMatchObject({ stage: 'waiting' });
    run.send(failed('api-unauthorized'));
    expect(run.state).toMatchObject({ phase: 'exhausted', error: { code: 'api-unauthorized' } });
    const forgotten = handedOff();
    for (let polls = 0; polls < 2000 && forgotten.results.length === 0; polls += 1) {
      forgotten.expire();
      forgotten.send(standing('opened'));
    }
    expect(forgotten.results).toMatchObject([{ extra: { detailedErrorCode: 'session-timeout' } }]);
    expect(forgotten.time).toBeLessThanOrEqual(POLICY.deadlines.handoff);
  });

  test('a page that becomes visible polls at once', () => {
    const run = handedOff();
    run.send({ type: 'visible' });
    expect(run.timers.get('poll')).toBe(run.time);
  });
});

const onPhone = () => {
  const run = createRun(initialState({ flow: 'liveness', correlationId: '', isHandedOver: true }));
  run.send({ type: 'launch' });
  expect(run.asked).toEqual(['redeem-handoff']);
  return run;
};

describe('on the phone', () => {
  test('the link says which launch it is', () => {
    const run = onPhone();
    run.send({ type: 'handoff-redeemed', flow: 'verification', correlationId: 'c-1' }, { type: 'supported' });
    expect(run.state).toMatchObject({ phase: 'intro', context: { flow: 'verification', correlationId: 'c-1' } });
    run.send({ type: 'hand-off' });
    expect(run.state.phase).toBe('intro');
  });

  test.each(['handoff-unknown', 'handoff-used', 'handoff-expired', 'handoff-ended'] as const)('%s ends it', (code) => {
    const run = onPhone();
    run.send(failed(code));
    expect(run.state).toMatchObject({ phase: 'exhausted', error: { code } });
    run.send({ type: 'close' });
    expect(run.results).toMatchObject([{ status: 'ERROR', extra: { detailedErrorCode: code } }]);
  });

  test('a network failure may be tried again', () => {
    const run = onPhone();
    run.send(failed('network-offline'), { type: 'retry' });
    expect(run.asked).toEqual(['redeem-handoff']);
  });

  test('stopped at the computer, it ends in any phase', () => {
    const run = onPhone();
    run.send({ type: 'handoff-redeemed', flow: 'liveness', correlationId: 'c-1' }, { type: 'supported' });
    run.send({ type: 'begin' }, failed('camera-in-use'));
    expect(run.state.phase).toBe('blocked');
    run.send(failed('handoff-ended'));
    expect(run.state).toMatchObject({ phase: 'exhausted', error: { code: 'handoff-ended' } });
    expect(run.isCameraHeld).toBe(false);
  });
});
