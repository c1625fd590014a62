/** The answers of the nets to the drawn pictures, on the current backend. */
import type { BlazeFace } from '../../src/vision/blazeface/blazeface.ts';
import { fuseLogits } from '../../src/vision/liveness.ts';
import { drawNetInput } from '../../src/vision/net-input.ts';
import type { Net } from '../../src/vision/runtime/net.ts';
import type { Topology } from '../../src/vision/runtime/topology.ts';
import { drawPicture, PICTURE_NAMES } from './pictures.ts';

export interface Answer {
  readonly name: string;
  /** One logit for each branch, in their order. */
  readonly logits: readonly number[];
  /** P(bona fide). */
  readonly score: number;
}

/** The detector's eyes and mouth, x and y in pixels of the picture; empty without a face. */
export interface Points {
  readonly name: string;
  readonly points: readonly number[];
}

/** `expected.json`: the shipped nets' answers on wasm in Node. */
export interface ExpectedAnswers {
  /** SHA-256 of the liveness weights that gave the answers. */
  readonly weights: string;
  readonly answers: readonly Answer[];
  readonly faces: readonly Points[];
}

/** Largest accepted difference of scores between browsers, backends and the gateway. */
export const SAME_SCORE = 0.01;

export const answersOf = async (net: Net, topology: Topology): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const name of PICTURE_NAMES) {
    const { pixels, geometry } = drawPicture(name);
    const logits = await net.run(topology.branches.map(({ crop }) => drawNetInput(pixels, geometry, crop)));
    answers.push({ name, logits: [...logits], score: fuseLogits(logits, topology.branches, topology.calibration) });
  }
  return answers;
};

export const pointsOf = async (detector: BlazeFace): Promise<readonly Points[]> => {
  const all: Points[] = [];
  for (const name of PICTURE_NAMES) {
    const [face] = await detector.detect(drawPicture(name).pixels, 0.5);
    const points = face === undefined ? [] : [face.rightEye, face.leftEye, face.mouth];
    all.push({ name, points: points.flatMap(({ x, y }) => [x, y]) });
  }
  return all;
};

export interface Difference {
  readonly score: number;
  readonly logit: number;
}

/** Largest differences between two lists of answers; infinite where one has NaN or another picture. */
export const differenceOf = (one: readonly Answer[], other: readonly Answer[]): Difference => {
  if (one.length !== other.length || one.some(({ name }, index) => name !== other[index]?.name)) {
    return { score: Number.POSITIVE_INFINITY, logit: Number.POSITIVE_INFINITY };
  }
  return {
    score: largestGap(
      one.map(({ score }) => score),
      other.map(({ score }) => score),
    ),
    logit: largestGap(
      one.flatMap(({ logits }) => logits),
      other.flatMap(({ logits }) => logits),
    ),
  };
};

const largestGap = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((largest, value, index) => {
    const gap = Math.abs(value - (other[index] ?? Number.NaN));
    return Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.max(largest, gap);
  }, 0);
