import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { useWasm } from 'lifesign/vision';

const require = createRequire(import.meta.url);

/** A file of an installed package, as an absolute path. */
export const packageFile = (name: string, file: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), file);

/** Sets TensorFlow.js up on WebAssembly, single-threaded (the pool is the parallelism), from the package's own binary. */
export const startBackend = (): Promise<void> =>
  useWasm(async (variant) => {
    const file = variant === 'simd' ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm';
    const bytes = await readFile(packageFile('@tensorflow/tfjs-backend-wasm', `dist/${file}`));
    return new Uint8Array(bytes).buffer;
  });
