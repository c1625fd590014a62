import { describe, expect, it } from 'vitest';
import { decideWindow } from '../../src/vision/temporal.ts';
import {
  framePresentations,
  presentationsOf,
  windowPresentations,
  type Frame,
  type Thresholds,
} from './presentations.ts';

const THRESHOLDS: Thresholds = { device: { live: 0.6, spoof: 0.2 }, gateway: { live: 0.7, doubted: 0.8 } };

const frame = (time: number | null, score: number, rest: Partial<Frame> = {}): Frame => ({
  path: `${time}`,
  source: 's',
  session: 'a',
  person: null,
  isLive: true,
  attack: null,
  time,
  score,
  luma: 0.4,
  skin: 20,
  sample: {
    center: { x: 100, y: 100 },
    scale: 50,
    frame: { width: 640, height: 480 },
    thumbnail: Uint8Array.from({ length: 64 }, (_value, index) => (index * 31 + Math.round((time ?? 0) * 977)) % 251),
  },
  ...rest,
});

describe('framePresentations', () => {
  it.each([
    [0.2, [false, false, false, false]],
    [0.21, [true, false, false, false]],
    [0.6, [true, true, false, false]],
    [0.7, [true, true, true, true]],
  ])(
    'a score of %f passes device stop, device live, gateway live, accepted: %j',
    (score, [deviceStop, deviceLive, gatewayLive, accepted]) => {
      const [presentation] = framePresentations([frame(0, score)], THRESHOLDS);
      expect(presentation).toMatchObject({ score, passes: { deviceStop, deviceLive, gatewayLive, accepted } });
    },
  );
});

describe('windowPresentations', () => {
  it("has the fusion's score and the device's verdict, not another mean", () => {
    const frames = [0.9, 0.9, 0.9, 0.3].map((score, index) => frame(index / 10, score));
    const [window, ...others] = windowPresentations(frames, THRESHOLDS);
    const expected = decideWindow(
      frames.map(({ sample }, index) => ({ ...sample, at: index * 100, liveness: frames[index]?.score ?? 0 })),
      THRESHOLDS.device,
    );
    expect(others).toEqual([]);
    expect(window?.score).toBeCloseTo(expected.score, 12);
    expect(window).toMatchObject({ frames: 4, luma: 0.4 });
    expect(window?.windowMs).toBeCloseTo(300, 6);
    // One frame in four is not bona fide, which the fusion does not call live, whatever the mean.
    expect(expected).toMatchObject({ verdict: 'uncertain' });
    expect(window?.passes).toEqual({ deviceStop: true, deviceLive: false, gatewayLive: true, accepted: false });
  });

  it('needs a higher threshold where the device was uncertain', () => {
    const frames = [0.9, 0.9, 0.9, 0.3].map((score, index) => frame(index / 10, score));
    const acceptedFrom = (doubted: number): boolean | undefined =>
      windowPresentations(frames, { ...THRESHOLDS, gateway: { live: 0.7, doubted } })[0]?.passes.accepted;
    const score = windowPresentations(frames, THRESHOLDS)[0]?.score ?? 0;
    expect(acceptedFrom(score)).toBe(true);
    expect(acceptedFrom(score + 0.001)).toBe(false);
    // Never below the general threshold.
    const [lower] = windowPresentations(frames, { ...THRESHOLDS, gateway: { live: score + 0.001, doubted: 0 } });
    expect(lower?.passes.accepted).toBe(false);
  });

  it('stops what the device stops', () => {
    const [window] = windowPresentations([frame(0, 0.1), frame(0.1, 0.1)], THRESHOLDS);
    expect(window?.passes).toEqual({ deviceStop: false, deviceLive: false, gatewayLive: false, accepted: false });
  });

  it('detects a frozen stream, which single frames do not show', () => {
    const still = frame(0, 0.95);
    const frames = [0, 0.1, 0.2, 0.3, 0.4].map((time) => ({ ...still, time }));
    expect(framePresentations(frames, THRESHOLDS).every(({ passes }) => passes.gatewayLive)).toBe(true);
    expect(windowPresentations(frames, THRESHOLDS)[0]).toMatchObject({ score: 0, passes: { deviceStop: false } });
  });

  it('treats pictures without a time as single ones, and separates bursts', () => {
    const windows = windowPresentations(
      [frame(null, 0.9), frame(null, 0.1), frame(5, 0.8), frame(5.1, 0.8, { session: 'b' }), frame(9, 0.7)],
      THRESHOLDS,
    );
    expect(windows.map(({ frames, score }) => [frames, Math.round(score * 10) / 10])).toEqual([
      [1, 0.9],
      [1, 0.1],
      [1, 0.8],
      [1, 0.7],
      [1, 0.8],
    ]);
  });
});

const burst = (times: readonly number[], session: string): readonly Frame[] =>
  times.map((time) => frame(time, 0.9, { session }));

/** Full windows of one session, each of frames with one score. */
const fullWindows = (scores: readonly number[], session: string): readonly Frame[] =>
  scores.flatMap((score, index) =>
    [0, 0.25, 0.5, 0.75, 1.4].map((time) => frame(2 * index + time, score, { session })),
  );

describe('presentationsOf', () => {
  it('counts windows as full from a second and five frames on, despite rounding of times', () => {
    const frames = [
      ...burst([1.3, 1.55, 1.8, 2.05, 2.3], 'full'),
      ...burst([0, 0.3, 0.6, 1.2], 'few'),
      ...burst([0, 0.2, 0.4, 0.6, 0.99], 'short'),
      frame(null, 0.9),
    ];
    const { window, timedWindow, fullWindow } = presentationsOf(frames, THRESHOLDS);
    expect([window.length, timedWindow.length]).toEqual([4, 3]);
    expect(fullWindow.map(({ session }) => session)).toEqual(['full']);
  });

  it('follows a full window that is undecided by the next of its session, once', () => {
    const { fullWindow, secondLook } = presentationsOf(
      [
        ...fullWindows([0.5, 0.9, 0.5], 'helped'),
        ...fullWindows([0.4, 0.5, 0.9], 'undecided twice'),
        ...fullWindows([0.9, 0.05], 'clear'),
      ],
      THRESHOLDS,
    );
    expect(fullWindow).toHaveLength(8);
    expect(secondLook.map(({ session, score }) => [session, Math.round(score * 100) / 100])).toEqual([
      ['helped', 0.9],
      ['helped', 0.5],
      ['undecided twice', 0.5],
      ['undecided twice', 0.9],
      ['clear', 0.9],
      ['clear', 0.05],
    ]);
  });
});
