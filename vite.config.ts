/**
 * The SDK's library build: one ES module per public entry, the vision worker as a file of its own beside them, and
 * chunks (UI, languages, engine) that load on demand. Everything is bundled: the package has no run-time dependencies.
 */
import { posix } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const WORKER_SOURCE = "new URL('./vision.worker.ts', import.meta.url)";
const WORKER_PLACE = 'lifesign:vision.worker.js';

/**
 * Vite would bundle a second, private copy of the worker behind an address that no other bundler understands. This
 * leaves `new Worker(new URL(...))` as it is and points it at the entry below, from wherever the chunk lies.
 */
const workerEntry = (): Plugin => ({
  name: 'lifesign:worker-entry',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/src/worker/create-worker.ts')) {
      return null;
    }
    if (!code.includes(WORKER_SOURCE)) {
      this.error(`The worker is no longer created by ${WORKER_SOURCE}`);
    }
    return {
      code: code.replace(WORKER_SOURCE, `new URL(/* @vite-ignore */ '${WORKER_PLACE}', import.meta.url)`),
      map: null,
    };
  },
  renderChunk(code, chunk) {
    const path = posix.relative(posix.dirname(chunk.fileName), 'vision.worker.js');
    return code.includes(WORKER_PLACE)
      ? { code: code.replace(WORKER_PLACE, path.startsWith('.') ? path : `./${path}`), map: null }
      : null;
  },
});

export default defineConfig({
  plugins: [workerEntry()],
  publicDir: false,
  resolve: { conditions: ['lifesign-source', 'browser', 'module', 'import', 'default'] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    minify: true,
    modulePreload: false,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      input: {
        'index': 'src/index.ts',
        'define': 'src/define.ts',
        'contract': 'src/contract/index.ts',
        'vision': 'src/vision/index.ts',
        'testing': 'src/testing/index.ts',
        'vision.worker': 'src/worker/vision.worker.ts',
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});
