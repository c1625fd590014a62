/**
 * The demo's pages and the SDK's built files. The pages are built once at start, in memory, with the SDK left out: they
 * load it from `/sdk/`, as a partner without a bundler does.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { build } from 'vite';
import { compressed } from './compressed.ts';

const DEMO = resolve(import.meta.dirname, '..');
/** The output folder of the SDK's build. */
export const SDK_FOLDER = resolve(DEMO, '../dist');

export type Pages = ReadonlyMap<
  string,
  { readonly body: string | Uint8Array<ArrayBuffer>; readonly contentType: string }
>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const SDK_ADDRESSES = {
  'lifesign': '/sdk/index.js',
  'lifesign/contract': '/sdk/contract.js',
  'lifesign/define': '/sdk/define.js',
  'lifesign/testing': '/sdk/testing.js',
} as const;

export const buildPages = async (): Promise<Pages> => {
  const result = await build({
    root: DEMO,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: ['index.html', 'hosted.html', 'phone.html', 'theme.html'].map((page) => join(DEMO, page)),
        external: Object.keys(SDK_ADDRESSES),
        output: { paths: SDK_ADDRESSES },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const pages = new Map<string, { body: string | Uint8Array<ArrayBuffer>; contentType: string }>();
  for (const file of outputs.flatMap((output) => ('output' in output ? output.output : []))) {
    const extension = file.fileName.split('.').at(-1) ?? '';
    const source = file.type === 'chunk' ? file.code : file.source;
    pages.set(`/${file.fileName}`, {
      body: typeof source === 'string' ? source : new Uint8Array(source),
      contentType: CONTENT_TYPES[extension] ?? 'application/octet-stream',
    });
  }
  return pages;
};

/** Chunks and assets, whose names change with their content. */
const HASHED = /[/\\](chunks[/\\][^/\\]+-[\w-]{8}\.js(\.map)?|assets[/\\][^/\\]+-[0-9a-f]{8}\.\w+)$/;

/** The entries have the same names in each release, so the browser revalidates them. */
const sdkFiles = (folder: string): Hono => {
  const app = new Hono();
  app.use(compressed());
  app.use(etag());
  app.use(
    '/*',
    serveStatic({
      root: relative(process.cwd(), folder) || '.',
      rewriteRequestPath: (path) => path.replace(/^\/sdk/, ''),
      onFound: (path, c) => {
        const { mtimeMs, size } = statSync(path);
        c.header('etag', `"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`);
        c.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  return app;
};

export const pageRoutes = (pages: Pages, sdkFolder: string): Hono => {
  const app = new Hono();
  app.route('/sdk', sdkFiles(sdkFolder));
  app.get('*', (c) => {
    const page = pages.get(c.req.path === '/' ? '/index.html' : c.req.path);
    return page === undefined
      ? c.notFound()
      : c.body(page.body, 200, { 'content-type': page.contentType, 'cache-control': 'no-cache' });
  });
  return app;
};

/** Whether the SDK was built. */
export const isSdkBuilt = (): boolean => existsSync(join(SDK_FOLDER, 'index.js'));
