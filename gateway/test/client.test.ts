/** The published OpenAPI document: linted, and a client generated from it as the README describes, compiled and run. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../testkit/bare-environment.ts';
import { familiesConfig } from './support/families.ts';
import { CLIENT_ID, PASS_KEY, startGateway, type TestGateway } from './support/harness.ts';
import { type Served, serveApp } from './support/socket.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let gateway: TestGateway;
let served: Served;
let folder: string;

beforeAll(async () => {
  gateway = await startGateway({ config: familiesConfig(), derivePublicUrl: true });
  served = await serveApp(gateway.app);
  // Inside the project, so that Node finds the packages.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.cache/client-'));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await served.close();
  await gateway.close(2000);
});

const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const address = (): string => `http://127.0.0.1:${served.port}`;

/** The first block of that language under the heading. */
const blockOf = (heading: string, language: string): string => {
  const [, section = ''] = readFileSync(join(ROOT, 'gateway/README.md'), 'utf8').split(`## ${heading}\n`);
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
};

test('redocly reports no problem in it', { timeout: 120_000 }, async () => {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, await (await served.app.request('/openapi.json')).text());
  const { stdout } = await run(bin('redocly'), ['lint', '--format=json', file], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  const { totals, problems } = JSON.parse(stdout) as { readonly totals: object; readonly problems: unknown[] };
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});

test('the client of the README compiles and calls a gateway', { timeout: 180_000 }, async () => {
  const heading = 'A client of your own';
  const [program = '', ...words] = blockOf(heading, 'sh').trim().replaceAll('"', '').split(' ').slice(1);
  const args = words.map((word) => word.replace('$GATEWAY', address()));
  await run(bin(program), args, { cwd: folder });
  writeFileSync(join(folder, 'client.ts'), blockOf(heading, 'ts'));
  const compilerOptions = {
    noEmit: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    target: 'esnext',
    module: 'nodenext',
    types: ['node'],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  const compile = (file: string) => {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    return run(bin('tsc'), ['-p', '.'], { cwd: folder }).catch((error: unknown) => {
      throw new Error(String((error as { readonly stdout?: string }).stdout));
    });
  };
  await compile('client.ts');
  const { stdout } = await run(process.execPath, ['client.ts'], {
    cwd: folder,
    env: { ...BARE_ENVIRONMENT, GATEWAY: address(), CLIENT_ID, PASS_KEY },
  });
  expect(stdout.trim()).toBe('SUBMISSION_DOES_NOT_EXIST');

  // A wrong name does not compile, because the types come from the document.
  writeFileSync(join(folder, 'wrong.ts'), blockOf(heading, 'ts').replace("'pass-key'", "'passkey'"));
  await expect(compile('wrong.ts')).rejects.toThrow('passkey');
});
