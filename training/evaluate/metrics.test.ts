import { describe, expect, it } from 'vitest';
import { createRandom } from '../common/random.ts';
import { errorCurve, pointAtBpcer, pointAtEer, sortByScore, type Scored } from './error-curve.ts';
import { measure, ratesOf } from './metrics.ts';

const samples = (live: readonly number[], spoof: readonly number[]): Scored[] => [
  ...live.map((score) => ({ score, isLive: true })),
  ...spoof.map((score) => ({ score, isLive: false })),
];

describe('measure, by hand', () => {
  it('is free of errors where the classes are separate', () => {
    expect(measure(samples([0.8, 0.9], [0.1, 0.2, 0.3]), 0.5)).toEqual({
      auc: 1,
      eer: 0,
      apcerAtBpcer1: 0,
      apcerAtBpcer5: 0,
      apcerAtBpcer10: 0,
      apcer: 0,
      bpcer: 0,
      live: 2,
      spoof: 3,
    });
  });

  it('has only errors where they are swapped', () => {
    expect(measure(samples([0.1, 0.2], [0.8, 0.9]), 0.5)).toMatchObject({
      auc: 0,
      eer: 1,
      apcerAtBpcer1: 1,
      apcerAtBpcer5: 1,
      apcerAtBpcer10: 1,
      apcer: 1,
      bpcer: 1,
    });
  });

  it('counts pairs in the right order for the area, ties by half', () => {
    // Pairs: 0.4 above 0.1, below 0.6; 0.6 above 0.1, tied with 0.6: (1 + 0 + 1 + 0.5) / 4.
    expect(measure(samples([0.4, 0.6], [0.1, 0.6]), 0.5).auc).toBeCloseTo(0.625, 12);
    expect(measure(samples([0.5, 0.5], [0.5]), 0.5).auc).toBeCloseTo(0.5, 12);
  });

  it('finds the equal error rate of a known overlap', () => {
    // One of four on each side is wrong.
    expect(measure(samples([0.3, 0.7, 0.8, 0.9], [0.1, 0.2, 0.25, 0.6]), 0.5).eer).toBeCloseTo(0.25, 12);
    // All tied: one step from accepting all to accepting none, so the errors meet at one half.
    expect(measure(samples([0.5, 0.5], [0.5]), 0.5).eer).toBeCloseTo(0.5, 12);
  });

  it('lets a score at the threshold pass', () => {
    expect(measure(samples([0.5], [0.5]), 0.5)).toMatchObject({ apcer: 1, bpcer: 0 });
  });

  it('gives the lowest APCER that a limit on BPCER allows', () => {
    const live = Array.from({ length: 20 }, (_value, index) => (index === 0 ? 0.1 : 0.9));
    // Refusing the one live score at 0.1 costs exactly 5 % and stops the attack at 0.5, not the one at 0.95.
    expect(measure(samples(live, [0.5, 0.95]), 0.5)).toMatchObject({
      apcerAtBpcer1: 1,
      apcerAtBpcer5: 0.5,
      apcerAtBpcer10: 0.5,
    });
    // Of 19 the same one costs more than 5 %: it may not be refused before 10 %.
    expect(measure(samples(live.slice(0, 19), [0.5, 0.95]), 0.5)).toMatchObject({
      apcerAtBpcer5: 1,
      apcerAtBpcer10: 0.5,
    });
  });

  it.each([
    [[0.2, 0.8], [], { apcer: null, bpcer: 0.5, live: 2, spoof: 0 }],
    [[], [0.2, 0.8], { apcer: 0.5, bpcer: null, live: 0, spoof: 2 }],
    [[], [], { apcer: null, bpcer: null, live: 0, spoof: 0 }],
  ])('has no figures that need a missing class: %j and %j', (live, spoof, rest) => {
    const none = { auc: null, eer: null, apcerAtBpcer1: null, apcerAtBpcer5: null, apcerAtBpcer10: null };
    expect(measure(samples(live, spoof), 0.5)).toEqual({ ...none, ...rest });
  });
});

