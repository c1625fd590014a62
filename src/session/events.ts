/**
 * Events of a running launch for the host's analytics and support: plain data, never a frame, a token, a device
 * name or anything else about the person. `at` is milliseconds since the launch began.
 */
import type { NextAction, ResultErrorCode, ResultStatus } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { Hint } from '../flow/hint.ts';
import type { Phase } from '../flow/state.ts';
import type { BackendName, Verdict } from '../vision/types.ts';

/** A phase that was entered. */
export interface PhaseMark {
  readonly name: Phase;
  /** Milliseconds since the launch began. */
  readonly ms: number;
}

export type SessionEvent = { readonly at: number } & (
  | { readonly type: 'phase'; readonly phase: Phase; readonly previous: Phase; readonly attempt: number }
  | { readonly type: 'hint'; readonly hint: Hint }
  /** The engine is ready, or changed its backend. */
  | {
      readonly type: 'engine';
      readonly backend: BackendName;
      readonly selfTestPassed: boolean;
      readonly loadMs: number;
    }
  /** The camera delivers; sizes in pixels, `frameRate` as the browser states it, 0 when it does not. */
  | { readonly type: 'camera'; readonly width: number; readonly height: number; readonly frameRate: number }
  /** Statistics of capturing, sent when frames stop. `fps`: analysed frames a second. */
  | { readonly type: 'frames'; readonly analysed: number; readonly fps: number; readonly meanCostMs: number }
  /** The device's verdict on the capture. The gateway decides. */
  | {
      readonly type: 'verdict';
      readonly verdict: Verdict;
      /** 0..1, higher is more likely bona fide. */
      readonly score: number;
      readonly signals: Readonly<Record<string, number>>;
      readonly frames: number;
      readonly windowMs: number;
    }
  /** The gateway answered about a submission. */
  | {
      readonly type: 'outcome';
      readonly submissionId: string;
      readonly nextAction: NextAction;
      readonly reasonCode: string;
      readonly attemptsLeft: number;
    }
  /** A step failed; the flow may recover from it. */
  | { readonly type: 'error'; readonly error: ErrorData }
  /** The last event, sent once. */
  | {
      readonly type: 'result';
      readonly status: ResultStatus;
      readonly errorCode: ResultErrorCode | null;
      readonly detailedErrorCode: string | null;
      readonly phases: readonly PhaseMark[];
    }
);

/** `Omit` that keeps the union apart. */
type WithoutTime<T> = T extends { readonly at: number } ? Omit<T, 'at'> : never;

/** An event before the session puts the time on it. */
export type UntimedSessionEvent = WithoutTime<SessionEvent>;
