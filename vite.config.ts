/**
 * The SDK's builds. Everything is bundled: the package has no run-time dependencies.
 *
 * - the default: one ES module per public entry, and chunks (user interface, languages) that load on demand;
 * - `--mode worker`, `webgl`, `mediapipe`: the vision worker and its two parts, scripts for `dist/assets`. They import nothing
 *   by a name and are emitted as they are: no bundler has a reason to look into them;
 * - `--mode script`: all of `lifesign` and `lifesign/define` as one classic script with the global `Lifesign`;
 * - `--mode tools`: the command `lifesign` and the plugin `lifesign/vite`, for Node.
 */
import { posix } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { inPackage, SCRIPT_FILE, WORKER_FILE, WORKER_SCRIPTS } from './scripts/cli/static-files.ts';
import { ASSETS, type AssetId } from './src/vision/assets.ts';
import { MEDIAPIPE_PART, WEBGL_PART } from './src/worker/file-names.ts';

const IDS = Object.keys(ASSETS) as AssetId[];
/** Files of the package have an address; of the others only the name is known. */
const FILES = [
  ...WORKER_SCRIPTS.map((name) => ({ name, isHere: true })),
  ...IDS.map((id) => ({ name: ASSETS[id].file, isHere: inPackage(id) })),
];

const FILES_MODULE = /\/src\/worker\/files\.ts$/;

/** @param addressOf code for the address of a file; it gets the name as code. */
const filesModule = (addressOf: (name: string) => string): string => {
  const entries = FILES.map(({ name, isHere }) => {
    const text = JSON.stringify(name);
    return `${text}: ${isHere ? `() => ${addressOf(text)}` : 'null'},`;
  });
  return `export const FILES = {\n${entries.join('\n')}\n};\n`;
};

/** A placeholder in the form of a call: replaced by the file's address once the chunk's path is known. */
const PLACE = '__LIFESIGN_FILE__';
const PLACES = new RegExp(`${PLACE}\\(["'\`]([^"'\`]+)["'\`]\\)`, 'g');

/**
 * Puts the addresses of the static files into `src/worker/files.ts`. They are written after everything else, so that Vite
 * neither follows nor changes them: they are for the bundler of the page.
 */
const staticFiles = (): Plugin => ({
  name: 'lifesign:static-files',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: FILES_MODULE },
    handler: () => filesModule((name) => `${PLACE}(${name})`),
  },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') {
        file.code = file.code.replace(PLACES, (_call, name: string) => {
          const path = posix.relative(posix.dirname(file.fileName), `assets/${name}`);
          return `new URL(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)},import.meta.url).href`;
        });
      }
    }
  },
});

/** For a classic script beside the files: addresses are relative to its own. */
const filesBesideScript = (): Plugin => ({
  name: 'lifesign:files-beside-script',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: FILES_MODULE },
    handler: () =>
      `const script = typeof document === 'undefined' ? undefined : document.currentScript?.src;\n${filesModule(
        (name) => `new URL(${name}, script).href`,
      )}`,
  },
});

/**
 * Parts of TensorFlow.js and Emscripten that use Node's modules, with replacements that Node and browsers share, or nothing.
 * Also the parts of TensorFlow.js that are only for training.
 */
const REPLACED_PARTS: readonly { readonly file: RegExp; readonly parts: readonly (readonly [string, string])[] }[] = [
  {
    file: /\/tfjs-core\/dist\/platforms\/platform_node\.js$/,
    parts: [
      ["require('util')", `({ TextEncoder, TextDecoder, types: { ${typeChecks()} } })`],
      ["require('node-fetch')", 'globalThis.fetch'],
    ],
  },
  { file: /\/tfjs-core\/dist\/index\.js$/, parts: [['registerOptimizers();', '']] },
  {
    file: /\/tfjs-backend-wasm\/wasm-out\/tfjs-backend-wasm\.js$/,
    parts: [
      ['typeof process=="object"&&typeof process.versions=="object"&&typeof process.versions.node=="string"', 'false'],
      ["typeof __filename !== 'undefined'", 'false'],
    ],
  },
];

/** Replaces `util.types`. */
function typeChecks(): string {
  const names = ['Float32Array', 'Int32Array', 'Uint8Array', 'Uint8ClampedArray'];
  return names.map((name) => `is${name}: (value) => value instanceof ${name}`).join(', ');
}

