import { describe, expect, test } from 'vitest';
import { TINT_NAMES } from '../contract/index.ts';
import { frameAnalysis, windowVerdict } from '../testing/analysis.ts';
import type { ErrorCode } from '../errors.ts';
import { ERROR_CODES, LifesignError } from '../errors.ts';
import type { Command, TimerId } from './command.ts';
import type { FlowEvent } from './event.ts';
import { trackHint } from './hint.ts';
import { initialState } from './initial-state.ts';
import { transition } from './machine.ts';
import { errorResult, failure } from './result.ts';
import type { ChallengePlan, LaunchContext, Phase, State, StateOf } from './state.ts';
import { isTerminal, TERMINAL_PHASES } from './terminal.ts';
import { createRun } from './test-harness.ts';
import { summary } from './test-journey.ts';

const errorData = (code: ErrorCode) => new LifesignError(code, `test: ${code}`).toJSON();

const context: LaunchContext = {
  ...initialState({ flow: 'verification', correlationId: 'c-1' }).context,
  supported: true,
  engineReady: true,
  cameraOpen: true,
  attemptsLeft: 2,
};

const atComputer: LaunchContext = { ...context, cameraOpen: false, mayHandOff: true };

const LINK = { id: 'h-1', address: 'https://bank.example/phone#/handoff-v1?code=c' };

const PLAN: ChallengePlan = {
  asked: ['BLINK'],
  isPassiveAllowed: false,
  isPassive: false,
  completed: [],
  since: 500,
  seenAt: null,
};

const exhausted = failure('attempts-exhausted', 'test', 'NOT_LIVE');
const result = errorResult('c-1', exhausted);

/** One or more states of every phase. */
const STATES: { readonly [P in Phase]: readonly StateOf<P>[] } = {
  idle: [{ phase: 'idle', context }],
  redeeming: [{ phase: 'redeeming', context: { ...context, isHandedOver: true } }],
  checking: [{ phase: 'checking', context }],
  handoff: [
    { phase: 'handoff', context: atComputer, stage: 'making', link: null },
    { phase: 'handoff', context: atComputer, stage: 'waiting', link: LINK },
    { phase: 'handoff', context: atComputer, stage: 'opened', link: LINK },
    { phase: 'handoff', context: atComputer, stage: 'left', link: null },
  ],
  intro: [
    { phase: 'intro', context },
    { phase: 'intro', context: { ...context, isTimeShort: true } },
    { phase: 'intro', context: { ...context, isHidden: true } },
  ],
  preparing: [
    { phase: 'preparing', context: { ...context, cameraOpen: false }, waitingFor: 'camera' },
    { phase: 'preparing', context: { ...context, engineReady: false }, waitingFor: 'engine' },
  ],
  blocked: [
    { phase: 'blocked', context, error: errorData('permission-user'), help: 'CAMERA_ISSUE', resume: 'capture' },
    { phase: 'blocked', context, error: errorData('network-offline'), help: 'VERIFICATION_FAILED', resume: 'submit' },
    { phase: 'blocked', context, error: errorData('engine-failed'), help: 'VERIFICATION_FAILED', resume: 'support' },
  ],
  framing: [
    {
      phase: 'framing',
      context,
      hint: 'no-face',
      tracker: trackHint('no-face', 0),
      goodSince: null,
      darkSince: null,
      notBefore: 0,
    },
    {
      phase: 'framing',
      context: { ...context, screenLight: 'lit', secondLooks: 1 },
      hint: 'too-dark',
      tracker: trackHint('too-dark', 0),
      goodSince: null,
      darkSince: 900,
      notBefore: 3000,
    },
  ],
  challenge: [
    {
      phase: 'challenge',
      context: { ...context, asksChallenges: true, challenges: PLAN },
      name: 'BLINK',
      stage: 'waiting',
      issue: null,
      since: 500,
      timeLeft: 0.9,
      isCoached: false,
      tries: 1,
    },
    {
      phase: 'challenge',
      context: { ...context, asksChallenges: true, challenges: { ...PLAN, isPassiveAllowed: true } },
      name: 'BLINK',
      stage: 'learning',
      issue: 'no-face',
      since: null,
      timeLeft: 1,
      isCoached: true,
      tries: 2,
    },
  ],
  holding: [
    { phase: 'holding', context, since: 0, progress: 0.5, lastGoodAt: 900, lit: 0 },
    { phase: 'holding', context: { ...context, light: TINT_NAMES }, since: 0, progress: 0.5, lastGoodAt: 900, lit: 7 },
  ],
  capturing: [{ phase: 'capturing', context }],
  submitting: [{ phase: 'submitting', context, progress: 0.2 }],
  processing: [
    { phase: 'processing', context, submissionId: 's-1', since: 0, messages: [], polls: 1, trouble: null },
    {
      phase: 'processing',
      context,
      submissionId: 's-1',
      since: 0,
      messages: [],
      polls: 3,
      trouble: errorData('network-offline'),
    },
  ],
  retry: [{ phase: 'retry', context, reason: 'NOT_LIVE', messages: [] }],
  paused: [
    { phase: 'paused', context, cause: 'hidden' },
    { phase: 'paused', context, cause: 'camera' },
  ],
  exhausted: [{ phase: 'exhausted', context, help: 'VERIFICATION_EXHAUSTED', messages: [], error: exhausted, result }],
  done: [{ phase: 'done', context, result: { correlationId: 'c-1', status: 'COMPLETED' }, passed: true }],
  failed: [{ phase: 'failed', context, error: exhausted, result }],
  cancelled: [{ phase: 'cancelled', context, result }],
};

