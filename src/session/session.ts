/**
 * One launch without a user interface: its state, its intents, and its result.
 * Owns: running the machine's commands and feeding the outcomes back as events. Does not know: which phase follows
 * which (flow/), how it is rendered (ui/).
 */
import type { Camera, CameraChoice } from '../camera/camera.ts';
import { createCamera } from '../camera/create-camera.ts';
import type { Backend } from '../client/backend.ts';
import { coe, handed } from '../client/families.ts';
import type { DocumentVerificationResult } from '../contract/index.ts';
import { leaseEngine } from '../engine-pool.ts';
import { toLifesignError } from '../errors.ts';
import type { Command } from '../flow/command.ts';
import type { FlowEvent, Intent } from '../flow/event.ts';
import { initialState } from '../flow/initial-state.ts';
import { transition } from '../flow/machine.ts';
import type { State } from '../flow/state.ts';
import { isHandheld } from '../operating-system.ts';
import type { SessionOptions } from '../options.ts';
import type { SupportReport } from '../support.ts';
import { checkPageSupport, checkSupport, supportError } from '../support.ts';
import { SDK_VERSION } from '../version.ts';
import type { VisionEngine } from '../worker/vision-engine.ts';
import { createCapturing } from './capturing.ts';
import type { PhaseMark } from './events.ts';
import type { Handing } from './handing.ts';
import { createJournal } from './journal.ts';
import { createShownLight } from './light.ts';
import { createListeners } from './listeners.ts';
import type { PageVisibility } from './page.ts';
import { documentVisibility } from './page.ts';
import { createSubmitting } from './submitting.ts';
import type { TimerHost } from './timers.ts';
import { createTimers, pageTimers } from './timers.ts';

export interface LifesignSession {
  getState(): State;
  /** Called after every change, not for the present state. Returns an unsubscribe function. */
  subscribe(listener: (state: State) => void): () => void;
  send(intent: Intent): void;
  /** To be placed in the page; its stream is set and removed by the flow. */
  readonly video: HTMLVideoElement;
  /** Cameras to choose from, for the `choose-camera` intent; empty until a permission was given or when not allowed. */
  cameras(): Promise<readonly CameraChoice[]>;
  /** Phases entered so far. */
  readonly trace: readonly PhaseMark[];
  /** Settles exactly once and never rejects. */
  readonly result: Promise<DocumentVerificationResult>;
  /** Ends a running launch (`NOT_COMPLETED`, `USER_CANCELLED`) and releases everything. Idempotent. */
  dispose(): void;
}

/** The dependencies of a launch; a test may replace each. */
export interface SessionDeps {
  readonly createCamera: typeof createCamera;
  readonly engine: VisionEngine;
  readonly backend: Backend;
  readonly checkSupport: () => Promise<SupportReport>;
  readonly timers: TimerHost;
  readonly page: PageVisibility;
  /** Milliseconds on the clock of the frames, `performance.now()`. */
  readonly now: () => number;
  readonly wallClock: () => number;
  /** Whether this is a phone or a tablet. */
  readonly isHandheld: boolean;
}

const backendOf = ({ access, flow, correlationId }: SessionOptions): Backend => {
  if ('handoffCode' in access) {
    return handed({ baseUrl: access.baseUrl, code: access.handoffCode });
  }
  return access.backend ?? coe({ ...access, flow, correlationId });
};

const isThisHandheld = (): boolean => isHandheld(navigator.userAgent, navigator.maxTouchPoints);

