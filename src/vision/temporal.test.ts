import { describe, expect, test } from 'vitest';
import { drawThumbnail } from '../../testkit/draw-thumbnail.ts';
import { createTemporalWindow, decideWindow, TEMPORAL, type TemporalSample, type TemporalWindow } from './temporal.ts';

const THRESHOLDS = { live: 0.6, spoof: 0.3 };
const FRAME_MS = 1000 / 30;
const FRAME = { width: 640, height: 480 };

/** A person in front of a camera with sensor noise: no two frames are identical. */
const frame = (index: number, part: Partial<TemporalSample> = {}): TemporalSample => {
  const face = { x: 3 * Math.sin(index / 9), y: 0 };
  const center = { x: 320 + face.x, y: 240 };
  const thumbnail = drawThumbnail({ face, noise: 3, frame: index });
  return { at: index * FRAME_MS, liveness: 0.9, center, scale: 80, frame: FRAME, thumbnail, ...part };
};

const feed = (window: TemporalWindow, samples: readonly TemporalSample[]): TemporalWindow => {
  for (const sample of samples) {
    window.follow(sample);
    window.add(sample);
  }
  return window;
};

const verdictOn = (samples: readonly TemporalSample[]) => feed(createTemporalWindow(THRESHOLDS), samples).verdict();

const frames = (count: number, part: (index: number) => Partial<TemporalSample> = () => ({})): TemporalSample[] =>
  Array.from({ length: count }, (_, index) => frame(index, part(index)));

/** Forty frames, the last `count` of them with a low score. */
const mixed = (count: number, low: number) =>
  verdictOn(frames(40, (index) => ({ liveness: index < 40 - count ? 0.98 : low })))?.verdict;

describe('the window', () => {
  test('has no verdict before a second has passed, and one from then on', () => {
    expect(verdictOn(frames(30))).toBeNull();
    expect(verdictOn(frames(31))).toMatchObject({ verdict: 'live', frames: 31 });
  });

  test('has no verdict on a few frames, however far apart', () => {
    expect(verdictOn(frames(4, (index) => ({ at: index * 400 })))).toBeNull();
    expect(verdictOn(frames(5, (index) => ({ at: index * 300 })))?.verdict).toBe('live');
  });

  test.each([100, 250, 400, 550, 690])('has one on a device that takes %i ms for a frame', (ms) => {
    const slow = frames(40, (index) => ({ at: index * ms }));
    const count = slow.findIndex((_, index) => verdictOn(slow.slice(0, index + 1)) !== null) + 1;
    expect(count).toBeGreaterThanOrEqual(TEMPORAL.minFrames);
    expect(((count - 1) * ms) / 1000).toBeLessThan(3);
    // And keeps having one, from the newest frames only.
    const later = verdictOn(slow.map((sample, index) => ({ ...sample, liveness: index < 20 ? 0.05 : 0.9 })));
    expect(later?.verdict).toBe('live');
    expect(later?.windowMs).toBeLessThanOrEqual(TEMPORAL.slowWindowMs);
  });

  test('does not use old frames when a fast device has few good ones', () => {
    const window = createTemporalWindow(THRESHOLDS);
    for (const sample of frames(120)) {
      window.follow(sample);
      // A second of good frames, two of bad ones, and good ones again.
      if (sample.at < 1000 || sample.at > 3000) {
        window.add(sample);
      }
    }
    expect(window.since).toBeGreaterThan(3000);
    expect(window.verdict()).toBeNull();
  });

  test('forgets what is older than its length', () => {
    const verdict = verdictOn(frames(120, (index) => ({ liveness: index < 60 ? 0.05 : 0.9 })));
    expect(verdict?.windowMs).toBeLessThanOrEqual(TEMPORAL.windowMs);
    expect(verdict?.verdict).toBe('live');
  });

  test.each([
    ['a pause', { at: 35 * FRAME_MS + TEMPORAL.maxGapMs }],
    ['a jump of the face', { center: { x: 500, y: 240 } }],
    ['a face of another size', { scale: 140 }],
    ['a clock that goes back', { at: 3 }],
  ])('starts over after %s', (_, change) => {
    const window = feed(createTemporalWindow(THRESHOLDS), frames(35));
    expect(window.verdict()).not.toBeNull();
    feed(window, [frame(36, change)]);
    expect(window.verdict()).toBeNull();
  });

  test('follows a face through frames that are not good enough to count', () => {
    const window = createTemporalWindow(THRESHOLDS);
    for (const sample of frames(40, (index) => ({ center: { x: 320 + index * 20, y: 240 } }))) {
      window.follow(sample);
      if (sample.at < 300 || sample.at > 900) {
        window.add(sample);
      }
    }
    expect(window.verdict()?.verdict).toBe('live');
  });

  test('is empty after a reset', () => {
    const window = feed(createTemporalWindow(THRESHOLDS), frames(40));
    window.reset();
    expect(window.verdict()).toBeNull();
    expect(window.since).toBeNull();
  });
});

const held = (liveness: number) =>
  verdictOn(
    frames(46, (index) => {
      const face = { x: 40 * Math.sin(index / 6), y: 15 * Math.cos(index / 6) };
      const center = { x: 320 + face.x, y: 240 + face.y };
      return { liveness, center, thumbnail: drawThumbnail({ face, room: face, noise: 3, frame: index }) };
    }),
  );