const TIMERS: readonly TimerId[] = [
  'support',
  'engine',
  'camera',
  'framing',
  'capture',
  'challenge',
  'submit',
  'poll',
  'handoff',
  'processing',
  'idle',
  'warning',
  'away',
];

/** Every kind of event, in each variant that the machine distinguishes. */
const EVENTS: { readonly [T in FlowEvent['type']]: readonly Extract<FlowEvent, { type: T }>[] } = {
  'launch': [{ type: 'launch' }],
  'begin': [{ type: 'begin' }],
  'retry': [{ type: 'retry' }],
  'cancel': [{ type: 'cancel' }],
  'close': [{ type: 'close' }],
  'abort': [{ type: 'abort' }],
  'help': [
    { type: 'help', help: 'CAMERA_ISSUE', handled: true },
    { type: 'help', help: 'CAMERA_ISSUE', handled: false },
  ],
  'choose-passive': [{ type: 'choose-passive' }],
  'extend': [{ type: 'extend' }],
  'choose-camera': [{ type: 'choose-camera', deviceId: 'd-2' }],
  'dim-screen': [{ type: 'dim-screen' }],
  'engine-progress': [{ type: 'engine-progress', share: 0.5 }],
  'hand-off': [{ type: 'hand-off' }],
  'handoff-made': [{ type: 'handoff-made', link: LINK }],
  'handoff-redeemed': [{ type: 'handoff-redeemed', flow: 'verification', correlationId: 'c-1' }],
  'handoff-standing': (['waiting', 'opened', 'expired', 'ended'] as const).flatMap((standing) =>
    [null, summary({}), summary({ nextAction: 'EXIT', decided: true, passed: true })].map(
      (submission): FlowEvent & { type: 'handoff-standing' } => ({
        type: 'handoff-standing',
        id: LINK.id,
        standing,
        outcome: submission,
        isJudging: submission !== null,
        at: 6000,
      }),
    ),
  ),
  'supported': [{ type: 'supported' }, { type: 'supported', hasCamera: false }],
  'engine-ready': [{ type: 'engine-ready' }],
  'camera-opened': [{ type: 'camera-opened', isMirrored: true }],
  'camera-available': [{ type: 'camera-available' }],
  'camera-lost': [{ type: 'camera-lost', error: errorData('camera-lost') }],
  'submission-opened': [
    { type: 'submission-opened', attemptsLeft: 3 },
    { type: 'submission-opened', attemptsLeft: 3, challenges: ['BLINK'], isPassiveAllowed: true },
    { type: 'submission-opened', attemptsLeft: 3, light: TINT_NAMES },
  ],
  'analysis': [
    { type: 'analysis', analysis: frameAnalysis('good', { at: 1000 }) },
    { type: 'analysis', analysis: frameAnalysis('good', { at: 4000, window: windowVerdict('live') }) },
    { type: 'analysis', analysis: frameAnalysis('good', { at: 1000, window: windowVerdict('live') }), step: 3 },
    { type: 'analysis', analysis: frameAnalysis('good', { at: 4000, window: windowVerdict('uncertain') }) },
    { type: 'analysis', analysis: frameAnalysis('no-face', { at: 5000 }) },
    { type: 'analysis', analysis: frameAnalysis('too-far', { at: 6000 }) },
    ...(['learning', 'waiting', 'other-way', 'done', 'lost'] as const).map(
      (stage): FlowEvent & { type: 'analysis' } => ({
        type: 'analysis',
        analysis: frameAnalysis('good', { at: 4000, challenge: { name: 'BLINK', stage } }),
      }),
    ),
  ],
  'captured': [{ type: 'captured', verdict: windowVerdict('spoof'), at: 5000 }],
  'progress': [
    { type: 'progress', progress: 0.7 },
    { type: 'progress', progress: Number.POSITIVE_INFINITY },
  ],
  'outcome': [
    { type: 'outcome', outcome: summary({}), at: 6000 },
    { type: 'outcome', outcome: summary({ submissionId: 'other' }), at: 6000 },
    { type: 'outcome', outcome: summary({ nextAction: 'EXIT', decided: true, passed: true }), at: 6000 },
    { type: 'outcome', outcome: summary({ nextAction: 'RETRY', decided: true, reasonCode: 'NOT_LIVE' }), at: 6000 },
    { type: 'outcome', outcome: summary({ nextAction: 'EXIT', decided: true }), at: 6000 },
    { type: 'outcome', outcome: summary({ nextAction: 'EXIT', attemptsLeft: 0 }), at: 6000 },
  ],
  'hidden': [{ type: 'hidden' }],
  'visible': [{ type: 'visible' }],
  'timeout': TIMERS.map((timer) => ({ type: 'timeout', timer, at: 9000 })),
  'failed': ERROR_CODES.map((code) => ({ type: 'failed', error: errorData(code) })),
};

