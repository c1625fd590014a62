/** What a net says of the drawn pictures, on whatever backend is current. */
import { cropFace } from '../../src/vision/crop.ts';
import { fuseLogits } from '../../src/vision/liveness.ts';
import type { Net } from '../../src/vision/runtime/net.ts';
import type { Topology } from '../../src/vision/runtime/topology.ts';
import { drawPicture, PICTURE_NAMES } from './pictures.ts';

export interface Answer {
  readonly name: string;
  /** One for each branch, in their order. */
  readonly logits: readonly number[];
  /** P(bona fide). */
  readonly score: number;
}

/** `expected.json`: the shipped net's answers on wasm in Node. */
export interface ExpectedAnswers {
  /** Hash of the weights' file that gave them. */
  readonly weights: string;
  readonly answers: readonly Answer[];
}

/** Scores differ by no more than this between browsers, backends and the gateway. */
export const SAME_SCORE = 0.01;

export const answersOf = async (net: Net, topology: Topology): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const name of PICTURE_NAMES) {
    const { pixels, geometry } = drawPicture(name);
    const logits = await net.run(topology.branches.map(({ crop }) => cropFace(pixels, geometry, crop)));
    answers.push({ name, logits: [...logits], score: fuseLogits(logits, topology.branches, topology.calibration) });
  }
  return answers;
};

/** Largest differences between two lists of answers; infinite where one has no number or another picture. */
export const differenceOf = (
  one: readonly Answer[],
  other: readonly Answer[],
): { readonly score: number; readonly logit: number } => {
  const pairs = one.map((answer, index) => [answer, other[index]] as const);
  const worst = (gaps: readonly number[]): number =>
    gaps.reduce((most, gap) => (Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(most, gap)), 0);
  const isSameList = one.length === other.length && pairs.every(([a, b]) => a.name === b?.name);
  return {
    score: worst([isSameList ? 0 : Number.NaN, ...pairs.map(([a, b]) => Math.abs(a.score - (b?.score ?? Number.NaN)))]),
    logit: worst(
      pairs.flatMap(([a, b]) => a.logits.map((logit, index) => Math.abs(logit - (b?.logits[index] ?? Number.NaN)))),
    ),
  };
};
