/** ONNX nets on onnxruntime's WebAssembly; loaded only where an expert is configured. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';

const CHANNELS = 3;

export interface OnnxSession {
  /** The values of the net's first output for one input, 1 x 3 x size x size. */
  run(values: Float32Array): Promise<readonly number[]>;
  release(): Promise<void>;
}

let isSetUp: Promise<void> | undefined;

/** Rejects when the runtime cannot load the bytes, or when the net's input is not 1 x 3 x `size` x `size`. */
export const openSession = async (model: Uint8Array, size: number): Promise<OnnxSession> => {
  isSetUp ??= setUp();
  await isSetUp;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  const wanted = [1, CHANNELS, size, size];
  const problem = problemOf(session.inputMetadata, wanted);
  if (problem !== null) {
    await session.release();
    throw new TypeError(problem);
  }
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    run: async (values) => {
      const outputs = await session.run({ [input]: new Tensor('float32', values, wanted) });
      return Array.from(outputs[output]?.data ?? [], Number);
    },
    release: () => session.release(),
  };
};

/** One thread: the engine's pool is the parallelism. */
const setUp = async (): Promise<void> => {
  const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  env.wasm.numThreads = 1;
  env.wasm.wasmBinary = new Uint8Array(await readFile(file)).buffer;
  env.logLevel = 'error';
};

const problemOf = (inputs: readonly InferenceSession.ValueMetadata[], wanted: readonly number[]): string | null => {
  const [input] = inputs;
  if (inputs.length !== 1 || input?.isTensor !== true || input.type !== 'float32') {
    return 'it does not have exactly one input of 32-bit floats';
  }
  const { shape } = input;
  // A name instead of a number is a dynamic dimension.
  const isRight =
    shape.length === wanted.length && shape.every((side, index) => typeof side === 'string' || side === wanted[index]);
  return isRight ? null : `its input is ${shape.join(' x ')} and not ${wanted.join(' x ')}`;
};
