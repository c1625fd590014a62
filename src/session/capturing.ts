/**
 * Runs camera and engine and turns their output into events.
 * Answers to calls from before the last stop, close or end are dropped.
 */
import type { Camera } from '../camera/camera.ts';
import type { ChallengeName } from '../contract/index.ts';
import type { ErrorCode } from '../errors.ts';
import { toLifesignError } from '../errors.ts';
import type { FlowEvent } from '../flow/event.ts';
import type { Capture, FrameAnalysis } from '../vision/types.ts';
import type { VisionEngine } from '../worker/vision-engine.ts';
import type { UntimedSessionEvent } from './events.ts';
import { lightingOf } from './lighting.ts';

export interface CapturingDeps {
  readonly camera: Camera;
  readonly engine: VisionEngine;
  readonly dispatch: (event: FlowEvent) => void;
  readonly tell: (event: UntimedSessionEvent) => void;
  readonly isPageHidden: () => boolean;
  readonly now: () => number;
  /** The challenge that is due; null while there is none. */
  readonly due: () => ChallengeName | null;
  /** Number of the tint that a frame of this time shows; null where it is not to be kept for one. */
  readonly lightStep: (at: number) => number | null;
}

export interface Capturing {
  loadEngine(): void;
  /** Stops waiting for a load that hangs. */
  abortLoad(): void;
  openCamera(deviceId: string | null): void;
  closeCamera(): void;
  startFrames(): void;
  stopFrames(): void;
  resetEngine(): void;
  /** For attempts with challenges. */
  loadLandmarks(): void;
  capture(): void;
  /** The last capture; null before. */
  readonly captured: Capture | null;
  /** How well the face was lit in the last good frame, 0..1; null before there was one. */
  readonly lighting: number | null;
  end(): void;
}

export const createCapturing = (deps: CapturingDeps): Capturing => {
  const { camera, engine, dispatch, tell, isPageHidden, now, due, lightStep } = deps;
  let loading: AbortController | null = null;
  let opening = new AbortController();
  let framing = new AbortController();
  let captured: Capture | null = null;
  let lighting: number | null = null;
  let rate = startRate();

  const fail = (error: unknown, fallback: ErrorCode): void =>
    dispatch({ type: 'failed', error: toLifesignError(error, fallback).toJSON() });

  const load = async (signal: AbortSignal): Promise<void> => {
    try {
      const { selfTest, loadMs } = await engine.load({
        signal,
        onProgress: (share) => {
          if (!signal.aborted) {
            dispatch({ type: 'engine-progress', share });
          }
        },
      });
      if (!signal.aborted) {
        tell({ type: 'engine', backend: selfTest.backend, selfTestPassed: selfTest.passed, loadMs });
        dispatch({ type: 'engine-ready' });
      }
    } catch (error) {
      if (!signal.aborted) {
        fail(error, 'engine-failed');
      }
    } finally {
      loading = loading?.signal === signal ? null : loading;
    }
  };

  const open = async (deviceId: string | null, signal: AbortSignal): Promise<void> => {
    try {
      const facts = await camera.open(deviceId === null ? {} : { deviceId });
      if (signal.aborted) {
        return;
      }
      const { facingMode, ...stated } = facts;
      tell({ type: 'camera', ...stated });
      dispatch({ type: 'camera-opened', isMirrored: facingMode === 'user' });
      if (isPageHidden()) {
        // Hidden while the browser asked for permission: the flow ignored that event.
        dispatch({ type: 'hidden' });
      }
    } catch (error) {
      if (!signal.aborted) {
        fail(error, 'camera-failed');
      }
    }
  };

  const analyse = async (frame: VideoFrame | ImageBitmap, at: number, signal: AbortSignal): Promise<void> => {
    try {
      const challenge = due();
      if (challenge !== null) {
        // Usually loaded already; a replaced worker loads them again.
        await engine.loadLandmarks();
        if (signal.aborted) {
          // The engine may belong to another launch by now.
          frame.close();
          return;
        }
      }
      const step = lightStep(at);
      const analysis = await engine.analyse(frame, at, challenge, step);
      if (!signal.aborted) {
        rate.add(analysis, now());
        if (analysis.issues.length === 0 && analysis.quality !== null) {
          lighting = lightingOf(analysis.quality);
        }
        dispatch({ type: 'analysis', analysis, step });
      }
    } catch (error) {
      frame.close();
      if (!signal.aborted) {
        fail(error, 'engine-failed');
      }
    }
  };

  const capture = async (signal: AbortSignal): Promise<void> => {
    try {
      const result = await engine.capture();
      if (!signal.aborted) {
        captured = result;
        tell({ type: 'verdict', ...result.verdict });
        dispatch({ type: 'captured', verdict: result.verdict, at: now() });
      }
    } catch (error) {
      if (!signal.aborted) {
        fail(error, 'capture-failed');
      }
    }
  };

  const stopFrames = (): void => {
    framing.abort();
    camera.stop();
    const frames = rate.read();
    if (frames !== null) {
      tell({ type: 'frames', ...frames });
    }
    rate = startRate();
  };

  return {
    loadEngine() {
      if (loading === null) {
        loading = new AbortController();
        void load(loading.signal);
      }
    },
    abortLoad() {
      loading?.abort();
      loading = null;
    },
    openCamera(deviceId) {
      opening.abort();
      opening = new AbortController();
      void open(deviceId, opening.signal);
    },
    closeCamera() {
      opening.abort();
      camera.close();
    },
    startFrames() {
      framing.abort();
      framing = new AbortController();
      const { signal } = framing;
      camera.start((frame, at) => analyse(frame, at, signal));
    },
    stopFrames,
    resetEngine() {
      captured = null;
      engine.reset().catch((error: unknown) => {
        // Later frames fail the same way while they still matter.
        tell({ type: 'error', error: toLifesignError(error, 'engine-failed').toJSON() });
      });
    },
    loadLandmarks() {
      const { signal } = opening;
      engine.loadLandmarks().catch((error: unknown) => {
        if (!signal.aborted) {
          fail(error, 'asset-load-failed');
        }
      });
    },
    capture: () => void capture(opening.signal),
    get captured() {
      return captured;
    },
    get lighting() {
      return lighting;
    },
    end() {
      loading?.abort();
      opening.abort();
      framing.abort();
      camera.dispose();
      captured = null;
    },
  };
};

interface Rate {
  add(analysis: FrameAnalysis, at: number): void;
  /** Null before there were two frames to measure between. */
  read(): { readonly analysed: number; readonly fps: number; readonly meanCostMs: number } | null;
}

const startRate = (): Rate => {
  let analysed = 0;
  let cost = 0;
  let first = 0;
  let last = 0;
  return {
    add({ costMs }, at) {
      first = analysed === 0 ? at : first;
      last = at;
      analysed += 1;
      cost += costMs;
    },
    read: () =>
      last > first ? { analysed, fps: ((analysed - 1) * 1000) / (last - first), meanCostMs: cost / analysed } : null,
  };
};
