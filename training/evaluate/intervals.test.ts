import { describe, expect, it } from 'vitest';
import { createRandom } from '../common/random.ts';
import { drawSources, interval, rateIntervals, resampledRates, sourcesOf } from './intervals.ts';
import { measure } from './metrics.ts';
import type { Timed } from './windows.ts';

const sample = (source: string, isLive: boolean, score: number): Timed => ({
  source,
  session: null,
  person: null,
  isLive,
  attack: null,
  time: null,
  score,
});

const random = createRandom(5);
const many: readonly Timed[] = Array.from({ length: 400 }, (_value, index) => {
  const isLive = index % 2 === 0;
  return sample(`s${index % 7}`, isLive, random() * 0.7 + (isLive ? 0.3 : 0) - (index % 7) / 30);
});

describe('drawSources', () => {
  it('draws as many as there are sources, equal with an equal seed', () => {
    const draws = drawSources(['a', 'b', 'c'], 50, 3);
    expect(draws).toHaveLength(50);
    expect(draws.every((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0) === 3)).toBe(true);
    expect(drawSources(['a', 'b', 'c'], 50, 3)).toEqual(draws);
    expect(drawSources(['a', 'b', 'c'], 50, 4)).not.toEqual(draws);
  });

  it('draws each source about equally often', () => {
    const totals = new Map<string, number>();
    for (const [source, count] of drawSources(['a', 'b', 'c', 'd'], 2000, 1).flatMap((counts) => [...counts])) {
      totals.set(source, (totals.get(source) ?? 0) + count);
    }
    for (const total of totals.values()) {
      expect(total).toBeGreaterThan(1800);
      expect(total).toBeLessThan(2200);
    }
  });
});

describe('resampledRates', () => {
  it('measures what a set with these sources repeated would measure', () => {
    const rates = resampledRates(many, 0.5, { resamples: 12, seed: 2 });
    const draws = drawSources(sourcesOf(many), 12, 2);
    for (const [index, counts] of draws.entries()) {
      const repeated = many.flatMap((item) => Array.from({ length: counts.get(item.source) ?? 0 }, () => item));
      const expected = measure(repeated, 0.5);
      expect(rates[index]?.auc).toBeCloseTo(expected.auc ?? Number.NaN, 10);
      expect(rates[index]?.eer).toBeCloseTo(expected.eer ?? Number.NaN, 10);
      expect(rates[index]?.apcerAtBpcer5).toBeCloseTo(expected.apcerAtBpcer5 ?? Number.NaN, 10);
      expect(rates[index]?.bpcer).toBeCloseTo(expected.bpcer ?? Number.NaN, 10);
    }
  });
});

describe('rateIntervals', () => {
  it('encloses the figure, and narrows to it where all sources are alike', () => {
    const { auc } = rateIntervals(many, 0.5, { resamples: 300 });
    const whole = measure(many, 0.5).auc ?? 0;
    expect(auc?.low).toBeLessThan(whole);
    expect(auc?.high).toBeGreaterThan(whole);

    const alike = ['a', 'b', 'c'].flatMap((source) => [sample(source, true, 0.8), sample(source, false, 0.2)]);
    expect(rateIntervals(alike, 0.5, { resamples: 50 })).toMatchObject({
      auc: { low: 1, high: 1 },
      apcer: { low: 0, high: 0 },
    });
  });

  it('is unknown for a single source, and for figures that no resample can give', () => {
    expect(rateIntervals([sample('a', true, 0.8), sample('a', false, 0.1)], 0.5).auc).toBeNull();
    const onlyLive = [sample('a', true, 0.8), sample('b', true, 0.1)];
    expect(rateIntervals(onlyLive, 0.5)).toMatchObject({ auc: null, apcer: null, bpcer: { low: 0, high: 1 } });
  });
});

describe('interval', () => {
  it('leaves out 2.5 % at either end', () => {
    const values = Array.from({ length: 401 }, (_value, index) => index / 400);
    expect(interval(values)).toEqual({
      low: expect.closeTo(0.025, 10) as number,
      high: expect.closeTo(0.975, 10) as number,
    });
    expect(interval([null, 0.5, null])).toEqual({ low: 0.5, high: 0.5 });
    expect(interval([null])).toBeNull();
  });
});
