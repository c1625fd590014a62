/**
 * The states of a launch: a union on `phase`, each variant holding just what that phase has.
 * `done`, `failed` and `cancelled` are terminal and carry the one result.
 */
import type { ChallengeName, DocumentVerificationResult, HelpType, UiMessage } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { ChallengeReading } from '../vision/types.ts';
import type { Hint, HintTracker } from './hint.ts';

export type FlowKind = 'liveness' | 'verification';

/** The movements of one attempt. */
export interface ChallengePlan {
  /** In the order of the gateway; empty when this attempt asks for none. */
  readonly asked: readonly ChallengeName[];
  readonly isPassiveAllowed: boolean;
  /** The person chose the way without movements. */
  readonly isPassive: boolean;
  /** Those done, in order. `atMs` counts from the moment at which the first one was asked. */
  readonly completed: readonly { readonly name: ChallengeName; readonly atMs: number }[];
  /** Time of the frame at which the first one was asked; null before. */
  readonly since: number | null;
  /** Time of the last frame with the person's face in it, once something was done. */
  readonly seenAt: number | null;
}

/** A link that opens the launch on a phone. */
export interface HandoffLink {
  readonly id: string;
  readonly address: string;
}

/**
 * Of a launch that is handed to a phone, as the computer knows it. `left`: it was stopped at the phone. `unmade`: there is
 * no link.
 */
export type HandoffStage = 'making' | 'waiting' | 'opened' | 'expired' | 'left' | 'unmade';

/** What holds for the whole launch. */
export interface LaunchContext {
  readonly flow: FlowKind;
  readonly correlationId: string;
  /** 1-based number of the attempt now under way. */
  readonly attempt: number;
  /** As last told by the gateway; null before it said anything. */
  readonly attemptsLeft: number | null;
  readonly engineReady: boolean;
  /** How much of the engine has arrived, 0..1. */
  readonly engineShare: number;
  readonly cameraOpen: boolean;
  /** The picture is shown as in a mirror; of the camera that was open last. Pictures themselves are never mirrored. */
  readonly isMirrored: boolean;
  readonly supported: boolean;
  /** Times that the flow recovered by itself in this attempt (lost camera, crashed worker); bounded. */
  readonly recoveries: number;
  /** The gateway family may ask for movements: no selfie is taken before it said whether it does. */
  readonly asksChallenges: boolean;
  /** The way without movements is taken wherever the gateway allows it: the host wants it, or the person chose it before. */
  readonly prefersPassive: boolean;
  /** It may go on at a phone: this is a computer, and page and gateway family know how. */
  readonly mayHandOff: boolean;
  /** This is the phone. */
  readonly isHandedOver: boolean;
  /** Of this attempt; null before the gateway opened it, and for families that never ask. */
  readonly challenges: ChallengePlan | null;
  /** The surface around the oval as a lamp. `off`: the host or the person does not want it. `lit` stays for the launch. */
  readonly screenLight: 'off' | 'ready' | 'lit';
  /** Windows of this attempt that were undecided and were followed by help. */
  readonly secondLooks: number;
  /** The page is hidden. */
  readonly isHidden: boolean;
  /** The time of a screen that waits for the person is almost over, and they are asked whether they are still there. */
  readonly isTimeShort: boolean;
}

/** Where `retry` goes on from `blocked`. */
export type Resume = 'support' | 'capture' | 'submit' | 'redeem';

export type State = { readonly context: LaunchContext } & (
  | { readonly phase: 'idle' }
  /** On the phone: the link is being opened. */
  | { readonly phase: 'redeeming' }
  /** Support check; the engine begins to load. */
  | { readonly phase: 'checking' }
  /** What is about to happen, with a start button. The engine loads meanwhile. */
  | { readonly phase: 'intro' }
  /** The person goes on at their phone; `link` while one may still be opened, or is. */
  | { readonly phase: 'handoff'; readonly stage: HandoffStage; readonly link: HandoffLink | null }
  /** The browser asks for the camera, or the engine is not ready yet. */
  | { readonly phase: 'preparing'; readonly waitingFor: 'camera' | 'engine' }
  /** Something is in the way that the person can clear (permission, camera in use, no face for long). */
  | { readonly phase: 'blocked'; readonly error: ErrorData; readonly help: HelpType; readonly resume: Resume }
  | {
      readonly phase: 'framing';
      readonly hint: Hint;
      readonly tracker: HintTracker;
      /** Time of the first of an unbroken run of good frames; null when the last frame was not good. */
      readonly goodSince: number | null;
      /** Time of the first of an unbroken run of frames with a dark face; null when the last frame had none. */
      readonly darkSince: number | null;
      /** Frames before this time do not count: the person is being helped. */
      readonly notBefore: number;
    }
  /** The person is asked for one movement. */
  | {
      readonly phase: 'challenge';
      readonly name: ChallengeName;
      readonly stage: Exclude<ChallengeReading['stage'], 'done' | 'lost'>;
      /** What is in the way of seeing it, if anything is. */
      readonly issue: Hint | null;
      /** Time of the frame from which on the time runs; null while the face at rest is learnt. */
      readonly since: number | null;
      /** 1 = all of it, 0 = none, in steps. */
      readonly timeLeft: number;
      /** Whether to say how it is done. */
      readonly isCoached: boolean;
      /** 1-based. */
      readonly tries: number;
    }
  /** The face is in place: `since` is the time of the first good frame, `progress` 0..1 of the hold. */
  | {
      readonly phase: 'holding';
      readonly since: number;
      readonly progress: number;
      readonly lastGoodAt: number;
    }
  | { readonly phase: 'capturing' }
  | { readonly phase: 'submitting'; readonly progress: number }
  | {
      readonly phase: 'processing';
      readonly submissionId: string;
      readonly since: number;
      readonly messages: readonly UiMessage[];
      /** Polls asked so far. */
      readonly polls: number;
      /** Why the last poll failed; null when it did not. */
      readonly trouble: ErrorData | null;
    }
  /** The last attempt did not pass and another one is allowed. */
  | {
      readonly phase: 'retry';
      /** Gateway reason code, or `DEVICE_SPOOF` when the device stopped it. */
      readonly reason: string;
      readonly messages: readonly UiMessage[];
    }
  /** The page was hidden or the camera interrupted; the capture starts anew on return. */
  | { readonly phase: 'paused'; readonly cause: 'hidden' | 'camera' }
  /** A last screen with help before the result is delivered. */
  | {
      readonly phase: 'exhausted';
      readonly help: HelpType;
      readonly messages: readonly UiMessage[];
      /** What ended the launch; `detail` holds the gateway's reason code when it decided. */
      readonly error: ErrorData;
      readonly result: DocumentVerificationResult;
    }
  | { readonly phase: 'done'; readonly result: DocumentVerificationResult; readonly passed: boolean }
  | { readonly phase: 'failed'; readonly result: DocumentVerificationResult; readonly error: ErrorData }
  | { readonly phase: 'cancelled'; readonly result: DocumentVerificationResult }
);

export type Phase = State['phase'];

export type StateOf<P extends Phase> = Extract<State, { readonly phase: P }>;
