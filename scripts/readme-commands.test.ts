/** The commands of README.md and gateway/README.md, run as written, against the gateway that they start. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../testkit/bare-environment.ts';
import { renderPicture } from '../testkit/rendered-face.ts';
import { freePort } from './ports.ts';

const ROOT = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** Commands that are not run here, and the test that runs them. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm (ci && npm )?start$/, 'scripts/start.test.ts'],
  [/^npx openapi-typescript /, 'gateway/test/client.test.ts'],
  [/^npm run docs$/, 'runs until it is ended; npm run docs:check builds the same'],
  [/^npx lifesign-gateway (web|worker)$/, 'gateway/test/roles.test.ts runs the roles'],
  [/^npm run experts /, 'gateway/src/cli/experts.test.ts, without the nets of others'],
  [
    /^npm test$|^npm run (check|clip|pad:\w+|bench|bench:[\w-]+|screenshots|test:examples)( |$)/,
    'takes minutes, or data of its own',
  ],
];

/** Every command of the document, with continued lines joined and comments removed. */
const commandsOf = (file: string): readonly string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .map((line) => line.replace(/\s+#\s.*$/, '').trim())
      .filter((line) => line !== ''),
  );

const COMMANDS = [...commandsOf('README.md'), ...commandsOf('gateway/README.md')];
const LEFT = COMMANDS.filter((command) => !ELSEWHERE.some(([pattern]) => pattern.test(command)));

const folder = mkdtempSync(join(tmpdir(), 'lifesign-readme-'));
/** npm runs its scripts in the project's folder, so its commands resolve there. */
const WRITTEN = ['ends.json', 'heads.txt'].map((name) => join(ROOT, name));

const env: Record<string, string | undefined> = {
  ...BARE_ENVIRONMENT,
  HOME: folder,
  CURL_HOME: folder,
  DATA_DIR: join(folder, 'data'),
  LIFESIGN_CONFIG: join(folder, 'gateway.json'),
  PASSWORD: 'lifesign-demo',
};

const ran = new Set<string>();
let gateway: ChildProcess | null = null;

/** `ID` is the reader's value. */
const shell = async (command: string, id = 'ID'): Promise<string> => {
  expect(LEFT).toContain(command);
  ran.add(command);
  const cwd = command.includes('photo.jpg') ? folder : ROOT;
  const { stdout } = await run('sh', ['-ec', command.replace(/\bID$/, id)], { cwd, env });
  return stdout;
};

const matching = (pattern: RegExp): readonly string[] => {
  const found = LEFT.filter((command) => pattern.test(command));
  expect(found.length).toBeGreaterThan(0);
  return found;
};

beforeAll(async () => {
  const demo = JSON.parse(readFileSync(join(ROOT, 'gateway/config.demo.json'), 'utf8')) as { readonly lcp: object };
  const lcp = { ...demo.lcp, userDetails: { type: 'reference-images' } };
  writeFileSync(join(folder, 'gateway.json'), JSON.stringify({ ...demo, lcp }));
  writeFileSync(join(folder, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n');
  writeFileSync(join(folder, 'photo.jpg'), await renderPicture({ faces: [{ x: 320, y: 240, size: 280 }] }));
});
afterAll(() => {
  gateway?.kill('SIGTERM');
  [folder, ...WRITTEN].forEach((path) => rmSync(path, { recursive: true, force: true }));
});

test('curl is asked for nothing that version 7.68 lacks', () => {
  const used = COMMANDS.filter((command) => command.startsWith('curl')).flatMap(
    (command) => command.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/(?<= )--?[a-zA-Z-]+/g) ?? [],
  );
  expect(new Set(used)).toEqual(new Set(['-H', '-X', '-i', '-d', '-u', '-T']));
});

test('every command does what the document says', { timeout: 420_000 }, async () => {
  const [create = '', list = '', revoke = ''] = matching(/^npm run api-keys /);
  const [id = '', key = ''] = (await shell(create))
    .split('\n')
    .filter((line) => /^([\w-]{36}|ev_live_\S+)$/.test(line));
  expect(await shell(list)).toContain(id);
  env['API_KEY'] = key;

  const [startGateway = ''] = matching(/^npm run start:gateway$/);
  ran.add(startGateway);
  const port = await freePort();
  const [npm = '', ...words] = startGateway.split(' ');
  const child = spawn(npm, words, {
    cwd: ROOT,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  gateway = child;
  child.stdout.resume();
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(`${address}/readyz`).catch(() => null))?.ok; tries += 1) {
    expect(tries).toBeLessThan(600);
    await new Promise((done) => setTimeout(done, 200));
  }

  // The one line that names the address of `npm start`.
  const [assignment = ''] = matching(/^GATEWAY=/);
  expect(assignment).toBe('GATEWAY=http://127.0.0.1:8080');
  ran.add(assignment);
  env['GATEWAY'] = address;
  env['TOKEN'] = (await run('sh', ['-c', 'npm run --silent bpm-token'], { cwd: ROOT, env })).stdout.trim();
  const calls = matching(/^curl /).toSorted(
    (a, b) => Number(b.includes('photo.jpg')) - Number(a.includes('photo.jpg')),
  );
  for (const call of calls) {
    expect([call, (await shell(call)).split('\n').at(-1)]).toEqual([call, call.includes('photo.jpg') ? '204' : '200']);
  }
  // Closed once every process that npm started has ended.
  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGTERM');
  await ended;

  await shell(revoke, id);
  const [head = ''] = matching(/^npm run audit:head$/);
  const heads = await shell(head);
  expect(heads).toContain('"chain"');
  writeFileSync(join(ROOT, 'heads.txt'), heads);
  for (const verify of matching(/^npm run audit:verify/)) {
    expect(await shell(verify)).toContain('0 broken');
  }
  expect(LEFT.filter((command) => !ran.has(command))).toEqual([]);
});
