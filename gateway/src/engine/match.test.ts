import { describe, expect, it } from 'vitest';
import { descriptorDistance, MATCH, matchScore } from './match.ts';
import { meanDescriptor } from './template.ts';

describe('matchScore', () => {
  it('falls with the distance, and is 0.5 at the midpoint', () => {
    const scores = Array.from({ length: 200 }, (_distance, index) => matchScore(index / 200));
    expect(scores.every((score, index) => index === 0 || score < (scores[index - 1] ?? 0))).toBe(true);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    expect(matchScore(MATCH.middle)).toBe(0.5);
    expect(matchScore(0)).toBeGreaterThan(0.999);
    expect(matchScore(0.8)).toBeLessThan(0.001);
  });
});

describe('descriptorDistance', () => {
  it('is euclidean', () => {
    expect(descriptorDistance(Float32Array.of(0, 3), Float32Array.of(4, 0))).toBe(5);
  });
});

describe('meanDescriptor', () => {
  it('averages value by value', () => {
    expect([...meanDescriptor([Float32Array.of(1, 2), Float32Array.of(3, 6)])]).toEqual([2, 4]);
  });
});