const ALL_STATES: readonly State[] = Object.values(STATES).flat();
const ALL_EVENTS: readonly FlowEvent[] = Object.values(EVENTS).flat();

const textOf = (state: State): string => `${state.phase}${'resume' in state ? `(${state.resume})` : ''}`;

/** Commands that a state repeats without a change of phase. */
const ASKS: Partial<Record<Phase, readonly Command['type'][]>> = {
  processing: ['poll'],
  handoff: ['look-at-handoff', 'start-timer'],
};

describe('every state with every event', () => {
  test.each(ALL_STATES.map((state, index) => [`${textOf(state)} #${index}`, state] as const))('%s', (_, state) => {
    for (const event of ALL_EVENTS) {
      const frozen = structuredClone(state);
      const step = transition(state, event);
      expect(state, `${event.type} changed its input`).toEqual(frozen);
      expect(Object.keys(STATES)).toContain(step.state.phase);
      const finishes = step.commands.filter(({ type }) => type === 'finish').length;
      if (isTerminal(state)) {
        expect(step, event.type).toEqual({ state, commands: [] });
        expect(step.state).toBe(state);
      } else {
        expect(finishes, event.type).toBe(isTerminal(step.state) ? 1 : 0);
      }
      if (step.state === state) {
        expect(step.commands.map(({ type }) => type).filter((type) => !ASKS[state.phase]?.includes(type))).toEqual([]);
      }
    }
  });

  test('the table has every phase, and its states differ', () => {
    expect(Object.keys(STATES)).toHaveLength(19);
    expect(new Set(ALL_STATES.map((state) => JSON.stringify(state))).size).toBe(ALL_STATES.length);
    expect(ALL_EVENTS.length).toBeGreaterThanOrEqual(70);
  });
});

