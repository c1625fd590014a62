/**
 * The unit of an evaluation: a single frame, or a window as the SDK's own fusion decides it. Both have their outcome
 * at each of the shipped thresholds.
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
  /** The fusion's input besides time and score. */
  readonly sample: Omit<TemporalSample, 'at' | 'liveness'>;
}

/** The shipped thresholds: the device's for spoof and live, and the gateway's for live. */
export interface Thresholds {
  readonly device: VerdictThresholds;
  /** `doubted`: the gateway's threshold where the device was uncertain. */
  readonly gateway: Pick<VerdictThresholds, 'live'> & { readonly doubted: number };
}

/**
 * True = passed: not stopped by the device, live on the device, live in a gateway without a device, and accepted in the
 * end, by the device and a gateway with a higher threshold where the device was uncertain.
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

/** By frames, and by windows of up to 1.5 s. */
export interface Both<T> {
  readonly frame: T;
  readonly window: T;
}

export interface Presentations {
  readonly frame: readonly Presentation[];
  readonly window: readonly WindowPresentation[];
  /** Windows of pictures that have a time, without the single pictures. */
  readonly timedWindow: readonly WindowPresentation[];
  /** Windows that the product decides on: long enough, with enough frames. */
  readonly fullWindow: readonly WindowPresentation[];
  /** Full windows as a launch takes them: one that the device leaves undecided is followed by the next of its session, if any. */
  readonly secondLook: readonly WindowPresentation[];
}

export interface WindowPresentation extends Presentation {
  readonly frames: number;
  readonly windowMs: number;
}

/** Tolerance for the rounding of seconds to milliseconds. */
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

/** A window's score and device verdict are the fusion's; the gateway's threshold is applied to the same score. */
export const windowPresentations = (frames: readonly Frame[], thresholds: Thresholds): readonly WindowPresentation[] =>
  cutWindows(frames).map((window) => {
    const [first] = window;
    // A frame without a time is a window of one frame.
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

/** The gateway's score is assumed to be the same: it scores pictures of the same second with the same net. */
const passesOf = (verdict: WindowVerdict['verdict'], score: number, { gateway }: Thresholds): Passes => ({
  deviceStop: verdict !== 'spoof',
  deviceLive: verdict === 'live',
  gatewayLive: score >= gateway.live,
  accepted:
    verdict !== 'spoof' && score >= (verdict === 'live' ? gateway.live : Math.max(gateway.live, gateway.doubted)),
});
