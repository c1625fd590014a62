/**
 * The SDK's builds. Everything is bundled: the package has no run-time dependencies.
 *
 * - the default: one ES module per public entry, and chunks (user interface, languages) that load on demand;
 * - `--mode worker`: the vision worker, one script for `dist/assets`. It imports nothing and is emitted as it is: no bundler
 *   has a reason to look into it;
 * - `--mode script`: all of `lifesign` and `lifesign/define` as one classic script with the global `Lifesign`;
 * - `--mode tools`: the command `lifesign` and the plugin `lifesign/vite`, for Node.
 */
import { posix } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { inPackage, SCRIPT_FILE, WORKER_FILE } from './scripts/cli/static-files.ts';
import { ASSETS, type AssetId } from './src/vision/assets.ts';

const IDS = Object.keys(ASSETS) as AssetId[];
/** Those that come with the package have an address; of the others only the name is known. */
const FILES = [
  { name: WORKER_FILE, isHere: true },
  ...IDS.map((id) => ({ name: ASSETS[id].file, isHere: inPackage(id) })),
];

const FILES_MODULE = /\/src\/worker\/files\.ts$/;

/** @param addressOf code for the address of a file; it gets the name as code. */
const filesModule = (addressOf: (name: string) => string): string => {
  const entries = FILES.map(({ name, isHere }) => {
    const text = JSON.stringify(name);
    return `${text}: ${isHere ? `() => ${addressOf(text)}` : 'null'},`;
  });
  return `export const WORKER_FILE = ${JSON.stringify(WORKER_FILE)};\nexport const FILES = {\n${entries.join('\n')}\n};\n`;
};

/** A call that is no function: the address of a file, written once it is known where the chunk lies. */
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

/** For a classic script, which lies among the files: they count from its own address. */
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
  plugins: [staticFiles(), withoutNode()],
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

const BUILDS: Readonly<Record<string, UserConfig>> = { worker, script, tools };

export default defineConfig(({ mode }) => BUILDS[mode] ?? modules);
