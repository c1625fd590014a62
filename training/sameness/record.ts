/**
 * Records the shipped nets' answers to the drawn pictures. The tests then require the same from every runtime.
 * `npm run build:assets -- --update` does it for new weights; `node training/sameness/record.ts` does only this.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createNet } from '../../src/vision/runtime/net.ts';
import { parseTopology } from '../../src/vision/runtime/topology.ts';
import { SHIPPED_NET } from '../common/places.ts';
import { sha256 } from '../common/sha256.ts';
import { createDetector, useWasmInNode } from '../data/detector.ts';
import { answersOf, pointsOf, type ExpectedAnswers } from './answers.ts';

const EXPECTED = new URL('expected.json', import.meta.url);

export const recordAnswers = async (): Promise<void> => {
  const [json, weights] = await Promise.all([readFile(`${SHIPPED_NET}.json`), readFile(`${SHIPPED_NET}.bin`)]);
  const topology = parseTopology(new Uint8Array(json).buffer);
  await useWasmInNode();
  const net = createNet(topology, new Uint8Array(weights).buffer);
  const answers = await answersOf(net, topology);
  net.dispose();
  const faces = await pointsOf(await createDetector());
  const expected: ExpectedAnswers = {
    weights: sha256(weights),
    answers: answers.map(({ name, logits, score }) => ({ name, logits: logits.map(round), score: round(score) })),
    faces: faces.map(({ name, points }) => ({ name, points: points.map(round) })),
  };
  await writeFile(EXPECTED, `${JSON.stringify(expected, null, 2)}\n`);
};

const round = (value: number): number => Math.round(value * 1e5) / 1e5;

if (import.meta.main) {
  await recordAnswers();
}
