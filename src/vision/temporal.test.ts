import { describe, expect, test } from 'vitest';
import { createTemporalWindow, decideWindow, TEMPORAL, type TemporalSample, type TemporalWindow } from './temporal.ts';

const THRESHOLDS = { live: 0.6, spoof: 0.3 };
const FRAME_MS = 1000 / 30;

/** A frame of a camera with sensor noise: no two are alike. */
const frame = (index: number, part: Partial<TemporalSample> = {}): TemporalSample => {
  const thumbnail = Uint8Array.from({ length: 3072 }, (_, place) => 100 + ((place * 7 + index * 13) % 5));
  const center = { x: 320 + Math.sin(index / 9), y: 240 };
  const points = [-40, 40, 0, 5, -90, 90].map((x, place) => ({ x: center.x + x, y: 200 + place * 15 }));
  return { at: index * FRAME_MS, liveness: 0.9, center, scale: 80, points, thumbnail, ...part };
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

/** A sensor's noise: no frame is like another. */
const noisy = (index: number) =>
  Uint8Array.from({ length: 3072 }, (_, place) => (Math.imul(place + 1, index * 2_654_435_761 + 97) >>> 9) & 255);

/** Six points that swing about the vertical axis; `depth` 0 = a plane, 1 = a head. */
const tilted = (index: number, depth: number) => {
  const turn = 0.9 * Math.sin(index / 6);
  const solid = [
    [-40, -40, 0],
    [40, -40, 0],
    [0, 3, 36],
    [0, 40, 12],
    [-88, -24, -80],
    [88, -24, -80],
  ] as const;
  return solid.map(([x, y, z]) => ({ x: 320 + x * Math.cos(turn) + depth * z * Math.sin(turn), y: 240 + y }));
};

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
  ])('begins anew after %s', (_, change) => {
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

describe('the verdict', () => {
  test.each([
    [0.95, 'live'],
    [0.601, 'live'],
    [0.45, 'uncertain'],
    [0.299, 'spoof'],
    [0.02, 'spoof'],
  ] as const)('the net leads: scores of %f are %s', (liveness, verdict) => {
    expect(verdictOn(frames(40, () => ({ liveness })))).toMatchObject({ verdict });
  });

  test('four frames in five must be live by themselves, however good the average', () => {
    expect(mixed(10, 0.1)).toBe('uncertain');
    expect(mixed(10, 0.5)).toBe('uncertain');
    expect(mixed(4, 0.1)).toBe('live');
  });

  test('a frozen stream is an attack, whatever the net says', () => {
    const still = frame(0);
    const verdict = verdictOn(
      frames(40, () => ({ ...still, liveness: 0.99 })).map((sample, index) => ({ ...sample, at: index * FRAME_MS })),
    );
    expect(verdict).toMatchObject({ verdict: 'spoof', score: 0, signals: { frozenShare: 1 } });
  });

  test('a camera that repeats one frame in four is still believed', () => {
    const verdict = verdictOn(
      frames(40, (index) => ({ thumbnail: frame(index - (index % 4 === 3 ? 1 : 0)).thumbnail })),
    );
    expect(verdict?.signals['frozenShare']).toBeCloseTo(0.25, 1);
    expect(verdict?.verdict).toBe('live');
  });

  test('a loop is told as evidence and blocks nothing', () => {
    const verdict = verdictOn(frames(90, (index) => ({ thumbnail: frame(index % 45, {}).thumbnail })));
    expect(verdict?.signals['repeatedShare']).toBe(1);
    expect(verdict?.verdict).toBe('live');
  });

  test('a fresh stream has no repeats', () => {
    expect(verdictOn(frames(90, (index) => ({ thumbnail: noisy(index) })))?.signals).toMatchObject({
      repeatedShare: 0,
      frozenShare: 0,
    });
  });

  test('a clear, purely planar tilt lowers the score and a head of the same stretch does not', () => {
    const plane = verdictOn(frames(45, (index) => ({ points: tilted(index, 0) })));
    const head = verdictOn(frames(45, (index) => ({ points: tilted(index, 1) })));
    expect(plane?.signals['planarity']).toBeGreaterThan(0.9);
    expect(plane?.score).toBeCloseTo(0.9 * (1 - TEMPORAL.planarCost), 2);
    expect(head?.score).toBeCloseTo(0.9, 5);
  });

  test('evidence never raises a score', () => {
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
  test('is the one that a window takes on them', () => {
    const samples = frames(40, (index) => ({ liveness: 0.6 + 0.01 * index, thumbnail: noisy(index) }));
    expect(decideWindow(samples, THRESHOLDS)).toEqual(verdictOn(samples));
  });

  test('asks for no span: one sample is decided by its own score', () => {
    const verdict = decideWindow([frame(0, { liveness: 0.7 })], THRESHOLDS);
    expect(verdict).toMatchObject({ verdict: 'live', score: 0.7, frames: 1, windowMs: 0 });
    expect(Object.values(verdict.signals).every(Number.isFinite)).toBe(true);
    expect(decideWindow([frame(0, { liveness: 0.2 })], THRESHOLDS).verdict).toBe('spoof');
  });
});
