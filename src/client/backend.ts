/**
 * What the flow needs from a gateway family. One implementation per family in a folder beside this file.
 * Every method rejects with a `LifesignError` (stage `network`) and honours its signal.
 */
import type { ChallengeName, DeviceVerdict, EvidencePayload, NextAction, Tint, UiMessage } from '../contract/index.ts';

export interface Submission {
  readonly submissionId: string;
  readonly nonce: string;
  readonly attemptsLeft: number;
  /** `enforce`: a spoof verdict on the device ends the attempt without an upload. */
  readonly deviceVerdict: 'enforce' | 'report';
  /** Movements to ask for beside the passive check, in order. Default: none. */
  readonly challenges?: readonly ChallengeName[];
  /** The person may choose the passive check instead. Default false. */
  readonly isPassiveAllowed?: boolean;
  /** Tints that the screen is to take during the hold, in this order, where the person's settings allow it. Default: none. */
  readonly light?: readonly Tint[];
  /**
   * Milliseconds for which a selfie may still be begun for it; later another one is opened, and this one costs no attempt.
   * Default: as long as the launch lasts.
   */
  readonly freshMs?: number;
  /**
   * Its outcome so far: it was submitted before, by a page that was reloaded or closed since. Nothing is captured for it.
   * Default: it waits for its pictures.
   */
  readonly standing?: SubmissionOutcome;
}

export interface SubmissionOutcome {
  readonly submissionId: string;
  readonly nextAction: NextAction;
  /** True once a verdict exists, good or bad; false while processing and when no verdict could be reached. */
  readonly decided: boolean;
  /** True when decided and the person passed. */
  readonly passed: boolean;
  readonly reasonCode: string;
  readonly attemptsLeft: number;
  readonly messages: readonly UiMessage[];
  /** Milliseconds until the next poll, from `Retry-After`; null when the server gave none. */
  readonly retryAfterMs: number | null;
}

/** A small frame of the capture's window; a backend sends those of the moments that its gateway drew. */
export interface UploadMoment {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  /** Milliseconds from the window's first frame. */
  readonly atMs: number;
}

export interface UploadImage {
  readonly type: 'SELFIE' | 'ADDITIONAL_SELFIE';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** Evidence without the fields that the backend adds (version, nonce, submission, images). */
export type Evidence = Omit<EvidencePayload, 'version' | 'nonce' | 'submissionId' | 'images' | 'moments' | 'light'>;

export interface SubmitInput {
  readonly submission: Submission;
  /** Empty for a device-side spoof verdict: nothing is uploaded, the attempt is only reported. */
  readonly images: readonly UploadImage[];
  /** Frames spread over the window, oldest first. Default: none. */
  readonly moments?: readonly UploadMoment[];
  /** The tints that the screen took during the hold, and frames of each, in their order. Default: none were shown. */
  readonly light?: { readonly tints: readonly Tint[]; readonly frames: readonly UploadMoment[] };
  readonly verdict: DeviceVerdict;
  readonly evidence: Evidence;
  /** How well the face was lit when the selfie was taken, 0..1; absent when unknown. */
  readonly lighting?: number;
  /** 0..1 over all uploads. */
  readonly onProgress?: (progress: number) => void;
  readonly signal: AbortSignal;
}

/** State of a launch that was handed off to a phone. */
export interface HandoffStanding {
  /** `waiting`: the link has not been opened. `ended`: one of the two sides stopped it. */
  readonly state: 'waiting' | 'opened' | 'expired' | 'ended';
  /** Outcome of the newest attempt; null before the first. */
  readonly outcome: SubmissionOutcome | null;
  /** That attempt has its pictures and is being judged, whatever the phone does. */
  readonly isJudging: boolean;
}

/** Handing a launch to a phone. */
export interface HandoffCalls {
  /** `code`: for the fragment of the link, which opens the launch once. Earlier links stop working. */
  make(options: { readonly signal: AbortSignal }): Promise<{ readonly id: string; readonly code: string }>;
  look(id: string, options: { readonly signal: AbortSignal }): Promise<HandoffStanding>;
  /** From either side. */
  end(id: string, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Answer to a redeemed link. */
export interface RedeemedLaunch {
  readonly handoffId: string;
  readonly flow: 'liveness' | 'verification';
  readonly correlationId: string;
}

/** Options of the three calls of a {@link Backend}. */
export type BackendCall = 'begin' | 'submit' | 'status';

export interface Backend {
  /** Whether a submission may ask for challenges: the selfie is then taken only after `begin`. Default false. */
  readonly asksChallenges?: boolean;
  /** Opens an attempt: a submission with its upload addresses. */
  begin(options: { readonly signal: AbortSignal }): Promise<Submission>;
  /** Uploads, signs the evidence and confirms. Idempotent: a retry after a lost answer does not count twice. */
  submit(input: SubmitInput): Promise<SubmissionOutcome>;
  status(submissionId: string, options: { readonly signal: AbortSignal }): Promise<SubmissionOutcome>;
  /** Absent where the family has no hand-off. */
  readonly handoff?: HandoffCalls;
  /** Present on the phone: opens the launch by its link, once, before anything else is called. */
  redeem?(options: { readonly signal: AbortSignal }): Promise<RedeemedLaunch>;
}
