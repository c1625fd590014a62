/** When an attempt is opened at the gateway: once, again before it can expire, and not when it was already submitted. */
import { expect, test } from 'vitest';
import { launch } from '../../testkit/session-harness.ts';
import type { Backend, Submission, SubmissionOutcome } from '../client/backend.ts';
import { scriptedGateway } from '../testing/scripted-gateway.ts';

/** The deadline of framing, after which the tips are shown. */
const FRAMING_MS = 60_000;

const world = (more: Partial<Submission>) => {
  const gateway = scriptedGateway();
  let clock = 0;
  const backend: Backend = { ...gateway, begin: async (options) => ({ ...(await gateway.begin(options)), ...more }) };
  const launched = launch({ deps: { backend, now: () => clock } });
  return { ...launched, gateway, pass: (ms: number) => (clock += ms) };
};

test('one that may expire while the person reads the tips is opened again, and one that may not is kept', async () => {
  const it = world({ freshMs: 90_000 });
  await it.begin();
  it.expire(FRAMING_MS);
  await it.reach('blocked');
  it.pass(80_000);
  it.session.send({ type: 'retry' });
  await it.reach('framing');
  expect(it.gateway.counts.begin).toBe(1);
  it.expire(FRAMING_MS);
  it.pass(240_000);
  it.session.send({ type: 'retry' });
  await it.reach('framing');
  expect(it.gateway.counts.begin).toBe(2);
  it.session.dispose();
});

test('one that an earlier page has submitted ends the launch with its result, with the camera released', async () => {
  const standing: SubmissionOutcome = {
    submissionId: 'sent-before',
    nextAction: 'EXIT',
    decided: true,
    passed: true,
    reasonCode: '',
    attemptsLeft: 2,
    messages: [],
    retryAfterMs: null,
  };
  const it = world({ standing });
  await it.reach('intro');
  it.session.send({ type: 'begin' });
  await expect(it.session.result).resolves.toEqual({
    correlationId: 'c-1',
    status: 'COMPLETED',
    submissionId: 'sent-before',
  });
  expect(it.camera.log.at(-1)).toBe('dispose');
  expect(it.gateway.submitted).toHaveLength(0);
  expect(it.timers.size).toBe(0);
});
