/** Events of journeys, and runs that have reached a phase. For tests only. */
import type { ErrorCode } from '../errors.ts';
import { LifesignError } from '../errors.ts';
import type { ScriptedFrame } from '../testing/analysis.ts';
import { frameAnalysis, windowVerdict } from '../testing/analysis.ts';
import type { FrameAnalysis, Verdict } from '../vision/types.ts';
import type { SubmissionSummary } from './command.ts';
import type { FlowEvent } from './event.ts';
import type { Phase } from './state.ts';
import type { Run } from './test-harness.ts';
import { createRun } from './test-harness.ts';

export const FRAME_MS = 40;

export const failed = (code: ErrorCode, retryAfterMs: number | null = null): FlowEvent => ({
  type: 'failed',
  error: new LifesignError(code, 'test').toJSON(),
  retryAfterMs,
});
export const lost = (): FlowEvent => ({
  type: 'camera-lost',
  error: new LifesignError('camera-lost', 'test', { detail: 'muted' }).toJSON(),
});

export const summary = (changes: Partial<SubmissionSummary>): SubmissionSummary => ({
  submissionId: 's-1',
  nextAction: 'STATUS',
  decided: false,
  passed: false,
  reasonCode: '',
  attemptsLeft: 2,
  messages: [],
  retryAfterMs: null,
  ...changes,
});

export const outcome = (changes: Partial<SubmissionSummary>): FlowEvent => ({
  type: 'outcome',
  at: 50_000,
  outcome: summary(changes),
});

export const PASSED = outcome({ nextAction: 'EXIT', decided: true, passed: true });
export const NOT_LIVE = { decided: true, reasonCode: 'NOT_LIVE' } as const;

/** Frames of one kind for `ms`; the window exists after a second of good ones. */
export const frames = (kind: ScriptedFrame, from: number, ms: number, verdict: Verdict = 'live'): FlowEvent[] =>
  Array.from({ length: Math.ceil(ms / FRAME_MS) }, (_, index): FlowEvent => {
    const at = from + index * FRAME_MS;
    const changes: Partial<FrameAnalysis> =
      kind === 'good' && index * FRAME_MS >= 1000 ? { at, window: windowVerdict(verdict) } : { at };
    return { type: 'analysis', analysis: frameAnalysis(kind, changes) };
  });

/** Good frames, each with an undecided window. */
export const undecided = (from: number, ms: number, quality = frameAnalysis().quality): FlowEvent[] =>
  frames({ quality, window: windowVerdict('uncertain') }, from, ms);

/** Throws unless the flow is in this phase. */
const reached = (run: Run, phase: Phase): Run => {
  if (run.state.phase !== phase) {
    throw new Error(`The flow is in ${run.state.phase}, not in ${phase}`);
  }
  return run;
};

export const toIntro = (): Run => {
  const run = createRun();
  run.send({ type: 'launch' }, { type: 'supported' });
  return reached(run, 'intro');
};

export const toFraming = (): Run => {
  const run = toIntro();
  run.send({ type: 'engine-ready' }, { type: 'begin' });
  run.send({ type: 'submission-opened', attemptsLeft: 3 }, { type: 'camera-opened', isMirrored: true });
  return reached(run, 'framing');
};

export const toSubmitting = (run: Run = toFraming()): Run => {
  run.send(...frames('good', 10_000, 1200));
  reached(run, 'capturing');
  run.send({ type: 'captured', verdict: windowVerdict('live'), at: 11_300 });
  return reached(run, 'submitting');
};
