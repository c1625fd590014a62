import { describe, expect, test } from 'vitest';
import { NO_DRIFT } from './stream-signals.ts';
import { EVIDENCE, weigh, WEIGHED, type Weighed } from './window-verdict.ts';

const CLEAN: Readonly<Record<Weighed, number>> = { held: 0, drift: NO_DRIFT, frozenShare: 0, loopShare: 0 };

const FULL: Readonly<Record<Weighed, number>> = { held: 1, drift: 1, frozenShare: 1, loopShare: 1 };

describe('weigh', () => {
  test.each([0, 0.1, 0.5, 0.93, 1])('leaves a score of %f unchanged without any signal', (score) => {
    expect(weigh(score, CLEAN)).toEqual({ score, sure: score });
  });

  test.each(WEIGHED)('%s lowers the score, and a larger value lowers it more', (name) => {
    const half = { held: 0.5, drift: 1.28, frozenShare: 0.8, loopShare: 0.2 }[name];
    const scores = [CLEAN[name], half, FULL[name]].map((value) => weigh(0.9, { ...CLEAN, [name]: value }).score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(new Set(scores).size).toBe(3);
  });

  test('movement only lowers the logit; a frozen or looped stream lowers the score to 0', () => {
    const { score, sure } = weigh(0.9, { ...CLEAN, held: 1, drift: 1 });
    expect(Math.log(score / (1 - score))).toBeCloseTo(Math.log(9) - EVIDENCE.heldCost - EVIDENCE.stillCost, 9);
    expect(sure).toBe(0.9);
    expect(weigh(0.9, { ...CLEAN, frozenShare: 1 })).toEqual({ score: 0, sure: 0 });
    expect(weigh(0.9, { ...CLEAN, loopShare: 1 })).toEqual({ score: 0, sure: 0 });
  });

  test('applies only the signals in `counting`', () => {
    expect(weigh(0.9, FULL, [])).toEqual({ score: 0.9, sure: 0.9 });
    for (const name of WEIGHED) {
      expect(weigh(0.9, FULL, [name])).toEqual(weigh(0.9, { ...CLEAN, [name]: FULL[name] }));
    }
  });
});
