/** The OpenAPI document, and a page for people that loads all its files from the gateway. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { GatewayEnv } from './env.ts';

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** Addresses are relative, so that it also works under a path of a proxy. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Lifesign gateway</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

/** The bundled page puts style attributes and data images into its own markup, and needs nothing else beyond this host. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const WEEK = 'public, max-age=604800';

/**
 * `describe` creates the document; called once, on the first request. Only what is the same for every caller is compressed: the length
 * of a compressed answer that holds a secret beside the caller's own text reveals the secret (BREACH).
 */
export const docsRoutes = (describe: () => object): Hono<GatewayEnv> => {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: object | undefined;

  return new Hono<GatewayEnv>()
    .get('/openapi.json', compress(), (c) => {
      document ??= describe();
      return c.json(document);
    })
    .get('/docs', (c) => c.html(PAGE))
    .get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:file', compress(), async (c, next) => {
      const file = c.req.param('file');
      const contentType = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
      if (contentType === undefined) {
        return next();
      }
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      return c.body(bytes, 200, { 'content-type': contentType, 'cache-control': WEEK });
    });
};
