/**
 * What is counted: a frame by itself, or a window as the SDK's own fusion decides it. Both carry what they would have
 * been told at each of the shipped thresholds.
 */
import { decideWindow, TEMPORAL, type TemporalSample, type VerdictThresholds } from '../../src/vision/temporal.ts';
import type { WindowVerdict } from '../../src/vision/types.ts';
import type { DataRecord } from '../data/folder.ts';
import type { Observation } from '../data/observe.ts';
import { cutWindows, type Timed } from './windows.ts';

export interface Frame extends Timed {
  readonly path: string;
  /** Mean luma of the face, 0..1. */
  readonly luma: number;
  /** Typology angle in degrees; see `skinTone`. */
  readonly skin: number | null;
  /** What the fusion compares; time and score come from above. */
  readonly sample: Omit<TemporalSample, 'at' | 'liveness'>;
}

/** The shipped thresholds: where the device stops a person, where it calls one live, where the gateway does. */
export interface Thresholds {
  readonly device: VerdictThresholds;
  /** `doubted`: where the device was not sure. */
  readonly gateway: Pick<VerdictThresholds, 'live'> & { readonly doubted: number };
}

/**
 * True = let through: not stopped by the device, live to the device, live to a gateway that asks no device, and accepted in the
 * end, by the device and a gateway that asks for more where the device was not sure.
 */
export interface Passes {
  readonly deviceStop: boolean;
  readonly deviceLive: boolean;
  readonly gatewayLive: boolean;
  readonly accepted: boolean;
}

export const POINTS = [
  'deviceStop',
  'deviceLive',
  'gatewayLive',
  'accepted',
] as const satisfies readonly (keyof Passes)[];

export interface Presentation extends Timed {
  readonly luma: number;
  readonly skin: number | null;
  readonly passes: Passes;
}

/** One figure by frames, one by windows of up to 1.5 s. */
export interface Both<T> {
  readonly frame: T;
  readonly window: T;
}

export interface Presentations {
  readonly frame: readonly Presentation[];
  readonly window: readonly WindowPresentation[];
  /** Windows of pictures that have a time: without the single pictures, which are no windows at all. */
  readonly timedWindow: readonly WindowPresentation[];
  /** Windows that the product would decide on: long enough, and frames enough. */
  readonly fullWindow: readonly WindowPresentation[];
  /** Full windows as a launch takes them: one that the device leaves undecided is followed by the next of its session, if any. */
  readonly secondLook: readonly WindowPresentation[];
}

export interface WindowPresentation extends Presentation {
  readonly frames: number;
  readonly windowMs: number;
}

/** Seconds with a fraction lose their last digit when they become milliseconds. */
const HALF_A_MS = 0.5;

export const toFrame = (record: DataRecord, observation: Observation, score: number): Frame => ({
  path: record.path,
  source: record.source,
  session: record.session,
  person: record.person,
  isLive: record.label === 'live',
  attack: record.attack,
  time: record.time,
  score,
  luma: observation.luma,
  skin: observation.skin,
  sample: {
    center: observation.geometry.center,
    scale: observation.geometry.scale,
    frame: observation.frame,
    thumbnail: Buffer.from(observation.thumbnail, 'base64'),
  },
});

export const presentationsOf = (frames: readonly Frame[], thresholds: Thresholds): Presentations => {
  const window = windowPresentations(frames, thresholds);
  const fullWindow = window.filter(
    ({ frames: count, windowMs }) => count >= TEMPORAL.minFrames && windowMs > TEMPORAL.minSpanMs - HALF_A_MS,
  );
  return {
    frame: framePresentations(frames, thresholds),
    window,
    timedWindow: window.filter(({ time }) => time !== null),
    fullWindow,
    secondLook: secondLooks(fullWindow),
  };
};

/** Windows of a session come one after the other, as `cutWindows` gives them. */
export const secondLooks = (windows: readonly WindowPresentation[]): readonly WindowPresentation[] => {
  const taken: WindowPresentation[] = [];
  let undecided: WindowPresentation | null = null;
  for (const window of windows) {
    if (undecided !== null && isSameSession(undecided, window)) {
      taken[taken.length - 1] = window;
      undecided = null;
    } else {
      taken.push(window);
      const { deviceStop, deviceLive } = window.passes;
      undecided = deviceStop && !deviceLive ? window : null;
    }
  }
  return taken;
};

const isSameSession = (one: WindowPresentation, other: WindowPresentation): boolean =>
  one.source === other.source &&
  one.session === other.session &&
  one.person === other.person &&
  one.isLive === other.isLive &&
  one.attack === other.attack;

export const framePresentations = (frames: readonly Frame[], thresholds: Thresholds): readonly Presentation[] =>
  frames.map((frame) => {
    const { device } = thresholds;
    const verdict = frame.score <= device.spoof ? 'spoof' : frame.score >= device.live ? 'live' : 'uncertain';
    return { ...frame, passes: passesOf(verdict, frame.score, thresholds) };
  });

/** A window's score is what the fusion makes of its frames; its verdict is the device's, and the gateway's bar is beside. */
export const windowPresentations = (frames: readonly Frame[], thresholds: Thresholds): readonly WindowPresentation[] =>
  cutWindows(frames).map((window) => {
    const [first] = window;
    // A missing time is a window of one frame, whatever its clock says.
    const samples = window.map(({ sample, time, score }) => ({
      ...sample,
      at: ((time ?? 0) - (first.time ?? 0)) * 1000,
      liveness: score,
    }));
    const { verdict, score, windowMs } = decideWindow(samples, thresholds.device);
    return {
      ...first,
      score,
      luma: window.reduce((sum, { luma }) => sum + luma, 0) / window.length,
      skin: meanOf(window.flatMap(({ skin }) => skin ?? [])),
      frames: window.length,
      windowMs,
      passes: passesOf(verdict, score, thresholds),
    };
  });

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The gateway's own score is taken for the same: it looks at pictures of the same second with the same net. */
const passesOf = (verdict: WindowVerdict['verdict'], score: number, { gateway }: Thresholds): Passes => ({
  deviceStop: verdict !== 'spoof',
  deviceLive: verdict === 'live',
  gatewayLive: score >= gateway.live,
  accepted:
    verdict !== 'spoof' && score >= (verdict === 'live' ? gateway.live : Math.max(gateway.live, gateway.doubted)),
});
