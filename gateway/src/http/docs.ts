/** The contract as OpenAPI 3.1, and a page for people; every file of that page comes from here. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { GatewayEnv } from './env.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Lifesign gateway',
    version: '1.0.0',
    description:
      'Passive face liveness and 1:1 face verification. Both tokens travel in `x-onekyc-token`. In headers, ids beyond ' +
      "ASCII are UTF-8 bytes or RFC 8187 values (`UTF-8''Jos%C3%A9`).",
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  tags: [
    { name: 'Partner backend', description: 'Server to server, with the partner token.' },
    { name: 'SDK', description: 'From the page, with the user token.' },
    { name: 'BPM self-service', description: 'Where configured; with your own bearer tokens.' },
    { name: 'Liveness Check Proxy', description: 'Where configured; `/admin` for administrators.' },
    { name: 'e-verify', description: 'Server to server with an API key; from the page with a capture token.' },
  ],
};

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

export const docsRoutes = (app: OpenAPIHono<GatewayEnv>): Hono<GatewayEnv> => {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: ReturnType<typeof app.getOpenAPI31Document> | undefined;

  return new Hono<GatewayEnv>()
    .get('/openapi.json', (c) => {
      document ??= app.getOpenAPI31Document(DOCUMENT);
      return c.json(document);
    })
    .get('/docs', (c) => c.html(PAGE))
    .get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:file', async (c, next) => {
      const file = c.req.param('file');
      const contentType = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
      if (contentType === undefined) {
        return next();
      }
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      return c.body(bytes, 200, { 'content-type': contentType, 'cache-control': WEEK });
    });
};
