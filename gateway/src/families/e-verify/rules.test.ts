import { expect, test } from 'vitest';
import { DEFAULT_MATCH_THRESHOLD, matchScoreOf } from './rules.ts';

test('the engine’s operating point maps to the default threshold, whatever it is', () => {
  for (const threshold of [0.3, 0.5, 0.6, 0.95]) {
    expect(matchScoreOf({ score: 0, threshold })).toBe(0);
    expect(matchScoreOf({ score: threshold, threshold })).toBe(DEFAULT_MATCH_THRESHOLD);
    expect(matchScoreOf({ score: 1, threshold })).toBe(100);
  }
});

test('monotone, and never rounded over a threshold', () => {
  const threshold = 0.6;
  let last = -1;
  for (let step = 0; step <= 10_000; step += 1) {
    const score = step / 10_000;
    const value = matchScoreOf({ score, threshold });
    expect(value).toBeGreaterThanOrEqual(last);
    expect(value >= DEFAULT_MATCH_THRESHOLD).toBe(score >= threshold);
    last = value;
  }
});
