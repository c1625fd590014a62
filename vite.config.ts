/**
 * The SDK's library build: one ES module per public entry, the vision worker as a file of its own beside them, and
 * chunks (UI, languages, engine) that load on demand. Everything is bundled: the package has no run-time dependencies.
 */
import { defineConfig } from 'vite';

export default defineConfig({
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
