/** The published command, run in Node against a server that serves the files correctly or not. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASSETS } from '../../src/vision/assets.ts';
import { ensureBuild } from '../build.ts';
import { SCRIPT_FILE, WORKER_FILE } from './static-files.ts';

const CLI = resolve(import.meta.dirname, '../../dist/cli.js');
const NET = ASSETS['liveness-weights'].file;
const folder = mkdtempSync(join(tmpdir(), 'lifesign-cli-'));

const lifesign = (...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });

interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: Buffer | string;
}

/** Serves the folder, with other answers for some files, while `work` runs. */
const serving = async <T>(
  answers: Readonly<Record<string, Answer>>,
  work: (address: string) => Promise<T>,
): Promise<T> => {
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '');
    const { status = 200, body, type } = answers[name] ?? {};
    response.setHeader('content-type', type ?? (name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream'));
    response.writeHead(status).end(body ?? readFileSync(join(folder, name)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/static`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

beforeAll(async () => {
  ensureBuild();
  expect(await lifesign('copy-assets', folder)).toMatchObject({ code: 0 });
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('copy-assets copies every file that a page loads, and prints the script tag with its integrity', async () => {
  const { output } = await lifesign('copy-assets', folder);
  const integrity = createHash('sha384')
    .update(readFileSync(join(folder, SCRIPT_FILE)))
    .digest('base64');
  expect(output).toContain(`integrity="sha384-${integrity}"`);
  for (const file of [WORKER_FILE, NET, 'NOTICE.txt']) {
    expect(readFileSync(join(folder, file)).byteLength).toBeGreaterThan(0);
  }
});

test('verify reports no problem on a correct server', async () => {
  const { code, output } = await serving({}, (address) => lifesign('verify', address));
  expect(output).toContain('All files are served correctly.');
  expect(output).not.toContain('fix:');
  expect(code).toBe(0);
});

test.each([
  ['is missing', NET, { status: 404 }, /status 404: copy it there with npx lifesign copy-assets DIR/],
  ['is the page', NET, { type: 'text/html', body: '<!doctype html>' }, /a web page came in its place/],
  ['is from another release', NET, { body: 'other' }, /it is another file: .* \(SHA-256 [0-9a-f]{64}, expected/],
  ['is gzip without Content-Encoding', NET, { body: Buffer.from([0x1f, 0x8b, 8]) }, /does not say so/],
  ['is a worker as plain text', WORKER_FILE, { type: 'text/plain' }, /content type "text\/plain"/],
] as const)('verify reports a file that %s', async (_, file, answer, words) => {
  const { code, output } = await serving({ [file]: answer }, (address) => lifesign('verify', address));
  expect(output).toMatch(new RegExp(`FAIL http://127.0.0.1:\\d+/static/${file}`));
  expect(output).toMatch(words);
  expect(output).toContain('1 to fix.');
  expect(code).toBe(1);
});

test('verify with the origin of the page checks CORS', async () => {
  const { code, output } = await serving({}, (address) =>
    lifesign('verify', address, '--origin', 'https://page.example'),
  );
  expect(output).toContain('pages of https://page.example may not read it');
  expect(code).toBe(1);
});

test('anything else is answered with the usage', async () => {
  expect(await lifesign('verify', 'no address')).toMatchObject({
    code: 2,
    output: expect.stringContaining('copy-assets DIR'),
  });
});
