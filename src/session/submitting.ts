/** The calls to the gateway: opening an attempt, submitting the capture, reading the status. */
import type { Backend, Evidence, Submission, SubmissionOutcome, SubmitInput } from '../client/backend.ts';
import { LIGHT, type Tint } from '../contract/light.ts';
import { LifesignError } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';
import type { ChallengePlan } from '../flow/state.ts';
import type { Capture, EngineReport } from '../vision/types.ts';
import type { UntimedSessionEvent } from './events.ts';
import { createRequests } from './requests.ts';

export interface SubmittingDeps {
  readonly backend: Backend;
  readonly dispatch: (event: FlowEvent) => void;
  readonly tell: (event: UntimedSessionEvent) => void;
  readonly captured: () => Capture | null;
  readonly lighting: () => number | null;
  /** The challenges of the attempt; null when its family asks for none. */
  readonly challenges: () => ChallengePlan | null;
  /** The tints that were shown; empty where none were. */
  readonly light: () => readonly Tint[];
  readonly engineReport: () => EngineReport | null;
  readonly injection: () => Evidence['injection'];
  readonly sdkVersion: string;
  readonly now: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly wallClock: () => number;
}

export interface Submitting {
  /** Opens an attempt unless one is open already that is fresh enough for a selfie which begins now. */
  open(): void;
  submit(): void;
  poll(submissionId: string): void;
  /** Aborts pending requests; their answers are dropped. */
  abort(): void;
}

export const createSubmitting = (deps: SubmittingDeps): Submitting => {
  const { backend, dispatch, tell } = deps;
  const requests = createRequests(dispatch);
  let submission: Promise<Submission> | null = null;
  /** When the present one was opened, on the clock of `now`. */
  let openedAt = 0;

  const opened = (signal: AbortSignal): Promise<Submission> => {
    submission ??= begin(signal);
    return submission;
  };

  /** Replaces a submission that may expire before its capture is sent. */
  const openedFresh = async (signal: AbortSignal): Promise<Submission> => {
    const present = await opened(signal);
    if (deps.now() - openedAt <= (present.freshMs ?? Infinity)) {
      return present;
    }
    submission = null;
    return opened(signal);
  };

  const begin = async (signal: AbortSignal): Promise<Submission> => {
    try {
      const begun = await backend.begin({ signal });
      openedAt = deps.now();
      return begun;
    } catch (error) {
      // A failed opening is not cached.
      submission = null;
      throw error;
    }
  };

  const answered = (outcome: SubmissionOutcome): void => {
    const { submissionId, nextAction, reasonCode, attemptsLeft } = outcome;
    submission = null;
    tell({ type: 'outcome', submissionId, nextAction, reasonCode, attemptsLeft });
    dispatch({ type: 'outcome', outcome, at: deps.now() });
  };

  const submit = async (signal: AbortSignal): Promise<SubmissionOutcome> => {
    const capture = deps.captured();
    if (capture === null) {
      throw new LifesignError('capture-failed', 'Nothing was captured');
    }
    const isLate = submission === null;
    const current = await opened(signal);
    signal.throwIfAborted();
    if (current.standing !== undefined) {
      return current.standing;
    }
    if (isLate && (current.light ?? []).length > 0) {
      // Opened only now, so the selfie was taken without the light that it asks for: the flow may begin again with it.
      dispatch(openedBy(current));
      signal.throwIfAborted();
    }
    const { verdict } = capture.verdict;
    const lighting = deps.lighting();
    const isStopped = verdict === 'spoof' && current.deviceVerdict === 'enforce';
    const outcome = await backend.submit({
      submission: current,
      // The device stops a presentation attack before any upload: the attempt is reported without pictures.
      images: isStopped ? [] : capture.images,
      moments: isStopped ? [] : (capture.moments ?? []),
      ...lightOf(capture, deps.light()),
      verdict,
      evidence: evidenceOf(capture, deps),
      ...(lighting === null ? {} : { lighting }),
      onProgress: (progress) => {
        if (!signal.aborted) {
          dispatch({ type: 'progress', progress });
        }
      },
      signal,
    });
    return isStopped && outcome.reasonCode === '' ? { ...outcome, reasonCode: 'DEVICE_SPOOF' } : outcome;
  };

  return {
    open: () =>
      requests.run(openedFresh, (begun) => {
        if (begun.standing === undefined) {
          dispatch(openedBy(begun));
        } else {
          answered(begun.standing);
        }
      }),
    submit: () => requests.run(submit, answered),
    poll: (submissionId) => requests.run((signal) => backend.status(submissionId, { signal }), answered),
    abort: () => requests.abort(),
  };
};

const openedBy = ({ attemptsLeft, challenges = [], isPassiveAllowed = false, light = [] }: Submission): FlowEvent => ({
  type: 'submission-opened',
  attemptsLeft,
  challenges,
  isPassiveAllowed,
  light,
});

/** Nothing unless there are frames of every tint. */
const lightOf = ({ light: frames = [] }: Capture, tints: readonly Tint[]): Pick<SubmitInput, 'light'> =>
  tints.length > 0 && frames.length === tints.length * LIGHT.framesPerStep ? { light: { tints, frames } } : {};

const evidenceOf = (
  { verdict }: Capture,
  { engineReport, challenges, injection, sdkVersion, wallClock }: SubmittingDeps,
): Evidence => {
  const report = engineReport();
  const plan = challenges();
  const { backend, passed, maxError } = report?.selfTest ?? { backend: 'none', passed: false, maxError: 0 };
  return {
    sdkVersion,
    device: {
      verdict: verdict.verdict,
      score: verdict.score,
      signals: verdict.signals,
      frames: verdict.frames,
      windowMs: verdict.windowMs,
    },
    injection: injection(),
    models: report?.models ?? {},
    selfTest: { backend, passed, maxError },
    // Absent when the session has no challenges.
    ...(plan === null || plan.asked.length === 0
      ? {}
      : { challenges: { asked: plan.asked, completed: plan.completed, isPassive: plan.isPassive } }),
    capturedAt: wallClock(),
  };
};