/** Replaces these parts of dependencies: bundlers follow a `require`, which does not work in an ES module. */
const withReplacedParts = (): Plugin => ({
  name: 'lifesign:replaced-parts',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: REPLACED_PARTS.map(({ file }) => file) },
    handler(code, id) {
      const parts = REPLACED_PARTS.find(({ file }) => file.test(id))?.parts ?? [];
      for (const [part] of parts) {
        if (!code.includes(part)) {
          this.error(`${id} no longer has ${part}: see what has taken its place`);
        }
      }
      return { code: parts.reduce((text, [part, other]) => text.replaceAll(part, other), code), map: null };
    },
  },
});

/** The kernels that our nets use; the self-test of each net runs them all. */
const KERNELS = [
  'Add',
  'AvgPool',
  'Cast',
  'Concat',
  'FusedConv2D',
  'FusedDepthwiseConv2D',
  'Identity',
  'MaxPool',
  'Multiply',
  'PadV2',
  'Prelu',
  'Relu',
  'Reshape',
];
const ALL_KERNELS = /\/tfjs-backend-(?:wasm|webgl)\/dist\/register_all_kernels\.js$/;
/** Threads are off: see src/vision/runtime/backend.ts. */
const THREADS = /\/tfjs-backend-wasm\/wasm-out\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/;

const kernels = (): string =>
  [
    "import { registerKernel } from '@tensorflow/tfjs-core';",
    ...KERNELS.map((name, index) => `import * as kernel${index} from './kernels/${name}';`),
    ...KERNELS.map((name, index) => `registerKernel(kernel${index}.${configOf(name)});`),
  ].join('\n');

/** `Add` exports `addConfig`, `FusedConv2D` exports `fusedConv2DConfig`. */
const configOf = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}Config`;

/** Removes unused parts of TensorFlow.js: kernels of other nets, and threads. */
const withoutUnused = (): Plugin => ({
  name: 'lifesign:without-unused',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: [ALL_KERNELS, THREADS] },
    handler: (id) =>
      ALL_KERNELS.test(id)
        ? { code: kernels(), moduleSideEffects: true }
        : "export const wasmWorkerContents = '';\nexport default () => { throw new Error('Threads are off'); };\n",
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
  plugins: [staticFiles(), withReplacedParts(), withoutUnused()],
  build: {
    ...BUILD,
    lib: {
      entry: {
        index: 'src/index.ts',
        define: 'src/define.ts',
        contract: 'src/contract/index.ts',
        vision: 'src/vision/index.ts',
        testing: 'src/testing/index.ts',
        react: 'src/react/index.ts',
      },
      formats: ['es'],
    },
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      external: ['react'],
      output: {
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // For frameworks that run components on a server as well.
        postBanner: ({ name }) => (name === 'react' ? "'use client';" : ''),
      },
    },
  },
};

/** Configuration for one script of the worker. */
const workerScript = (entry: string, file: string): UserConfig => ({
  ...COMMON,
  plugins: [withReplacedParts(), withoutUnused()],
  // TensorFlow.js looks for Node; in a worker there is none. Parcel installs a polyfill for each name of Node that it finds.
  define: { process: 'undefined', Buffer: 'undefined' },
  build: {
    ...BUILD,
    lib: { entry, formats: ['iife'], name: 'lifesignWorker' },
    rolldownOptions: { output: { codeSplitting: false, entryFileNames: `assets/${file}` } },
  },
});

const script: UserConfig = {
  ...COMMON,
  plugins: [filesBesideScript()],
  build: {
    ...BUILD,
    lib: { entry: 'src/script.ts', formats: ['iife'], name: 'Lifesign' },
    rolldownOptions: { output: { codeSplitting: false, entryFileNames: `assets/${SCRIPT_FILE}` } },
  },
};

const tools: UserConfig = {
  ...COMMON,
  build: {
    ...BUILD,
    target: 'node20',
    minify: false,
    ssr: true,
    rolldownOptions: {
      input: { cli: 'scripts/cli/main.ts', vite: 'scripts/cli/vite-plugin.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const BUILDS: Readonly<Record<string, UserConfig>> = {
  worker: workerScript('src/worker/vision.worker.ts', WORKER_FILE),
  webgl: workerScript('src/worker/vision.webgl.ts', WEBGL_PART),
  mediapipe: workerScript('src/worker/vision.mediapipe.ts', MEDIAPIPE_PART),
  script,
  tools,
};

export default defineConfig(({ mode }) => BUILDS[mode] ?? modules);
