import { describe, expect, it } from 'vitest';
import { expertLogit, jointScore, LOGIT_LIMIT } from './joint.ts';

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

describe('the logit of an expert', () => {
  it.each([
    ['softmax of two is their difference', 'softmax', [1], [2, 5], 3],
    ['softmax of three', 'softmax', [1], [0, Math.log(6), Math.log(2)], Math.log(2)],
    ['softmax with two live classes', 'softmax', [0, 2], [Math.log(2), 0, Math.log(4)], Math.log(6)],
    ['softmax of large logits', 'softmax', [1], [900, 1000], 100],
    ['live minus the other', 'difference', [0], [2, 5], -3],
    ['a single logit', 'difference', [0], [2.5], 2.5],
    ['probabilities', 'probabilities', [1], [0.1, 0.8, 0.1], Math.log(4)],
    ['full certainty', 'probabilities', [1], [0, 1], Number.POSITIVE_INFINITY],
  ] as const)('%s', (_case, kind, live, outputs, logit) => {
    expect(expertLogit(outputs, { kind, live: [...live] })).toBeCloseTo(logit, 9);
  });
});

it('is NaN where an output is missing', () => {
  expect(expertLogit([1, 2], { kind: 'softmax', live: [2] })).toBeNaN();
});

describe('the joint score', () => {
  const joint = { own: 0.5, scale: 2, bias: -1 };

  it('is the sigmoid of the scaled and shifted weighted sum of logits', () => {
    const experts = [
      { logit: -3, weight: 0.25 },
      { logit: 4, weight: 0.5 },
    ];
    expect(jointScore(sigmoid(1.5), experts, joint)).toBeCloseTo(sigmoid(2 * (0.75 - 0.75 + 2) - 1), 9);
  });

  it('is our net’s when the experts have no weight', () => {
    expect(jointScore(0.83, [{ logit: -9, weight: 0 }], { own: 1, scale: 1, bias: 0 })).toBeCloseTo(0.83, 9);
  });

  it('limits every logit', () => {
    const plain = { own: 1, scale: 1, bias: 0 };
    for (const [own, sign] of [
      [1, 1],
      [0, -1],
    ] as const) {
      expect(jointScore(own, [], plain)).toBeCloseTo(sigmoid(sign * LOGIT_LIMIT), 9);
      expect(jointScore(0.5, [{ logit: sign * Number.POSITIVE_INFINITY, weight: 0.5 }], plain)).toBeCloseTo(
        sigmoid((sign * LOGIT_LIMIT) / 2),
        9,
      );
    }
  });

  it('is NaN where one is missing', () => {
    expect(jointScore(Number.NaN, [], joint)).toBeNaN();
    expect(jointScore(0.5, [{ logit: Number.NaN, weight: 0 }], joint)).toBeNaN();
  });
});