describe('leaving', () => {
  const open = ALL_STATES.filter((state) => !isTerminal(state) && state.phase !== 'exhausted');

  test.each(open.map((state) => [textOf(state), state] as const))('cancel and abort from %s', (_, state) => {
    for (const type of ['cancel', 'abort'] as const) {
      const { state: after } = transition(state, { type });
      expect(after).toMatchObject({
        phase: 'cancelled',
        result: { correlationId: 'c-1', status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } },
      });
    }
  });

  test.each(open.map((state) => [textOf(state), state] as const))('help that the host handles, from %s', (_, state) => {
    const { state: after } = transition(state, { type: 'help', help: 'SELFIE_TIMEOUT', handled: true });
    expect(after).toMatchObject({
      phase: 'cancelled',
      result: { status: 'NOT_COMPLETED', extra: { errorCode: 'HELP_CLICKED', errorMessage: 'SELFIE_TIMEOUT' } },
    });
    expect(transition(state, { type: 'help', help: 'SELFIE_TIMEOUT', handled: false }).state).toBe(state);
  });

  test('the last screen keeps the result that was reached', () => {
    for (const state of STATES.exhausted) {
      for (const type of ['cancel', 'abort', 'close'] as const) {
        expect(transition(state, { type }).state).toMatchObject({ phase: 'failed', result: state.result });
      }
    }
  });

  test('closing a blocked screen reports its error', () => {
    const [blocked] = STATES.blocked;
    expect(blocked && transition(blocked, { type: 'cancel' }).state).toMatchObject({
      result: { extra: { errorCode: 'USER_CANCELLED', detailedErrorCode: 'permission-user' } },
    });
  });
});

/** Mulberry32: a small seeded generator, so that each run has the same numbers. */
const random = (seed: number): (() => number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** An event that does not end the launch by itself, with realistic frequencies. */
const wander = (next: () => number, at: number): FlowEvent => {
  const pick = <T>(values: readonly T[], otherwise: T): T => values[Math.floor(next() * values.length)] ?? otherwise;
  const frame = { ...pick(EVENTS.analysis, { type: 'analysis', analysis: frameAnalysis() }).analysis, at };
  if (next() < 0.6) {
    const good = frameAnalysis('good', { at, window: windowVerdict(next() < 0.5 ? 'live' : 'uncertain') });
    return { type: 'analysis', analysis: next() < 0.9 ? good : frame };
  }
  const event = pick(pick<readonly FlowEvent[]>(Object.values(EVENTS), []), { type: 'visible' });
  const ends = ['cancel', 'abort', 'close', 'timeout'].includes(event.type);
  const isRefusal = event.type === 'failed' && !event.error.retryable;
  const isHandled = event.type === 'help' && event.handled;
  return (ends || isRefusal || isHandled) && next() < 0.97 ? { type: 'visible' } : event;
};

describe('random walks', () => {
  test('from any reachable state, the deadlines alone end a launch in exactly one result', () => {
    const visited = new Set<Phase>();
    for (let seed = 1; seed <= 1200; seed += 1) {
      const next = random(seed);
      // A third of them with a gateway that may ask for movements; some with hand-off at the computer, some on the phone.
      const run = createRun(
        initialState({
          flow: 'liveness',
          correlationId: 'c-1',
          asksChallenges: seed % 3 === 0,
          mayHandOff: seed % 8 === 1,
          isHandedOver: seed % 8 === 2,
        }),
      );
      run.send({ type: 'launch' });
      const length = Math.floor(next() * 300);
      for (let i = 0; i < length; i += 1) {
        run.send(wander(next, i * 60));
        visited.add(run.state.phase);
      }
      for (let i = 0; i < 40 && run.expire() !== null; i += 1) {
        visited.add(run.state.phase);
      }
      expect(isTerminal(run.state), `seed ${seed} ended in ${run.state.phase}`).toBe(true);
      expect(run.results).toHaveLength(1);
      run.send(...ALL_EVENTS);
      expect(run.results).toHaveLength(1);
    }
    // The random walks must reach every phase.
    expect([...visited].toSorted()).toEqual(
      Object.keys(STATES)
        .filter((phase) => phase !== 'idle')
        .toSorted(),
    );
  });

  test('the terminal phases are the three that carry a result', () => {
    expect(TERMINAL_PHASES).toEqual(['done', 'failed', 'cancelled']);
  });
});
