/** The hosts' pages: built once, in memory, without the SDK, and served beside its build without a content policy. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, parse, resolve } from 'node:path';
import { build } from 'vite';

/** Hosts with their own dialog. */
export const DIALOG_HOSTS = ['radix', 'radix-sheet', 'headless-ui', 'react-aria', 'theme'] as const;

const SOURCES = [
  'radix.tsx',
  'radix-sheet.tsx',
  'headless-ui.tsx',
  'react-aria.tsx',
  'theme.ts',
  'plain.ts',
  'react-late.tsx',
] as const;

const FOLDER = resolve(import.meta.dirname, 'pages');
const SDK = resolve(import.meta.dirname, '../../dist');

const SDK_ADDRESSES = {
  'lifesign': '/sdk/index.js',
  'lifesign/define': '/sdk/define.js',
  'lifesign/testing': '/sdk/testing.js',
} as const;

const STYLE = `
  .overlay { position: fixed; inset: 0; background: rgb(0 0 0 / 40%); }
  .panel { position: fixed; inset: 20% 10% auto; z-index: 2147483647; padding: 20px; background: #fff; }
  [hidden] { display: none; }
`;

const THEME_STYLE = `
  *, *::before, *::after { all: unset; box-sizing: inherit; }
  style, script, head, title, meta { display: none; }
  html { display: block; font-size: 62.5%; box-sizing: border-box; }
  body, div, p { display: block; }
  body { font: italic 700 2.4rem/2.2 serif; letter-spacing: 0.4rem; text-transform: uppercase; color: #c00; text-align: right; }
  :empty:not(input) { display: none; }
`;

const shell = (name: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${name}</title><style>${name === 'theme' ? THEME_STYLE : ''}${STYLE}</style></head>
<body><script type="module" src="/${name}.js"></script></body></html>`;

const buildPages = async (): Promise<ReadonlyMap<string, string>> => {
  const result = await build({
    root: FOLDER,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(SOURCES.map((source) => [parse(source).name, join(FOLDER, source)])),
        external: Object.keys(SDK_ADDRESSES),
        output: { paths: SDK_ADDRESSES, entryFileNames: '[name].js' },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return new Map(
    outputs
      .flatMap((output) => ('output' in output ? output.output : []))
      .flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])),
  );
};

const CONTENT_TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

export interface HostServer {
  readonly address: string;
  stop(): void;
}

export const serveHosts = async (): Promise<HostServer> => {
  const pages = await buildPages();
  const answer = async (path: string): Promise<{ readonly body: string | Buffer; readonly type: string } | null> => {
    const sdk = /^\/sdk(?:-copy)?(\/[\w./-]+)$/.exec(path)?.[1];
    if (sdk !== undefined) {
      const type = CONTENT_TYPES[extname(sdk)] ?? 'application/octet-stream';
      return { body: await readFile(join(SDK, sdk)), type };
    }
    const script = pages.get(path);
    if (script !== undefined) {
      return { body: script, type: 'text/javascript' };
    }
    return pages.has(`${path}.js`) ? { body: shell(path.slice(1)), type: 'text/html' } : null;
  };
  const serve = async (path: string, response: ServerResponse): Promise<void> => {
    const found = await answer(path).catch(() => null);
    response.writeHead(found === null ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.body);
  };
  const server = createServer((request, response) => {
    void serve(new URL(request.url ?? '/', 'http://host').pathname, response);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
};
