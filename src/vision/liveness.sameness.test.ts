import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useWasmInNode } from '../../training/data/detector.ts';
import { answersOf, differenceOf, type Answer, type ExpectedAnswers } from '../../training/sameness/answers.ts';
import { createNet } from './runtime/net.ts';
import { parseTopology } from './runtime/topology.ts';

const read = (file: string): Buffer => readFileSync(new URL(`../../${file}`, import.meta.url));
const expected = JSON.parse(read('training/sameness/expected.json').toString()) as ExpectedAnswers;

it('has the answers of the weights that ship; after new ones: npm run build:assets -- --update', () => {
  expect(expected.weights).toBe(createHash('sha256').update(read('models/lifesign-pad.bin')).digest('hex'));
});

const answersWith = async (weights: ArrayBuffer): Promise<readonly Answer[]> => {
  await useWasmInNode();
  const topology = parseTopology(new Uint8Array(read('models/lifesign-pad.json')).buffer);
  const net = createNet(topology, weights);
  const answers = await answersOf(net, topology);
  net.dispose();
  return answers;
};

const shipped = (): ArrayBuffer => new Uint8Array(read('models/lifesign-pad.bin')).buffer;

it('gives the recorded answers in Node, well within the tolerance', async () => {
  const difference = differenceOf(expected.answers, await answersWith(shipped()));
  expect(difference.score).toBeLessThan(0.001);
  expect(difference.logit).toBeLessThan(0.005);
}, 300_000);

it('uses pictures with different scores', () => {
  const { answers } = expected;
  expect(answers.length).toBeGreaterThanOrEqual(12);
  for (const index of answers[0]?.logits.keys() ?? []) {
    const logits = answers.map((answer) => answer.logits[index] ?? Number.NaN);
    expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(1);
  }
});

const answer = (score: number, logits: readonly number[] = [1, 2]): Answer => ({ name: 'one', logits, score });

describe('differenceOf', () => {
  it('is the largest of scores and of logits', () => {
    const { score, logit } = differenceOf([answer(0.5), answer(0.1)], [answer(0.52, [1, 2.5]), answer(0.1, [0.25, 2])]);
    expect(score).toBeCloseTo(0.02, 9);
    expect(logit).toBe(0.75);
  });

  it.each([
    ['fewer answers', [answer(0.5)], []],
    ['more answers', [answer(0.5)], [answer(0.5), answer(0.5)]],
    ['answers on other pictures', [answer(0.5)], [{ ...answer(0.5), name: 'other' }]],
    ['a score of NaN', [answer(0.5)], [answer(Number.NaN)]],
  ])('reports %s as a difference', (_what, one, other) => {
    expect(differenceOf(one, other).score).toBe(Number.POSITIVE_INFINITY);
  });
});
