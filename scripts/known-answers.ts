/** Runs the prepared nets on the self-test's input and writes their answers. */
import { writeFile } from 'node:fs/promises';
import { useWasmInNode } from '../training/data/detector.ts';
import { loadGraph } from '../src/vision/runtime/graph.ts';
import { spreadOver, type KnownOutputs } from '../src/vision/runtime/prepared.ts';
import { syntheticPicture } from '../src/vision/runtime/self-test.ts';
import { createWeightReader } from '../src/vision/runtime/weights.ts';
import type { ConvertedNet } from './converted-net.ts';
import { convertNet, KNOWN_ANSWERS, PREPARED_NETS, type PreparedNetName } from './prepared-nets.ts';

const SEEDS = [1, 2];
/** Number of recorded values of each output. */
const VALUES = 16;

/** Both nets answer in pixels of their picture and in logits: this difference in either changes no decision. wasm stays far below. */
const TOLERANCE = 0.05;

export const recordKnownAnswers = async (): Promise<void> => {
  await useWasmInNode();
  const answers: Partial<Record<PreparedNetName, readonly KnownOutputs[]>> = {};
  for (const name of PREPARED_NETS) {
    const net = await convertNet(name);
    answers[name] = SEEDS.map((seed) => ({ seed, tolerance: TOLERANCE, values: ask(net, seed) }));
  }
  await writeFile(KNOWN_ANSWERS, `${JSON.stringify(answers, null, 2)}\n`);
};

const ask = ({ graph, weights }: ConvertedNet, seed: number): KnownOutputs['values'] => {
  const { input, layers, outputs } = graph;
  const next = createWeightReader(weights.buffer, 'float16').next;
  const { compute } = loadGraph({ input, layers, outputs: Object.values(outputs) }, next);
  const results = compute({ picture: syntheticPicture(input.size, seed) }).map((result) =>
    result.dataSync<'float32'>(),
  );
  const answers = Object.keys(outputs).map((name, index): [string, readonly number[]] => {
    const values = results[index] ?? new Float32Array(0);
    return [name, spreadOver(values, Math.min(VALUES, values.length)).map(round)];
  });
  return Object.fromEntries(answers);
};

const round = (value: number): number => Math.round(value * 1e3) / 1e3;
