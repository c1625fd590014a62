/**
 * Every text that a person can read or hear. A language that lacks a key does not compile.
 * Rules for writers: say what to do next, never blame, no jargon, one idea a sentence.
 */
import type { ChallengeName, ReasonCode } from '../../contract/index.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Hint } from '../../flow/hint.ts';
import type { OperatingSystem } from '../../operating-system.ts';

/** A heading and what to do. */
export interface Guidance {
  readonly title: string;
  readonly text: string;
}

/** Where a person finds the switch for the camera. */
export type Place =
  | 'chrome-desktop'
  | 'chrome-android'
  | 'safari-ios'
  | 'safari-mac'
  | 'firefox-desktop'
  | 'firefox-android'
  | 'in-app'
  | 'other-browser';

/** The gateway's reason codes, and ours for an attempt that the device itself stopped. */
export type Reason = ReasonCode | 'DEVICE_SPOOF';

export interface Strings {
  /** The accessible name of the whole flow. */
  readonly name: { readonly liveness: string; readonly verification: string };
  readonly action: {
    readonly begin: string;
    readonly retry: string;
    readonly cancel: string;
    readonly close: string;
    readonly help: string;
    readonly copyLink: string;
    readonly linkCopied: string;
    readonly stay: string;
    readonly leave: string;
    /** Chooses the passive check instead of the challenges. */
    readonly passive: string;
    /** While the screen lights the face. */
    readonly dimScreen: string;
    readonly phone: string;
    readonly newCode: string;
    readonly thisComputer: string;
  };
  readonly intro: {
    readonly title: string;
    readonly text: { readonly liveness: string; readonly verification: string };
    readonly steps: readonly [string, string, string];
    readonly privacy: string;
    readonly illustration: string;
  };
  readonly preparing: {
    readonly checking: Guidance;
    readonly camera: Guidance;
    readonly engine: Guidance;
  };
  readonly capture: {
    readonly title: string;
    readonly text: string;
    readonly holding: string;
    /** Instead of `text`, while the screen lights the face. */
    readonly lit: string;
    /** While the gateway's tints are shown. */
    readonly tinted: string;
    readonly taken: string;
    /** Labels of a mirrored preview, and of one that is not mirrored, from a rear camera. */
    readonly preview: string;
    readonly previewUnmirrored: string;
    readonly camera: string;
    /** Label of the n-th camera, when the browser does not report its name. */
    readonly cameraNumber: (number: number) => string;
  };
  /** Movements that some gateways ask for. Left and right are the person's own. */
  readonly challenge: {
    readonly ask: Readonly<Record<ChallengeName, string>>;
    /** How to make the movement. */
    readonly how: Readonly<Record<ChallengeName, string>>;
    readonly text: string;
    /** The head is still turned, or the face at rest is being learnt. */
    readonly rest: string;
    readonly back: string;
    readonly otherWay: string;
    readonly progress: (number: number, total: number) => string;
    readonly timeLeft: string;
  };
  readonly sending: { readonly uploading: Guidance; readonly processing: Guidance; readonly late: string };
  readonly retry: {
    readonly tips: string;
    readonly attemptsLeft: (count: number) => string;
  };
  readonly tip: {
    readonly light: string;
    readonly lens: string;
    readonly uncover: string;
    readonly level: string;
    readonly person: string;
    readonly still: string;
  };
  readonly blocked: {
    readonly waiting: string;
    readonly steps: string;
    readonly place: Readonly<Record<Place, readonly string[]>>;
    readonly system: Readonly<Record<OperatingSystem, readonly string[]>>;
    /** How to allow the page to read pixels. */
    readonly canvas: {
      readonly steps: string;
      readonly firefox: readonly string[];
      readonly other: readonly string[];
    };
  };
  readonly paused: { readonly hidden: Guidance; readonly camera: Guidance };
  readonly done: { readonly passed: Guidance; readonly decided: Guidance };
  readonly cancelled: Guidance;
  /** Asked before leaving a check that is being sent or judged. */
  readonly leaving: Guidance;
  /** Asked on a screen that waits for the person, a minute before it ends. Names the button `action.stay`. */
  readonly idle: Guidance;
  /** Hand-off to a phone. `done` is shown there, the others at the computer. */
  readonly handoff: {
    /** Accessible name of the QR code. */
    readonly code: string;
    readonly waiting: Guidance;
    readonly opened: Guidance;
    readonly expired: Guidance;
    readonly left: Guidance;
    /** No link could be made. */
    readonly unmade: Guidance;
    readonly done: Guidance;
  };
  readonly hint: Readonly<Record<Hint, string>>;
  readonly error: Readonly<Record<ErrorCode, Guidance>>;
  readonly reason: Readonly<Record<Reason, Guidance>>;
  /** For a reason that this release does not know. */
  readonly unknownReason: Guidance;
}

type DeepPartial<T> = T extends string | readonly unknown[] | ((...args: never[]) => unknown)
  ? T
  : { readonly [K in keyof T]?: DeepPartial<T[K]> };

/** Texts by the keys of {@link Strings} that replace those of the language, whichever it is. */
export type Copies = DeepPartial<Strings>;
