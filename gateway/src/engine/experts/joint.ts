/** Joins the logits of several nets into one score. Positive logits mean bona fide. */
import type { EngineConfig, ExpertNet } from '../config.ts';

/** Logits are limited to this: e^10 is one in 22,000, and no net was measured on that many people. */
export const LOGIT_LIMIT = 10;

/** The logit from the outputs of an expert's net. NaN where one is missing. */
export const expertLogit = (outputs: ArrayLike<number>, { kind, live }: ExpertNet['output']): number => {
  const values = Array.from(outputs);
  const isLive = (index: number): boolean => live.includes(index);
  const ofLive = live.map((index) => values[index] ?? Number.NaN);
  const ofOthers = values.filter((_value, index) => !isLive(index));
  switch (kind) {
    case 'softmax':
      return logOfSum(ofLive) - logOfSum(ofOthers);
    case 'difference':
      return sum(ofLive) - sum(ofOthers);
    case 'probabilities':
      return Math.log(sum(ofLive)) - Math.log(sum(ofOthers));
  }
};

export interface Opinion {
  readonly logit: number;
  readonly weight: number;
}

/**
 * P(bona fide), 0..1. `own` is our net's score, whose calibrated logit is used, so that a retrained net needs no
 * other weights here.
 */
export const jointScore = (
  own: number,
  experts: readonly Opinion[],
  { own: weight, scale, bias }: EngineConfig['joint'],
): number => {
  const ours: Opinion = { logit: Math.log(own) - Math.log1p(-own), weight };
  const total = sum([ours, ...experts].map((opinion) => opinion.weight * bounded(opinion.logit)));
  return 1 / (1 + Math.exp(-(scale * total + bias)));
};

/** NaN stays NaN, which no threshold lets pass. */
const bounded = (logit: number): number => Math.min(LOGIT_LIMIT, Math.max(-LOGIT_LIMIT, logit));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** ln of the sum of the exponentials, without overflow. */
const logOfSum = (logits: readonly number[]): number => {
  const largest = Math.max(...logits);
  return largest + Math.log(sum(logits.map((logit) => Math.exp(logit - largest))));
};