describe('the verdict', () => {
  test.each([
    [0.95, 'live'],
    [0.601, 'live'],
    [0.45, 'uncertain'],
    [0.299, 'spoof'],
    [0.02, 'spoof'],
  ] as const)('the net decides: scores of %f are %s', (liveness, verdict) => {
    expect(verdictOn(frames(40, () => ({ liveness })))).toMatchObject({ verdict });
  });

  test('four frames in five must each be live, whatever the average is', () => {
    expect(mixed(10, 0.1)).toBe('uncertain');
    expect(mixed(10, 0.5)).toBe('uncertain');
    expect(mixed(4, 0.1)).toBe('live');
  });

  test('a frozen stream is an attack, whatever the net’s score', () => {
    const still = frame(0);
    const verdict = verdictOn(
      frames(40, () => ({ ...still, liveness: 0.99 })).map((sample, index) => ({ ...sample, at: index * FRAME_MS })),
    );
    expect(verdict).toMatchObject({ verdict: 'spoof', score: 0, signals: { frozenShare: 1 } });
  });

  test('a camera that repeats one frame in four can still be live', () => {
    const verdict = verdictOn(
      frames(40, (index) => ({ thumbnail: frame(index - (index % 4 === 3 ? 1 : 0)).thumbnail })),
    );
    expect(verdict?.signals['frozenShare']).toBeCloseTo(0.25, 1);
    expect(verdict?.verdict).toBe('live');
  });

  test('a loop longer than the window is reported as a signal and does not change the verdict', () => {
    const verdict = verdictOn(frames(150, (index) => ({ thumbnail: frame(index % 60).thumbnail })));
    expect(verdict?.signals['repeatedShare']).toBe(1);
    expect(verdict?.verdict).toBe('live');
  });

  test.each([
    ['in a circle', (index: number) => index % 20],
    ['back and forth', (index: number) => 10 - Math.abs((index % 20) - 10)],
  ])('a loop within the window, %s, is an attack, whatever the net’s score', (_, order) => {
    const verdict = verdictOn(frames(46, (index) => ({ liveness: 0.99, thumbnail: frame(order(index)).thumbnail })));
    expect(verdict).toMatchObject({ verdict: 'spoof', score: 0 });
  });

  test('a new stream has no repeats, and its score is not lowered', () => {
    const verdict = verdictOn(frames(90));
    expect(verdict?.score).toBeCloseTo(0.9, 9);
    expect(verdict?.signals).toMatchObject({ repeatedShare: 0, frozenShare: 0, loopShare: 0, held: 0, trust: 1 });
  });

  test('a picture that moves with its surroundings is not live, but not a spoof by that alone', () => {
    expect(held(0.9)?.signals['held']).toBeGreaterThan(0.9);
    expect(held(0.9)?.score).toBeLessThan(THRESHOLDS.live);
    expect(held(0.9)?.verdict).toBe('uncertain');
    // Below the threshold for a stop because of the movement, not because of the net.
    expect(held(0.7)?.verdict).toBe('uncertain');
    expect(held(0.2)?.verdict).toBe('spoof');
    // A high score of the net outweighs it.
    expect(held(0.99)?.verdict).toBe('live');
  });

  test("a still picture under a sensor's noise is not live", () => {
    const verdict = verdictOn(frames(46, (index) => ({ thumbnail: drawThumbnail({ noise: 3, frame: index }) })));
    expect(verdict?.verdict).toBe('uncertain');
    expect(verdict?.score).toBeLessThan(0.5);
  });

  test('signals never raise a score', () => {
    for (const liveness of [0.1, 0.5, 0.9]) {
      expect(verdictOn(frames(40, () => ({ liveness })))?.score).toBeLessThanOrEqual(liveness + 1e-9);
    }
  });

  test('timing is measured and every signal is a finite number', () => {
    const signals = verdictOn(frames(40))?.signals ?? {};
    expect(signals['intervalMs']).toBeCloseTo(FRAME_MS, 3);
    expect(signals['intervalJitter']).toBeCloseTo(0, 3);
    expect(Object.values(signals).every(Number.isFinite)).toBe(true);
    const uneven = verdictOn(frames(40, (index) => ({ at: index * FRAME_MS + (index % 2) * 20 })))?.signals ?? {};
    expect(uneven['intervalJitter']).toBeGreaterThan(0.3);
  });
});

describe('the decision on given samples', () => {
  test('equals the decision of a window of the same samples', () => {
    const samples = frames(40, (index) => ({ liveness: 0.6 + 0.01 * index }));
    expect(decideWindow(samples, THRESHOLDS)).toEqual(verdictOn(samples));
  });

  test('needs no minimum span: one sample is decided by its own score', () => {
    const verdict = decideWindow([frame(0, { liveness: 0.7 })], THRESHOLDS);
    expect(verdict).toMatchObject({ verdict: 'live', score: 0.7, frames: 1, windowMs: 0 });
    expect(Object.values(verdict.signals).every(Number.isFinite)).toBe(true);
    expect(decideWindow([frame(0, { liveness: 0.2 })], THRESHOLDS).verdict).toBe('spoof');
  });
});
