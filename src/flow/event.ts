/** Everything that can happen to a launch. Times come in with events (`at`, milliseconds), so the machine has no clock. */
import type { ChallengeName, HelpType, Tint } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { FrameAnalysis, WindowVerdict } from '../vision/types.ts';
import type { SubmissionSummary, TimerId } from './command.ts';
import type { FlowKind, HandoffLink } from './state.ts';

/** Intents of the person: the only events that the user interface may send. */
export type Intent =
  | { readonly type: 'begin' }
  | { readonly type: 'retry' }
  | { readonly type: 'cancel' }
  /** `handled`: the host took over, the launch ends with `HELP_CLICKED`. */
  | { readonly type: 'help'; readonly help: HelpType; readonly handled: boolean }
  /** Another camera of `session.cameras()`, while one is in use or none works. */
  | { readonly type: 'choose-camera'; readonly deviceId: string }
  /** Uses the passive check, where the gateway allows it. */
  | { readonly type: 'choose-passive' }
  /** The person does not want the bright screen. */
  | { readonly type: 'dim-screen' }
  /** Answers the question whether they are still there: the screen waits as long again. */
  | { readonly type: 'extend' }
  /** Continues on a phone, by a link. */
  | { readonly type: 'hand-off' }
  /** Leaves a last screen and delivers its result; leaves `blocked` with the error that blocks. */
  | { readonly type: 'close' };

export type FlowEvent =
  | Intent
  | { readonly type: 'launch' }
  /** Progress of the engine's downloads, 0..1. */
  | { readonly type: 'engine-progress'; readonly share: number }
  /** `hasCamera`: false when the browser says that there is none. Default: unknown. */
  | { readonly type: 'supported'; readonly hasCamera?: boolean }
  | { readonly type: 'engine-ready' }
  /** `isMirrored`: the camera faces the person in front of the screen, so its picture is shown as in a mirror. */
  | { readonly type: 'camera-opened'; readonly isMirrored: boolean }
  /** The person changed a permission or connected a camera: retried without a click. */
  | { readonly type: 'camera-available' }
  | { readonly type: 'camera-lost'; readonly error: ErrorData }
  /** The gateway opened an attempt: its submission is ready for pictures. */
  | {
      readonly type: 'submission-opened';
      readonly attemptsLeft: number;
      /** Its challenges, in order. Default: none. */
      readonly challenges?: readonly ChallengeName[];
      readonly isPassiveAllowed?: boolean;
      /** Tints for the screen, in order. Default: none. */
      readonly light?: readonly Tint[];
    }
  /** `step`: number of the tint that the frame shows, and that it was kept for. Default: none. */
  | { readonly type: 'analysis'; readonly analysis: FrameAnalysis; readonly step?: number | null }
  | { readonly type: 'captured'; readonly verdict: WindowVerdict; readonly at: number }
  | { readonly type: 'handoff-made'; readonly link: HandoffLink }
  /** State of the launch on the phone. */
  | {
      readonly type: 'handoff-standing';
      readonly id: string;
      readonly standing: 'waiting' | 'opened' | 'expired' | 'ended';
      /** Outcome of the newest attempt; null before the first. */
      readonly outcome: SubmissionSummary | null;
      /** That attempt is being judged, whatever the phone does. */
      readonly isJudging: boolean;
      readonly at: number;
    }
  /** On the phone: this is the launch of the link. */
  | { readonly type: 'handoff-redeemed'; readonly flow: FlowKind; readonly correlationId: string }
  /** Upload progress, 0..1. */
  | { readonly type: 'progress'; readonly progress: number }
  | { readonly type: 'outcome'; readonly outcome: SubmissionSummary; readonly at: number }
  | { readonly type: 'hidden' }
  | { readonly type: 'visible' }
  | { readonly type: 'timeout'; readonly timer: TimerId; readonly at: number }
  /** A step failed; its own stage and code say which. */
  | {
      readonly type: 'failed';
      readonly error: ErrorData;
      /** Milliseconds until the server may be asked again. Default null. */
      readonly retryAfterMs?: number | null;
    }
  /** The host aborted the launch, or the element was removed. */
  | { readonly type: 'abort' };
