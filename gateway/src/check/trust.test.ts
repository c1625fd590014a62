import { describe, expect, it } from 'vitest';
import { livePerson } from '../../test/support/fake-engine.ts';
import { capByDevice, deviceWordOf, livenessThresholdFor } from './trust.ts';

const live = { verdict: 'live', score: 0.97 } as const;
const PICTURE = { score: 0.95, result: true, version: 'fake@000000000000' } as const;
const uncertain = { verdict: 'uncertain', score: 0.62 } as const;

describe('deviceWordOf', () => {
  it.each([
    [{ device: { verdict: 'uncertain', score: 0.62, frames: 20 } }, uncertain],
    [{ device: { verdict: 'sure', score: 0.5 } }, null],
    [{ device: { verdict: 'live', score: '0.5' } }, null],
    [{ device: { verdict: 'live' } }, null],
    [{ device: null }, null],
    [{}, null],
    [null, null],
  ])('reads %j as %j', (evidence, word) => {
    expect(deviceWordOf(evidence)).toEqual(word);
  });
});

describe('livenessThresholdFor', () => {
  const policy = { livenessThreshold: 0.6, doubtedLivenessThreshold: 0.8 };

  it('keeps the threshold for a device verdict of live', () => {
    expect(livenessThresholdFor(policy, live)).toBe(0.6);
    expect(livenessThresholdFor({ doubtedLivenessThreshold: 0.8 }, live)).toBeUndefined();
    expect(livenessThresholdFor(policy, null)).toBe(0.6);
  });

  it('raises it for a verdict of uncertain, and never lowers it', () => {
    expect(livenessThresholdFor(policy, uncertain)).toBe(0.8);
    expect(livenessThresholdFor({ ...policy, livenessThreshold: 0.9 }, uncertain)).toBe(0.9);
    expect(livenessThresholdFor({ doubtedLivenessThreshold: 0.8 }, uncertain)).toBe(0.8);
  });
});

describe('capByDevice', () => {
  const { liveness: pictures } = livePerson({ images: { SELFIE: new Uint8Array() } });

  it('caps the score of pictures by an uncertain device’s score', () => {
    expect(capByDevice({ ...PICTURE, threshold: 0.8 }, uncertain)).toMatchObject({
      score: 0.62,
      threshold: 0.8,
      result: false,
    });
  });

  it('lets them pass when both are good enough', () => {
    expect(capByDevice(pictures, { verdict: 'uncertain', score: 0.7 })).toMatchObject({ score: 0.7, result: true });
  });

  it('never raises a score, and leaves the rest alone', () => {
    const poor = { ...PICTURE, score: 0.2, threshold: 0.5, result: false };
    expect(capByDevice(poor, { verdict: 'spoof', score: 0.4 })).toEqual(poor);
    expect(capByDevice(pictures, live)).toBe(pictures);
    expect(capByDevice(pictures, null)).toBe(pictures);
    expect(capByDevice(null, uncertain)).toBeNull();
  });
});
