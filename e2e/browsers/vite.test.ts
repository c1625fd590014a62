/**
 * `lifesign/vite` of the package as it is published, in a real build and a real development server of Vite: the engine loads
 * in Chromium from either, and the build has the static files as they were published.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Sdk from 'lifesign';
import { ASSETS } from 'lifesign/vision';
import { build, createServer, preview, type InlineConfig, type Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stagePackage } from '../../scripts/staged-package.ts';
import { openChromium } from './chromium.ts';

const SLOW = 180_000;
const folder = mkdtempSync(join(tmpdir(), 'lifesign-vite-'));
/** A limit above the smallest of the static files, as pages with many icons have. */
const INLINE_LIMIT = 10_000;
const TOPOLOGY = ASSETS['liveness-topology'];

let plugin: Plugin;

const config = (name: string, plugins: readonly Plugin[]): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'silent',
  cacheDir: join(folder, `.vite-${name}`),
  plugins: [...plugins],
  build: { outDir: join(folder, name), assetsInlineLimit: INLINE_LIMIT },
  server: { host: '127.0.0.1', port: 0 },
  preview: { host: '127.0.0.1', port: 0 },
});

/** Names of the emitted files, and all scripts in one. */
const built = (name: string) => {
  const files = readdirSync(join(folder, name, 'assets'));
  const read = (file: string): Buffer => readFileSync(join(folder, name, 'assets', file));
  const scripts = files.filter((file) => /^(?!vision\.).*\.js$/.test(file));
  return { files, read, text: scripts.map((file) => read(file).toString()).join('\n') };
};

/** Another plugin, which changes a static file. */
const changesFiles: Plugin = {
  name: 'changes-files',
  enforce: 'pre',
  generateBundle(_, bundle) {
    for (const emitted of Object.values(bundle)) {
      if (emitted.type === 'asset' && emitted.fileName.includes(TOPOLOGY.file.replace('.txt', ''))) {
        emitted.source = `${String(emitted.source)} `;
      }
    }
  },
};

beforeAll(async () => {
  const home = join(folder, 'node_modules/lifesign');
  mkdirSync(home, { recursive: true });
  stagePackage(home);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Page</title><script type="module" src="/page.js"></script>',
  );
  // A small file of the page itself, to which its limit applies.
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(
    join(folder, 'page.js'),
    "import * as sdk from 'lifesign';\nimport icon from './icon.svg';\nObject.assign(globalThis, { sdk, icon });\n",
  );
  const published = (await import(pathToFileURL(join(home, 'dist/vite.js')).href)) as { lifesign: () => Plugin };
  plugin = published.lifesign();
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('vite build', () => {
  test(
    'without the plugin, a page with a high limit gets small files as data in its scripts',
    { timeout: SLOW },
    async () => {
      await build(config('without', []));
      const { files, text } = built('without');
      expect(files.some((file) => file.startsWith('lifesign-pad-') && file.endsWith('.txt'))).toBe(false);
      expect(text).toContain('data:text/plain');
    },
  );

  test('with the plugin every static file is emitted as it was published', { timeout: SLOW }, async () => {
    await build(config('with', [plugin]));
    const { files, read, text } = built('with');
    const hashes = files.map((file) => createHash('sha256').update(read(file)).digest('hex'));
    for (const id of ['liveness-topology', 'liveness-weights', 'face-detector-topology', 'tfjs-wasm-simd'] as const) {
      expect(hashes, ASSETS[id].file).toContain(ASSETS[id].sha256);
    }
    expect(text).not.toContain('data:text/plain');
    expect(text).toContain('data:image/svg+xml');
  });

  test('with the plugin, another one that changes a static file stops the build', { timeout: SLOW }, async () => {
    await expect(build(config('changed', [changesFiles, plugin]))).rejects.toThrow(
      `is not ${TOPOLOGY.file} as it was published: a plugin has changed it`,
    );
    await build(config('changed', [changesFiles]));
  });
});

/** Runs in the page: loads the engine, like a preload before a launch. */
const load = async (): Promise<string> => {
  const { sdk } = globalThis as unknown as { readonly sdk: typeof Sdk };
  return sdk.initialise().then(() => 'loaded', String);
};

test(
  'the engine loads in Chromium from the built page, and from the development server',
  { timeout: SLOW },
  async () => {
    await using visitor = await openChromium();
    const open = async (address: string): Promise<string> => {
      await visitor.goto(address);
      await expect.poll(() => visitor.run(() => 'sdk' in globalThis, null), { timeout: 60_000 }).toBe(true);
      return visitor.run(load, null);
    };
    const pages = await preview(config('with', [plugin]));
    try {
      expect(await open(pages.resolvedUrls?.local[0] ?? '')).toBe('loaded');
    } finally {
      await pages.close();
    }
    const server = await createServer(config('dev', [plugin]));
    try {
      await server.listen();
      expect(await open(server.resolvedUrls?.local[0] ?? '')).toBe('loaded');
    } finally {
      await server.close();
    }
  },
);
