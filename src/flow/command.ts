/** Commands of the machine. The session runs them and sends events back; the machine never waits. */
import type { DocumentVerificationResult, NextAction, UiMessage } from '../contract/index.ts';

export type TimerId =
  | 'support'
  | 'engine'
  | 'camera'
  | 'framing'
  | 'capture'
  | 'challenge'
  | 'submit'
  | 'poll'
  /** The whole time for which a launch may be handed off to a phone. */
  | 'handoff'
  | 'processing'
  /** The person does nothing on a screen that waits for them: first they are asked whether they are there, then it ends. */
  | 'idle'
  | 'warning'
  /** The page is hidden, so the person could not see the question. */
  | 'away';

export interface SubmissionSummary {
  readonly submissionId: string;
  readonly nextAction: NextAction;
  readonly decided: boolean;
  readonly passed: boolean;
  readonly reasonCode: string;
  readonly attemptsLeft: number;
  readonly messages: readonly UiMessage[];
  readonly retryAfterMs: number | null;
}

export type Command =
  | { readonly type: 'check-support' }
  | { readonly type: 'load-engine' }
  | { readonly type: 'open-camera'; readonly deviceId?: string }
  | { readonly type: 'close-camera' }
  /** Frames flow to the engine, one in flight, until stopped. */
  | { readonly type: 'start-frames' }
  | { readonly type: 'stop-frames' }
  | { readonly type: 'reset-engine' }
  /** The attempt has challenges: loads what only those need while the person gets ready. */
  | { readonly type: 'load-landmarks' }
  | { readonly type: 'capture' }
  /** Opens the attempt at the gateway early, so that a refusal comes before the selfie. */
  | { readonly type: 'open-submission' }
  /** Uploads and confirms what was captured; a device spoof verdict under `enforce` sends no pixels. */
  | { readonly type: 'submit' }
  | { readonly type: 'poll'; readonly submissionId: string }
  /** Makes a link that opens the launch on a phone; earlier links stop working. */
  | { readonly type: 'make-handoff' }
  | { readonly type: 'look-at-handoff'; readonly id: string }
  | { readonly type: 'end-handoff'; readonly id: string }
  /** On the phone: opens the launch by the link. */
  | { readonly type: 'redeem-handoff' }
  | { readonly type: 'start-timer'; readonly timer: TimerId; readonly ms: number }
  | { readonly type: 'stop-timer'; readonly timer: TimerId }
  /** Aborts every request under way. */
  | { readonly type: 'abort-requests' }
  /** Delivers the result and releases everything. Always the last command of a launch. */
  | { readonly type: 'finish'; readonly result: DocumentVerificationResult };