/** The definitions computed directly over every pair and every threshold, without code of the module under test. */
const bruteForce = (all: readonly Scored[], threshold: number) => {
  const live = all.filter(({ isLive }) => isLive).map(({ score }) => score);
  const spoof = all.filter(({ isLive }) => !isLive).map(({ score }) => score);
  const apcerAt = (limit: number): number => spoof.filter((score) => score >= limit).length / spoof.length;
  const bpcerAt = (limit: number): number => live.filter((score) => score < limit).length / live.length;
  const limits = [...all.map(({ score }) => score), 2];
  const lowest = (bpcer: number): number =>
    Math.min(...limits.filter((limit) => bpcerAt(limit) <= bpcer).map((limit) => apcerAt(limit)));
  const pairs = live.flatMap((one) => spoof.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return {
    auc: pairs.reduce((sum: number, value) => sum + value, 0) / pairs.length,
    // A threshold whose larger error is smallest bounds the crossing from above, its smaller error from below.
    eerBounds: [
      Math.max(...limits.map((limit) => Math.min(apcerAt(limit), bpcerAt(limit)))),
      Math.min(...limits.map((limit) => Math.max(apcerAt(limit), bpcerAt(limit)))),
    ] as const,
    apcerAtBpcer1: lowest(0.01),
    apcerAtBpcer5: lowest(0.05),
    apcerAtBpcer10: lowest(0.1),
    apcer: apcerAt(threshold),
    bpcer: bpcerAt(threshold),
  };
};

describe('measure, against the definitions', () => {
  it.each(Array.from({ length: 25 }, (_value, seed) => seed))('agrees on random scores, seed %i', (seed) => {
    const random = createRandom(seed);
    // Few distinct scores in every other case, so that ties are common.
    const grid = seed % 2 === 0 ? 12 : 1e9;
    const all = Array.from({ length: 40 + seed * 7 }, (_value, index) => {
      const isLive = index % 3 === 0;
      return { isLive, score: Math.round((random() * 0.8 + (isLive ? 0.2 : 0)) * grid) / grid };
    });
    const measured = measure(all, 0.5);
    const { eerBounds, ...expected } = bruteForce(all, 0.5);
    for (const [name, value] of Object.entries(expected)) {
      expect(measured[name as keyof typeof expected], name).toBeCloseTo(value, 10);
    }
    expect(measured.eer).toBeGreaterThanOrEqual(eerBounds[0] - 1e-12);
    expect(measured.eer).toBeLessThanOrEqual(eerBounds[1] + 1e-12);
  });

  it('counts a sample of weight two as two samples, one of weight zero as none', () => {
    const random = createRandom(99);
    const all = Array.from({ length: 60 }, (_value, index) => ({
      isLive: index % 2 === 0,
      score: Math.round(random() * 20) / 20,
      times: index % 4,
    }));
    const repeated = all.flatMap((sample) => Array.from({ length: sample.times }, () => sample));
    const { live: _live, spoof: _spoof, ...expected } = measure(repeated, 0.5);
    const weighted = ratesOf(sortByScore(all), 0.5, ({ times }) => times);
    for (const [name, value] of Object.entries(expected)) {
      expect(weighted[name as keyof typeof weighted], name).toBeCloseTo(value ?? Number.NaN, 12);
    }
  });
});

describe('thresholds', () => {
  const curve = errorCurve(sortByScore(samples([0.3, 0.7, 0.8, 0.9], [0.1, 0.2, 0.25, 0.6]))) ?? [];

  it('is the strictest with at most that BPCER', () => {
    expect(pointAtBpcer(curve, 0)).toEqual({ threshold: 0.3, apcer: 0.25, bpcer: 0 });
    expect(pointAtBpcer(curve, 0.25)).toEqual({ threshold: 0.7, apcer: 0, bpcer: 0.25 });
    expect(pointAtBpcer(curve, 0.49)).toEqual({ threshold: 0.7, apcer: 0, bpcer: 0.25 });
  });

  it('is the one at which the errors are closest', () => {
    expect(pointAtEer(curve)).toEqual({ threshold: 0.6, apcer: 0.25, bpcer: 0.25 });
  });

  it('has no curve without both classes', () => {
    expect(errorCurve(sortByScore(samples([0.5], [])))).toBeNull();
    expect(errorCurve(sortByScore(samples([0.5], [0.5])), ({ isLive }) => (isLive ? 1 : 0))).toBeNull();
  });
});
