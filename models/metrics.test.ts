import { describe, expect, it } from 'vitest';
import { measure, type Scored } from './metrics.ts';

const samples = (live: readonly number[], spoof: readonly number[]): Scored[] => [
  ...live.map((score) => ({ score, isLive: true })),
  ...spoof.map((score) => ({ score, isLive: false })),
];

describe('measure', () => {
  it('sees no error where the classes are apart', () => {
    const measured = measure(samples([0.8, 0.9], [0.1, 0.2, 0.3]), 0.5);
    expect(measured).toEqual({ auc: 1, eer: 0, apcerAtBpcer5: 0, apcer: 0, bpcer: 0, live: 2, spoof: 3 });
  });

  it('sees nothing but error where they are swapped', () => {
    expect(measure(samples([0.1, 0.2], [0.8, 0.9]), 0.5)).toMatchObject({
      auc: 0,
      eer: 1,
      apcerAtBpcer5: 1,
      apcer: 1,
      bpcer: 1,
    });
  });

  it('counts pairs in the right order for the area, ties by half', () => {
    // Pairs: 0.4 above 0.1, below 0.6; 0.6 above 0.1, tied with 0.6: (1 + 0 + 1 + 0.5) / 4.
    expect(measure(samples([0.4, 0.6], [0.1, 0.6]), 0.5).auc).toBeCloseTo(0.625);
    expect(measure(samples([0.5, 0.5], [0.5]), 0.5).auc).toBeCloseTo(0.5);
  });

  it('finds the equal error rate of a known overlap', () => {
    // One of four on each side is on the wrong one.
    expect(measure(samples([0.3, 0.7, 0.8, 0.9], [0.1, 0.2, 0.25, 0.6]), 0.5).eer).toBeCloseTo(0.25);
  });

  it('lets a score at the threshold pass', () => {
    expect(measure(samples([0.5], [0.5]), 0.5)).toMatchObject({ apcer: 1, bpcer: 0 });
  });

  it('gives the lowest APCER that a BPCER of 5 % allows', () => {
    const live = Array.from({ length: 20 }, (_value, index) => (index === 0 ? 0.1 : 0.9));
    // Refusing the one live score at 0.1 costs exactly 5 % and stops the attack at 0.5, not the one at 0.95.
    expect(measure(samples(live, [0.5, 0.95]), 0.5).apcerAtBpcer5).toBeCloseTo(0.5);
    // Of 19 the same one costs more than 5 %: it may not be refused.
    expect(measure(samples(live.slice(0, 19), [0.5, 0.95]), 0.5).apcerAtBpcer5).toBeCloseTo(1);
  });

  it('leaves out what one class alone cannot tell', () => {
    expect(measure(samples([0.2, 0.8], []), 0.5)).toEqual({
      auc: null,
      eer: null,
      apcerAtBpcer5: null,
      apcer: null,
      bpcer: 0.5,
      live: 2,
      spoof: 0,
    });
  });
});
