/**
 * The SDK's builds. Everything is bundled: the package has no run-time dependencies.
 *
 * - the default: one ES module per public entry, and chunks (user interface, languages) that load on demand;
 * - `--mode worker`: the vision worker, one script for `dist/assets`. It imports nothing and is emitted as it is: no bundler
 *   has a reason to look into it;
 * - `--mode script`: all of `lifesign` and `lifesign/define` as one classic script with the global `Lifesign`.
 */
import { posix } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import manifest from './models/manifest.json' with { type: 'json' };

const WORKER_FILE = 'vision.worker.js';
const FILES = [WORKER_FILE, ...Object.values(manifest.assets).map(({ file }) => file)];

/** A call that is no function: the address of a file, written once it is known where the chunk lies. */
const PLACE = '__LIFESIGN_FILE__';
const PLACES = new RegExp(`${PLACE}\\(["'\`]([^"'\`]+)["'\`]\\)`, 'g');

/**
 * Puts the addresses of the static files into `src/worker/files.ts`. They are written after everything else, so that Vite
 * neither follows nor changes them: they are for the bundler of the page.
 *
 * @param base what stands for the address of the script.
 */
const staticFiles = (base: string): Plugin => ({
  name: 'lifesign:static-files',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: /\/src\/worker\/files\.ts$/ },
    handler: () =>
      [
        `export const WORKER_FILE = ${JSON.stringify(WORKER_FILE)};`,
        'export const FILES = {',
        ...FILES.map((name) => `${JSON.stringify(name)}: () => ${PLACE}(${JSON.stringify(name)}),`),
        '};',
      ].join('\n'),
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = file.code.replace(PLACES, (_call, name: string) => {
          const path = posix.relative(posix.dirname(file.fileName), `assets/${name}`);
          return `new URL(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)},${base}).href`;
        });
      }
    }
  },
});

/** What TensorFlow.js and Emscripten ask of Node, and what they get: what Node and browsers share, or nothing. */
const NODE_PARTS: readonly { readonly file: RegExp; readonly parts: readonly (readonly [string, string])[] }[] = [
  {
    file: /\/tfjs-core\/dist\/platforms\/platform_node\.js$/,
    parts: [
      ["require('util')", `({ TextEncoder, TextDecoder, types: { ${typeChecks()} } })`],
      ["require('node-fetch')", 'globalThis.fetch'],
    ],
  },
  {
    file: /\/tfjs-backend-wasm\/wasm-out\/tfjs-backend-wasm(?:-threaded-simd)?\.js$/,
    parts: [
      ['typeof process=="object"&&typeof process.versions=="object"&&typeof process.versions.node=="string"', 'false'],
      ["typeof __filename !== 'undefined'", 'false'],
    ],
  },
];

/** For `util.types`. */
function typeChecks(): string {
  const names = ['Float32Array', 'Int32Array', 'Uint8Array', 'Uint8ClampedArray'];
  return names.map((name) => `is${name}: (value) => value instanceof ${name}`).join(', ');
}

/** Takes branches for Node out of dependencies: bundlers follow their `require`, and as ES modules they do not run. */
const withoutNode = (): Plugin => ({
  name: 'lifesign:without-node',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: NODE_PARTS.map(({ file }) => file) },
    handler(code, id) {
      const parts = NODE_PARTS.find(({ file }) => file.test(id))?.parts ?? [];
      for (const [part] of parts) {
        if (!code.includes(part)) {
          this.error(`${id} no longer has ${part}: see what has taken its place`);
        }
      }
      return { code: parts.reduce((text, [part, other]) => text.replaceAll(part, other), code), map: null };
    },
  },
});

const COMMON = {
  publicDir: false,
  resolve: { conditions: ['lifesign-source', 'browser', 'module', 'import', 'default'] },
} as const satisfies UserConfig;

const BUILD = {
  target: 'es2022',
  outDir: 'dist',
  emptyOutDir: false,
  sourcemap: true,
  minify: true,
  modulePreload: false,
} as const satisfies UserConfig['build'];

const modules: UserConfig = {
  ...COMMON,
  plugins: [staticFiles('import.meta.url'), withoutNode()],
  build: {
    ...BUILD,
    lib: {
      entry: {
        index: 'src/index.ts',
        define: 'src/define.ts',
        contract: 'src/contract/index.ts',
        vision: 'src/vision/index.ts',
        testing: 'src/testing/index.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const worker: UserConfig = {
  ...COMMON,
  plugins: [withoutNode()],
  // TensorFlow.js looks for Node; in a worker there is none.
  define: { process: 'undefined' },
  build: {
    ...BUILD,
    lib: { entry: 'src/worker/vision.worker.ts', formats: ['iife'], name: 'lifesignWorker' },
    rolldownOptions: { output: { codeSplitting: false, entryFileNames: `assets/${WORKER_FILE}` } },
  },
};

export default defineConfig(({ mode }) => (mode === 'worker' ? worker : modules));
