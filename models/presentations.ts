/**
 * What is counted: a frame by itself, or a window as the SDK's own fusion decides it. Both carry what they would have
 * been told at each of the shipped thresholds.
 */
import { decideWindow, type TemporalSample, type VerdictThresholds } from '../src/vision/temporal.ts';
import type { DataRecord } from './data-folder.ts';
import type { Observation } from './observe.ts';
import { cutWindows, type Timed } from './windows.ts';

export interface Frame extends Timed {
  readonly path: string;
  /** Mean luma of the face, 0..1. */
  readonly luma: number;
  /** What the fusion compares; time and score come from above. */
  readonly sample: Omit<TemporalSample, 'at' | 'liveness'>;
}

/** The shipped thresholds: where the device stops a person, where it calls one live, where the gateway does. */
export interface Thresholds {
  readonly device: VerdictThresholds;
  readonly gateway: Pick<VerdictThresholds, 'live'>;
}

/** True = let through: not stopped by the device, live to the device, live to the gateway. */
export interface Passes {
  readonly deviceStop: boolean;
  readonly deviceLive: boolean;
  readonly gatewayLive: boolean;
}

export const POINTS = ['deviceStop', 'deviceLive', 'gatewayLive'] as const satisfies readonly (keyof Passes)[];

export interface Presentation extends Timed {
  readonly luma: number;
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
}

export interface WindowPresentation extends Presentation {
  readonly frames: number;
  readonly windowMs: number;
}

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
  sample: {
    center: observation.geometry.center,
    scale: observation.geometry.scale,
    frame: observation.frame,
    thumbnail: Buffer.from(observation.thumbnail, 'base64'),
  },
});

export const presentationsOf = (frames: readonly Frame[], thresholds: Thresholds): Presentations => {
  const window = windowPresentations(frames, thresholds);
  return {
    frame: framePresentations(frames, thresholds),
    window,
    timedWindow: window.filter(({ time }) => time !== null),
  };
};

export const framePresentations = (
  frames: readonly Frame[],
  { device, gateway }: Thresholds,
): readonly Presentation[] =>
  frames.map((frame) => ({
    ...frame,
    passes: {
      deviceStop: frame.score > device.spoof,
      deviceLive: frame.score >= device.live,
      gatewayLive: frame.score >= gateway.live,
    },
  }));

/** A window's score is what the fusion makes of its frames; its verdict is the device's, and the gateway's bar is beside. */
export const windowPresentations = (
  frames: readonly Frame[],
  { device, gateway }: Thresholds,
): readonly WindowPresentation[] =>
  cutWindows(frames).map((window) => {
    const [first] = window;
    // A missing time is a window of one frame, whatever its clock says.
    const samples = window.map(({ sample, time, score }) => ({
      ...sample,
      at: ((time ?? 0) - (first.time ?? 0)) * 1000,
      liveness: score,
    }));
    const { verdict, score, windowMs } = decideWindow(samples, device);
    return {
      ...first,
      score,
      luma: window.reduce((sum, { luma }) => sum + luma, 0) / window.length,
      frames: window.length,
      windowMs,
      passes: {
        deviceStop: verdict !== 'spoof',
        deviceLive: verdict === 'live',
        gatewayLive: score >= gateway.live,
      },
    };
  });