/** Begins by itself in the next microtask, so that its creator can subscribe first. */
export const createSession = (options: SessionOptions, deps: Partial<SessionDeps> = {}): LifesignSession => {
  const now = deps.now ?? (() => performance.now());
  const page = deps.page ?? documentVisibility;
  const own = deps.engine ?? options.engine;
  const lease = own === null ? leaseEngine(options) : { engine: own, release: () => undefined };
  const { engine } = lease;
  let deliver: ((outcome: DocumentVerificationResult) => void) | null = null;
  const result = new Promise<DocumentVerificationResult>((resolve) => {
    deliver = resolve;
  });
  const journal = createJournal(now, options.onEvent);
  const states = createListeners<[State]>();
  const queue: FlowEvent[] = [];
  const backend = deps.backend ?? backendOf(options);
  let state = initialState({
    ...options,
    asksChallenges: backend.asksChallenges ?? false,
    isMirrored: options.camera.facingMode === 'user',
    mayHandOff: options.handoffUrl !== null && backend.handoff !== undefined && !(deps.isHandheld ?? isThisHandheld()),
    isHandedOver: backend.redeem !== undefined,
  });
  const shownLight = createShownLight(now);
  let isRunning = false;

  /** One event at a time: events from commands and listeners in the meantime are queued. */
  const dispatch = (event: FlowEvent): void => {
    queue.push(event);
    if (isRunning) {
      return;
    }
    isRunning = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        handle(next);
      } catch (error) {
        // A bug of ours: the state stays as it was, and its deadlines still lead to a result.
        reportError(error);
      }
    }
    isRunning = false;
  };

  const handle = (event: FlowEvent): void => {
    const before = state;
    const step = transition(before, event);
    state = step.state;
    journal.moved(before, event, state);
    for (const command of step.commands) {
      run(command);
    }
    if (state !== before) {
      states.tell(state);
      shownLight.follow(state);
    }
  };

  const run = (command: Command): void => {
    try {
      execute(command);
    } catch (error) {
      dispatch({ type: 'failed', error: toLifesignError(error, 'internal').toJSON() });
    }
  };

  const camera: Camera = (deps.createCamera ?? createCamera)(options.camera, {
    onLost: (error) => dispatch({ type: 'camera-lost', error: error.toJSON() }),
    onAvailable: () => dispatch({ type: 'camera-available' }),
  });
  const capturing = createCapturing({
    camera,
    engine,
    dispatch,
    tell: journal.tell,
    isPageHidden: page.isHidden,
    now,
    due: () => (state.phase === 'challenge' ? state.name : null),
    lightStep: (at) => shownLight.stepAt(at),
  });
  const submitting = createSubmitting({
    backend,
    dispatch,
    tell: journal.tell,
    captured: () => capturing.captured,
    lighting: () => capturing.lighting,
    challenges: () => state.context.challenges,
    light: () => state.context.light,
    engineReport: () => engine.report,
    injection: () => camera.evidence(),
    sdkVersion: SDK_VERSION,
    now,
    wallClock: deps.wallClock ?? Date.now,
  });
  let handing: Promise<Handing> | null = null;
  /** Launches that stay on one device never load it. */
  const hand = (act: (handing: Handing) => void): void => {
    handing ??= loadHanding();
    handing.then(act).catch((error: unknown) => {
      handing = null;
      dispatch({ type: 'failed', error: toLifesignError(error, 'network-failed').toJSON() });
    });
  };
  const loadHanding = async (): Promise<Handing> =>
    (await import('./handing.ts')).createHanding({
      backend,
      dispatch,
      pageUrl: options.handoffUrl,
      language: options.language,
      timers: deps.timers ?? pageTimers,
      now,
    });
  const timers = createTimers(deps.timers ?? pageTimers, (timer) => dispatch({ type: 'timeout', timer, at: now() }));
  const unlisten = page.listen((isHidden) => dispatch({ type: isHidden ? 'hidden' : 'visible' }));
  const abort = (): void => dispatch({ type: 'abort' });

  const ours = (): Promise<SupportReport> => {
    const { createWorker, staticUrl } = options;
    return checkSupport({
      ...(staticUrl === null ? {} : { staticUrl }),
      ...(createWorker === null ? {} : { createWorker }),
    });
  };
  const check = deps.checkSupport ?? (own === null ? ours : checkPageSupport);
  const askSupport = async (): Promise<void> => {
    const report = await check();
    const error = supportError(report);
    dispatch(
      error === null
        ? { type: 'supported', hasCamera: report.cameras !== 0 || options.camera.getStream !== null }
        : { type: 'failed', error: error.toJSON() },
    );
  };

  const finish = (outcome: DocumentVerificationResult): void => {
    timers.clear();
    unlisten();
    options.signal?.removeEventListener('abort', abort);
    submitting.abort();
    void handing?.then((running) => running.finish(outcome.status === 'COMPLETED')).catch(() => undefined);
    capturing.end();
    lease.release();
    journal.finished(outcome);
    deliver?.(outcome);
  };

  const execute = (command: Command): void => {
    switch (command.type) {
      case 'check-support':
        return void askSupport().catch((error: unknown) =>
          dispatch({ type: 'failed', error: toLifesignError(error, 'unsupported-browser').toJSON() }),
        );
      case 'load-engine':
        return capturing.loadEngine();
      case 'open-camera':
        return capturing.openCamera(command.deviceId ?? null);
      case 'close-camera':
        return capturing.closeCamera();
      case 'start-frames':
        return capturing.startFrames();
      case 'stop-frames':
        return capturing.stopFrames();
      case 'reset-engine':
        return capturing.resetEngine();
      case 'load-landmarks':
        return capturing.loadLandmarks();
      case 'capture':
        return capturing.capture();
      case 'open-submission':
        return submitting.open();
      case 'submit':
        return submitting.submit();
      case 'poll':
        return submitting.poll(command.submissionId);
      case 'make-handoff':
        return hand((part) => part.make());
      case 'look-at-handoff':
        return hand((part) => part.look(command.id));
      case 'end-handoff':
        return hand((part) => part.end(command.id));
      case 'redeem-handoff':
        return hand((part) => part.redeem());
      case 'start-timer':
        return timers.start(command.timer, command.ms);
      case 'stop-timer':
        return timers.stop(command.timer);
      case 'abort-requests':
        capturing.abortLoad();
        void handing?.then((running) => running.abort()).catch(() => undefined);
        return submitting.abort();
      case 'finish':
        return finish(command.result);
    }
  };

  options.signal?.addEventListener('abort', abort);
  queueMicrotask(() => {
    dispatch({ type: options.signal?.aborted === true ? 'abort' : 'launch' });
    if (page.isHidden()) {
      dispatch({ type: 'hidden' });
    }
  });

  return {
    getState: () => state,
    subscribe: states.add,
    send: dispatch,
    video: camera.video,
    cameras: () => (options.camera.allowSwitch ? camera.list() : Promise.resolve([])),
    trace: journal.trace,
    result,
    dispose: abort,
  };
};
