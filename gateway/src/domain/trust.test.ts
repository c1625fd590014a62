import { describe, expect, it } from 'vitest';
import { deviceVerdictOf, livenessThresholdFor } from './trust.ts';

describe('deviceVerdictOf', () => {
  it.each([
    [{ device: { verdict: 'uncertain' } }, 'uncertain'],
    [{ device: { verdict: 'sure' } }, null],
    [{ device: null }, null],
    [{}, null],
    [null, null],
  ])('reads %j as %s', (evidence, verdict) => {
    expect(deviceVerdictOf(evidence)).toBe(verdict);
  });
});

describe('livenessThresholdFor', () => {
  const policy = { livenessThreshold: 0.6, doubtedLivenessThreshold: 0.8 };

  it('leaves the bar where it is for a device that was sure', () => {
    expect(livenessThresholdFor(policy, 'live')).toBe(0.6);
    expect(livenessThresholdFor({ doubtedLivenessThreshold: 0.8 }, 'live')).toBeUndefined();
  });

  it('raises it for one that was not, and never lowers it', () => {
    expect(livenessThresholdFor(policy, 'uncertain')).toBe(0.8);
    expect(livenessThresholdFor(policy, 'spoof')).toBe(0.8);
    expect(livenessThresholdFor({ ...policy, livenessThreshold: 0.9 }, 'uncertain')).toBe(0.9);
    expect(livenessThresholdFor({ doubtedLivenessThreshold: 0.8 }, 'uncertain')).toBe(0.8);
  });
});
