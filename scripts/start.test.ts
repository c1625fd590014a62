/** `npm start` as a user runs it: its output, and that no process is left however it ends. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from './ports.ts';

const ROOT = resolve(import.meta.dirname, '..');
const READY = 'Stop with Ctrl+C.';

const folders: string[] = [];
const blockers: Server[] = [];

afterEach(async () => {
  for (const blocker of blockers.splice(0)) {
    blocker.close();
  }
  for (const folder of folders.splice(0)) {
    // Only processes that a failed test left.
    pidsOf(folder).forEach((pid) => process.kill(Number(pid), 'SIGKILL'));
    await until(() => pidsOf(folder).length === 0);
    rmSync(folder, { recursive: true, force: true });
  }
});

const until = async (isTrue: () => boolean, withinMs = 60_000): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!isTrue()) {
    if (Date.now() > deadline) {
      throw new Error(`The condition was not met within ${withinMs} ms`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
};

const MARK = 'LIFESIGN_START_TEST';

/** All processes that were started for this data folder: each inherits the environment variable. */
const pidsOf = (folder: string): string[] =>
  readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) {
      return false;
    }
    try {
      return readFileSync(`/proc/${entry}/environ`, 'utf8').includes(`${MARK}=${folder}\0`);
    } catch {
      return false;
    }
  });

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-start-'));
  folders.push(folder);
  return folder;
};

interface Running {
  readonly folder: string;
  readonly gatewayUrl: string;
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** Waits until both servers answer. */
const start = async (): Promise<Running> => {
  const folder = newFolder();
  const [port, gatewayPort] = [await freePort(), await freePort()];
  const args = ['start', '--', '--port', `${port}`, '--gateway-port', `${gatewayPort}`, '--data', folder];
  const child = spawn('npm', args, {
    cwd: ROOT,
    env: { ...process.env, [MARK]: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until(() => output.includes(READY) || child.exitCode !== null, 150_000);
  return { folder, gatewayUrl: `http://127.0.0.1:${gatewayPort}`, child, output: () => output };
};

const answers = async (url: string): Promise<boolean> => (await fetch(url).catch(() => null))?.ok === true;

/** The process of scripts/start.ts itself, under npm and its shell. */
const starterOf = (folder: string): number => {
  const pid = pidsOf(folder).find((each) => {
    const words = readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0');
    return words.includes('scripts/start.ts') && !words.includes('-c');
  });
  return Number(pid);
};

test.each([
  ['SIGTERM to npm', ({ child }: Running) => child.kill('SIGTERM')],
  ['SIGHUP to the command', ({ folder }: Running) => process.kill(starterOf(folder), 'SIGHUP')],
  ['SIGKILL of the command', ({ folder }: Running) => process.kill(starterOf(folder), 'SIGKILL')],
])('%s leaves nothing running', { timeout: 240_000 }, async (_name, end) => {
  const running = await start();
  expect(running.output()).toMatch(/Starting the gateway [\s\S]*Open http:\/\/localhost:\d+/);
  expect(await answers(`${running.gatewayUrl}/readyz`)).toBe(true);
  // npm, its shell, the command, the gateway, the partner.
  expect(pidsOf(running.folder).length).toBeGreaterThanOrEqual(5);
  end(running);
  await until(() => pidsOf(running.folder).length === 0);
  expect(await answers(`${running.gatewayUrl}/readyz`)).toBe(false);
});

const occupied = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer();
    blockers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

test.each([['--port'], ['--gateway-port']])('a busy %s is reported at once', { timeout: 60_000 }, async (option) => {
  const other = option === '--port' ? '--gateway-port' : '--port';
  const [busy, free] = [await occupied(), await freePort()];
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['start', '--silent', '--', option, `${busy}`, other, `${free}`, '--data', newFolder()],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(stderr).toBe(`Port ${busy} is in use by another program: choose another with ${option}.\n`);
  expect([status, stdout]).toEqual([1, '']);
});

test('a wrong option prints the usage', { timeout: 60_000 }, () => {
  const { status, stderr } = spawnSync('npm', ['start', '--silent', '--', '--prot', '1'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Unknown option '--prot'");
  expect(stderr).toContain('Usage: npm start');
  expect(stderr).not.toContain('    at ');
});
