/** Hand-off between two devices: the link, its state, and who ends it. */
import { expect, test, vi } from 'vitest';
import type { Backend, HandoffCalls } from '../client/backend.ts';
import { LifesignError } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';
import { createHanding } from './handing.ts';

const CALLS = {
  make: () => Promise.resolve({ id: 'h-1', code: 'a-b_c' }),
  look: () => Promise.resolve({ state: 'opened', outcome: null, isJudging: false }),
  end: () => Promise.resolve(),
} as const satisfies HandoffCalls;

const refused = (): Promise<never> => Promise.reject(new Error('not called'));

const handingOf = (calls: Partial<HandoffCalls> = {}, redeem?: Backend['redeem']) => {
  const timers: (() => void)[] = [];
  const events: FlowEvent[] = [];
  const handoff = { ...CALLS, ...calls };
  const end = vi.spyOn(handoff, 'end');
  const handing = createHanding({
    backend: { begin: refused, submit: refused, status: refused, handoff, ...(redeem === undefined ? {} : { redeem }) },
    dispatch: (event) => events.push(event),
    pageUrl: 'https://bank.example/phone?of=bank',
    language: 'zh-Hans',
    timers: { set: (run) => timers.push(run), clear: () => timers.splice(0) },
    now: () => 7,
  });
  return { handing, events, timers, end };
};

const redeemed = () => Promise.resolve({ handoffId: 'h-1', flow: 'liveness', correlationId: 'c-1' } as const);

test('the code goes into the fragment, with the language', async () => {
  const { handing, events } = handingOf();
  handing.make();
  await vi.waitFor(() => expect(events).toHaveLength(1));
  expect(events[0]).toEqual({
    type: 'handoff-made',
    link: { id: 'h-1', address: 'https://bank.example/phone?of=bank#/handoff-v1?code=a-b_c&language=zh-Hans' },
  });
  handing.look('h-1');
  await vi.waitFor(() => expect(events).toHaveLength(2));
  expect(events[1]).toMatchObject({ type: 'handoff-standing', id: 'h-1', standing: 'opened', at: 7 });
});

test('answers after an abort are dropped', async () => {
  const { handing, events } = handingOf();
  handing.make();
  handing.abort();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(events).toEqual([]);
});

test('the phone reports that it was stopped, and no other failure of its polls', async () => {
  let answer: LifesignError = new LifesignError('network-offline', 'test');
  const { handing, events, timers } = handingOf({ look: () => Promise.reject(answer) }, redeemed);
  handing.redeem();
  await vi.waitFor(() => expect(timers).toHaveLength(1));
  timers.pop()?.();
  await vi.waitFor(() => expect(timers).toHaveLength(1));
  expect(events).toEqual([{ type: 'handoff-redeemed', flow: 'liveness', correlationId: 'c-1' }]);
  answer = new LifesignError('handoff-ended', 'test');
  timers.pop()?.();
  await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'handoff-ended' } }));
});

test('closing the phone’s page ends the hand-off; completion, or closing at the computer, does not', async () => {
  const left = handingOf({}, redeemed);
  left.handing.redeem();
  await vi.waitFor(() => expect(left.timers).toHaveLength(1));
  left.handing.finish(false);
  expect(left.end).toHaveBeenCalledOnce();
  expect(left.timers).toEqual([]);
  const done = handingOf({}, redeemed);
  done.handing.redeem();
  await vi.waitFor(() => expect(done.timers).toHaveLength(1));
  done.handing.finish(true);
  const computer = handingOf();
  computer.handing.finish(false);
  expect(done.end).not.toHaveBeenCalled();
  expect(computer.end).not.toHaveBeenCalled();
});
