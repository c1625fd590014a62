import { readFile } from 'node:fs/promises';
import { useWasm, type LoadWasm } from 'lifesign/vision';
import { packageFile } from './package-file.ts';

/** TensorFlow.js's WebAssembly from the installed package. */
export const loadWasm: LoadWasm = async (variant) => {
  const file = variant === 'simd' ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm';
  return new Uint8Array(await readFile(packageFile('@tensorflow/tfjs-backend-wasm', `dist/${file}`))).buffer;
};

/** Makes WebAssembly the current backend; single-threaded, because the pool is the parallelism. */
export const startBackend = (): Promise<void> => useWasm(loadWasm);
