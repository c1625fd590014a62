/**
 * A published net as the build converts it (scripts/prepared-nets.ts): one graph with named outputs, its weights, and
 * its known answers. Runs on the current backend.
 */
import { dispose, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { LifesignError } from '../../errors.ts';
import { loadGraph, type Graph, type GraphInput } from './graph.ts';
import { syntheticPicture } from './self-test.ts';
import { createWeightReader } from './weights.ts';

/** The two files of a prepared net, as verified bytes. */
export interface NetFiles {
  /** JSON of a `PreparedTopology`. */
  readonly topology: ArrayBuffer;
  readonly weights: ArrayBuffer;
}

export interface PreparedTopology extends Omit<Graph, 'outputs'> {
  readonly format: 1;
  readonly dtype: 'float16';
  readonly input: GraphInput;
  /** Indices of layers. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly knownAnswers: readonly KnownOutputs[];
}

/** The net's answers to the synthetic picture of that seed. */
export interface KnownOutputs {
  readonly seed: number;
  /** Largest difference that the self-test accepts. */
  readonly tolerance: number;
  /** Values of each output, evenly spaced. */
  readonly values: Readonly<Record<string, readonly number[]>>;
}

export interface PreparedNet<Output extends string> {
  /** Pixels on each side of the picture that it takes. */
  readonly size: number;
  /** HWC RGB, 0..1. */
  run(picture: Float32Array): Promise<Readonly<Record<Output, Float32Array>>>;
  dispose(): void;
}

/**
 * Loads the net onto the current backend and runs its self-test. Rejects with `engine-failed` when it gives other
 * answers, when the files do not match, and when it lacks one of the outputs.
 */
export const createPreparedNet = async <Output extends string>(
  files: NetFiles,
  names: readonly Output[],
): Promise<PreparedNet<Output>> => {
  const topology = parse(files.topology);
  const net = load(topology, files.weights, names);
  try {
    await requireKnownAnswers(net, topology);
    return net;
  } catch (cause) {
    net.dispose();
    throw cause;
  }
};

/** The bytes are verified by hash before they come here, so only the format is checked, not every field. */
const parse = (bytes: ArrayBuffer): PreparedTopology => {
  const topology = JSON.parse(new TextDecoder().decode(bytes)) as PreparedTopology;
  if (topology.format !== 1 || topology.dtype !== 'float16') {
    throw new LifesignError('engine-failed', 'The net is of another format than this release runs');
  }
  return topology;
};

const load = <Output extends string>(
  { input, layers, outputs }: PreparedTopology,
  weights: ArrayBuffer,
  names: readonly Output[],
): PreparedNet<Output> => {
  const reader = createWeightReader(weights, 'float16');
  const graph = loadGraph({ input, layers, outputs: names.map((name) => need(outputs[name], name)) }, reader.next);
  reader.finish();
  return {
    size: input.size,
    run: async (picture) => {
      const results = tidy(() => [...graph.compute({ picture })]);
      try {
        const values = await Promise.all(results.map((result: Tensor) => result.data<'float32'>()));
        return Object.fromEntries(names.map((name, index) => [name, values[index]])) as Record<Output, Float32Array>;
      } finally {
        dispose(results);
      }
    },
    dispose: () => dispose([...graph.weights]),
  };
};

const need = (index: number | undefined, name: string): number => {
  if (index === undefined) {
    throw new LifesignError('engine-failed', `The net has no output ${name}`);
  }
  return index;
};

const requireKnownAnswers = async (net: PreparedNet<string>, { knownAnswers }: PreparedTopology): Promise<void> => {
  for (const { seed, tolerance, values } of knownAnswers) {
    const outputs = await net.run(syntheticPicture(net.size, seed));
    for (const [name, expected] of Object.entries(values)) {
      const got = spreadOver(outputs[name] ?? new Float32Array(0), expected.length);
      // Written so that NaN fails too.
      if (!expected.every((value, index) => Math.abs((got[index] ?? Number.NaN) - value) <= tolerance)) {
        throw new LifesignError(
          'engine-failed',
          `The self-test of a net failed: ${name} differs from the known answer`,
        );
      }
    }
  }
  if (knownAnswers.length === 0) {
    throw new LifesignError('engine-failed', 'The net has no known answers');
  }
};

/** `count` evenly spaced values, the first and the last included. */
export const spreadOver = (values: Float32Array, count: number): readonly number[] =>
  Array.from({ length: count }, (_value, index) => {
    const step = (values.length - 1) / Math.max(1, count - 1);
    return values[Math.round(index * step)] ?? Number.NaN;
  });
