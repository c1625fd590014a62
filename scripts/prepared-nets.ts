/**
 * Published nets in the form that `src/vision/runtime` runs, converted from the installed packages: for the build, and for
 * tests and tools in Node.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { KnownOutputs, PreparedTopology } from '../src/vision/runtime/prepared.ts';
import type { ConvertedNet } from './converted-net.ts';
import { reduceGraph } from './graph-model.ts';
import { convertTflite } from './tflite-graph.ts';

export interface PreparedFiles {
  /** JSON of a `PreparedTopology`. */
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
}

export const PREPARED_NETS = ['face-detector', 'face-mesh'] as const;
export type PreparedNetName = (typeof PREPARED_NETS)[number];

const PACKAGES = resolve(import.meta.dirname, '../node_modules');

const CONVERT: Readonly<Record<PreparedNetName, () => Promise<ConvertedNet>>> = {
  'face-detector': async () =>
    convertTflite(await readFile(resolve(PACKAGES, '@mediapipe/face_detection/face_detection_short_range.tflite')), {
      mean: 0.5,
      std: 0.5,
      outputs: ['logits16', 'logits8', 'boxes16', 'boxes8'],
    }),
  'face-mesh': async () => {
    const folder = resolve(PACKAGES, '@vladmandic/human/models');
    const [json, binary] = await Promise.all(
      ['facemesh.json', 'facemesh.bin'].map((file) => readFile(resolve(folder, file))),
    );
    return reduceGraph(json ?? Buffer.of(), binary ?? Buffer.of(), {
      points: 'output_mesh',
      presence: 'output_faceflag',
    });
  },
};

export const prepareNet = async (name: PreparedNetName): Promise<PreparedFiles> => {
  const answers = (await readKnownAnswers())[name];
  return filesOf(await CONVERT[name](), answers ?? []);
};

export const convertNet = (name: PreparedNetName): Promise<ConvertedNet> => CONVERT[name]();

export const filesOf = ({ graph, weights }: ConvertedNet, knownAnswers: readonly KnownOutputs[]): PreparedFiles => {
  const topology: PreparedTopology = { format: 1, dtype: 'float16', ...graph, knownAnswers };
  return { topology: new TextEncoder().encode(JSON.stringify(topology)).buffer, weights: weights.buffer };
};

/** The recorded answers of the nets; `npm run build:assets -- --update` records them. */
export const KNOWN_ANSWERS = resolve(import.meta.dirname, '../models/known-answers.json');

const answersSchema = z.partialRecord(
  z.enum(PREPARED_NETS),
  z.array(
    z.strictObject({
      seed: z.int(),
      tolerance: z.number(),
      values: z.record(z.string(), z.array(z.number())),
    }),
  ),
);

const readKnownAnswers = async (): Promise<z.infer<typeof answersSchema>> =>
  answersSchema.parse(JSON.parse(await readFile(KNOWN_ANSWERS, 'utf8')));
