/**
 * The admin page's files. There is no build: the page's TypeScript is sent with its types removed, and Lit from its package.
 * Nothing is loaded from other hosts.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { GatewayEnv } from '../../http/env.ts';

const FOLDER = new URL('../../../admin/', import.meta.url);

/** All files of Lit, each with its package. */
const LIBRARY = [
  ['lit', 'index.js'],
  ['lit-html', 'lit-html.js'],
  ['lit-html', 'is-server.js'],
  ['lit-element', 'lit-element.js'],
  ['@lit/reactive-element', 'reactive-element.js'],
  ['@lit/reactive-element', 'css-tag.js'],
] as const;

const IMPORTS = JSON.stringify({
  imports: {
    'lit': './admin/lib/lit/index.js',
    'lit-html': './admin/lib/lit-html/lit-html.js',
    'lit-html/is-server.js': './admin/lib/lit-html/is-server.js',
    'lit-element/lit-element.js': './admin/lib/lit-element/lit-element.js',
    '@lit/reactive-element': './admin/lib/@lit/reactive-element/reactive-element.js',
  },
});

/** Addresses are relative, so that the page also works under a path of a proxy. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Lifesign admin</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="admin/page.css">
    <script type="importmap">${IMPORTS}</script>
    <script type="module" src="admin/lifesign-admin.ts"></script>
  </head>
  <body><lifesign-admin></lifesign-admin></body>
</html>
`;

const IMPORTS_HASH = createHash('sha256').update(IMPORTS).digest('base64');

/** The import map is the one script in the page itself, and is allowed by its hash. */
export const ADMIN_POLICY =
  `default-src 'none'; script-src 'self' 'sha256-${IMPORTS_HASH}'; style-src 'self'; img-src 'self' blob: data:; ` +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };
const STYLE = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' };

const readLibrary = (): Map<string, string> =>
  new Map(LIBRARY.map(([name, file]) => [`${name}/${file}`, readFileSync(join(folderOf(name), file), 'utf8')]));

/** Folder of a package. Its entry would resolve by Node's conditions, and the browser's file is needed here. */
const folderOf = (name: string): string => {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = join('node_modules', name);
  return entry.slice(0, entry.lastIndexOf(folder) + folder.length);
};

const readPage = (): Map<string, string> =>
  new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, stripTypeScriptTypes(readFileSync(new URL(file, FOLDER), 'utf8'))]),
  );

export const adminPageRoutes = (): Hono<GatewayEnv> => {
  const scripts = readPage();
  const library = readLibrary();
  const style = readFileSync(new URL('page.css', FOLDER), 'utf8');
  return new Hono<GatewayEnv>()
    .get('/admin', (c) => c.html(PAGE))
    .get('/admin/page.css', compress(), (c) => c.body(style, 200, STYLE))
    .get('/admin/lib/*', compress(), async (c, next) => {
      const source = library.get(c.req.path.slice('/admin/lib/'.length));
      return source === undefined ? next() : c.body(source, 200, SCRIPT);
    })
    .get('/admin/:file', compress(), async (c, next) => {
      const source = scripts.get(c.req.param('file'));
      return source === undefined ? next() : c.body(source, 200, SCRIPT);
    });
};
