/**
 * The states of a launch: a union on `phase`, each variant with the fields of that phase.
 * `done`, `failed` and `cancelled` are terminal and carry the one result.
 */
import type { ChallengeName, DocumentVerificationResult, HelpType, Tint, UiMessage } from '../contract/index.ts';
import type { ErrorData } from '../errors.ts';
import type { ChallengeReading } from '../vision/types.ts';
import type { Hint, HintTracker } from './hint.ts';

export type FlowKind = 'liveness' | 'verification';

/** The challenges of one attempt. */
export interface ChallengePlan {
  /** In the order of the gateway; empty when this attempt has none. */
  readonly asked: readonly ChallengeName[];
  readonly isPassiveAllowed: boolean;
  /** The person chose the passive check. */
  readonly isPassive: boolean;
  /** The completed ones, in order. `atMs` counts from the start of the first one. */
  readonly completed: readonly { readonly name: ChallengeName; readonly atMs: number }[];
  /** Time of the frame at which the first one started; null before. */
  readonly since: number | null;
  /** Time of the last frame with the person's face, once a challenge is completed. */
  readonly seenAt: number | null;
}

/** A link that opens the launch on a phone. */
export interface HandoffLink {
  readonly id: string;
  readonly address: string;
}

/**
 * State of a hand-off at the computer. `left`: it was stopped at the phone. `unmade`: no link
 * could be made.
 */
export type HandoffStage = 'making' | 'waiting' | 'opened' | 'expired' | 'left' | 'unmade';

/** Facts that hold for the whole launch. */
export interface LaunchContext {
  readonly flow: FlowKind;
  readonly correlationId: string;
  /** 1-based number of the current attempt. */
  readonly attempt: number;
  /** As last reported by the gateway; null before. */
  readonly attemptsLeft: number | null;
  readonly engineReady: boolean;
  /** Share of the engine's downloads that is complete, 0..1. */
  readonly engineShare: number;
  readonly cameraOpen: boolean;
  /** Whether the preview of the camera that was open last is mirrored. Captured pictures are never mirrored. */
  readonly isMirrored: boolean;
  readonly supported: boolean;
  /** Times that the flow recovered by itself in this attempt (lost camera, crashed worker); bounded. */
  readonly recoveries: number;
  /** The gateway family may ask for challenges: no selfie is taken before that is known. */
  readonly asksChallenges: boolean;
  /** The passive check is used wherever the gateway allows it: the host prefers it, or the person chose it before. */
  readonly prefersPassive: boolean;
  /** It may be handed off to a phone: this is a computer, and page and gateway family support it. */
  readonly mayHandOff: boolean;
  /** This is the phone. */
  readonly isHandedOver: boolean;
  /** Challenges of this attempt; null before the gateway opened it, and for families without challenges. */
  readonly challenges: ChallengePlan | null;
  /** Light by the surface around the oval. `off`: the host or the person does not want it. `lit` stays for the launch. */
  readonly screenLight: 'off' | 'ready' | 'lit';
  /** Host, person and browser allow the screen to change its colour during the hold. */
  readonly mayTint: boolean;
  /** Tints that the screen takes during this attempt's hold, in order; empty where none are asked for or allowed. */
  readonly light: readonly Tint[];
  /** Windows of this attempt that were undecided and were followed by help. */
  readonly secondLooks: number;
  /** The page is hidden. */
  readonly isHidden: boolean;
  /** The time of a screen that waits for the person is almost over, and they are asked whether they are still there. */
  readonly isTimeShort: boolean;
}

/** Where `retry` continues from `blocked`. */
export type Resume = 'support' | 'capture' | 'submit' | 'redeem';

export type State = { readonly context: LaunchContext } & (
  | { readonly phase: 'idle' }
  /** On the phone: the link is being opened. */
  | { readonly phase: 'redeeming' }
  /** Support check; the engine begins to load. */
  | { readonly phase: 'checking' }
  /** The introduction with a start button, while the engine loads. */
  | { readonly phase: 'intro' }
  /** The person continues on their phone; `link` while it may still be opened, or is open. */
  | { readonly phase: 'handoff'; readonly stage: HandoffStage; readonly link: HandoffLink | null }
  /** The browser asks for the camera, or the engine is not ready yet. */
  | { readonly phase: 'preparing'; readonly waitingFor: 'camera' | 'engine' }
  /** A problem that the person can solve (permission, camera in use, no face for long). */
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
  /** One challenge is due. */
  | {
      readonly phase: 'challenge';
      readonly name: ChallengeName;
      readonly stage: Exclude<ChallengeReading['stage'], 'done' | 'lost'>;
      /** An issue that prevents detecting the movement, if any. */
      readonly issue: Hint | null;
      /** Time of the frame at which the limit starts; null while the face at rest is learnt. */
      readonly since: number | null;
      /** 1 = all of it, 0 = none, in steps. */
      readonly timeLeft: number;
      /** Whether to show how it is done. */
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
      /** Frames of tints so far. */
      readonly lit: number;
    }
  | { readonly phase: 'capturing' }
  | { readonly phase: 'submitting'; readonly progress: number }
  | {
      readonly phase: 'processing';
      readonly submissionId: string;
      readonly since: number;
      readonly messages: readonly UiMessage[];
      /** Polls sent so far. */
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
  /** The page was hidden or the camera interrupted; the capture starts over on return. */
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
