/** Operators' mistakes, made with the real commands: one line that names file or variable, field and remedy. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../../testkit/bare-environment.ts';
import { verifyPassword } from '../admin/password.ts';
import { MAIN } from '../../test/support/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-mistakes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Env = Readonly<Record<string, string>>;

const scriptOf = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

const run = (script: string, args: readonly string[], env: Env = {}, input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=lifesign-source', script, ...args], {
    env: { ...BARE_ENVIRONMENT, DATA_DIR: join(folder, 'data'), ...env },
    encoding: 'utf8',
    input,
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  return { status, stdout, stderr };
};

const fileWith = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** The message, taken from the log line once there is a log. */
const saidBy = ({ stdout, stderr }: ReturnType<typeof run>): string[] =>
  [...stdout.split('\n'), ...stderr.split('\n')]
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('{') ? (JSON.parse(line) as { readonly msg: string }).msg : line));

const PARTNER = {
  clientId: 'client-0001',
  name: 'One',
  passKeySha256: ['0'.repeat(64)],
  onboardingPartners: [{ id: 'ONE-SDK-COE' }],
};

describe('the gateway does not start, and says why in one line', () => {
  test.each<[string, Env, string | RegExp]>([
    [
      'a missing configuration',
      { LIFESIGN_CONFIG: '/nowhere/gateway.json' },
      'The configuration /nowhere/gateway.json: it cannot be read (ENOENT); LIFESIGN_CONFIG or --config names the file',
    ],
    [
      'one that is not JSON',
      { LIFESIGN_CONFIG: fileWith('comma.json', '{\n  "partners": [,]\n}') },
      /^The configuration \S+comma\.json: it is not JSON \(Unexpected token ','\)$/,
    ],
    [
      'a truncated one',
      { LIFESIGN_CONFIG: fileWith('short.json', '{ "partners": ') },
      /^The configuration \S+short\.json: it is not JSON \(Unexpected end\)$/,
    ],
    [
      'wrong fields',
      {
        LIFESIGN_CONFIG: fileWith(
          'fields.json',
          JSON.stringify({ audit: { retentionDays: -1 }, partners: [{ ...PARTNER, passKey: 'secret-itself' }] }),
        ),
      },
      /^The configuration \S+fields\.json: audit\.retentionDays: Too small[^;]*; partners\[0\]: Unrecognized key: "passKey"\. gateway\/config\.example\.json shows every field$/,
    ],
    [
      'a variable that its placeholder needs',
      { LIFESIGN_CONFIG: fileWith('variable.json', JSON.stringify({ partners: [{ ...PARTNER, name: '${BANK}' }] })) },
      /^The configuration \S+variable\.json: the environment variable BANK is asked for and not set$/,
    ],
    [
      'an invalid port and an invalid database address',
      { PORT: 'eighty', DATABASE_URL: 'mysql://user:secret@db' },
      /^The environment: PORT: [^;]*; DATABASE_URL: must begin with postgres:\/\/\. gateway\/README\.md lists the variables$/,
    ],
    [
      'a data folder that is a file',
      { DATA_DIR: fileWith('data-file', '') },
      /^DATA_DIR \S+data-file cannot be written to \(EEXIST\): name another folder$/,
    ],
    [
      'a database that cannot be reached',
      {
        DATABASE_URL: 'postgres://user:secret@127.0.0.1:9/db',
        LIFESIGN_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
      },
      'The database that DATABASE_URL names cannot be reached (ECONNREFUSED): check address and server',
    ],
  ])('%s', { timeout: 90_000 }, (_name, env, message) => {
    const answer = run(MAIN, [], { PORT: '0', ...env });
    expect(answer.status).toBe(1);
    const said = saidBy(answer);
    expect(said).toHaveLength(1);
    if (typeof message === 'string') {
      expect(said[0]).toBe(message);
    } else {
      expect(said[0]).toMatch(message);
    }
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  test('a port in use', { timeout: 90_000 }, async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      const answer = run(MAIN, [], { PORT: `${port}`, LOG_LEVEL: 'warn' });
      expect(answer.status).toBe(1);
      expect(saidBy({ ...answer, stderr: '' })).toEqual([
        `Port ${port} of 127.0.0.1 is in use: set PORT to another one`,
      ]);
    } finally {
      blocker.close();
    }
  });
});

describe('commands', () => {
  test.each<[string, string, readonly string[], string]>([
    ['an option that does not exist', 'audit-verify', ['--heads', 'x'], "Unknown option '--heads'"],
    ['no account', 'api-keys', ['create'], '--account is missing'],
    [
      'a product that does not exist',
      'api-keys',
      ['create', '--account', 'a', '--product', 'iris'],
      '--product must be',
    ],
    ['no command', 'api-keys', [], 'Which command?'],
    ['a user that is not a number', 'bpm-token', ['--user', 'me'], '--user must be'],
  ])('%s prints the usage', { timeout: 60_000 }, (_name, script, args, message) => {
    const { status, stdout, stderr } = run(scriptOf(script), args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm run');
    expect(stderr).not.toContain('    at ');
  });

  test.each(['00000000-0000-4000-8000-000000000000', 'acme'])('no such key: %s', { timeout: 90_000 }, (id) => {
    const { status, stderr } = run(scriptOf('api-keys'), ['revoke', id]);
    expect(status).toBe(1);
    expect(stderr).toBe(`There is no such key in force: ${id}. \`npm run api-keys -- list\` shows the ids\n`);
  });

  test('bpm-token prints tokens of customers and administrators by the configuration', { timeout: 60_000 }, () => {
    const customer = decodeJwt(run(scriptOf('bpm-token'), []).stdout);
    expect(customer).toMatchObject({ iss: 'lifesign-demo', aud: 'lifesign', sub: '1', roles: ['customer'] });
    const config = fileWith(
      'bpm.json',
      JSON.stringify({
        bpm: {
          issuer: 'i',
          audience: 'a',
          secret: 's'.repeat(32),
          rolesClaim: 'groups',
          adminRole: 'chief',
          userIdClaim: 'uid',
        },
        partners: [PARTNER],
      }),
    );
    const admin = decodeJwt(
      run(scriptOf('bpm-token'), ['--admin', '--user', '9007199254740993', '--config', config]).stdout,
    );
    expect(admin).toMatchObject({ iss: 'i', aud: 'a', groups: ['chief'], uid: '9007199254740993' });
    expect((admin.exp ?? 0) - (admin.iat ?? 0)).toBe(3600);
  });
});

describe('admin:password', () => {
  const SCRIPT = scriptOf('admin-password');
  const PASSWORD = 'correct horse battery';

  test('reads from a pipe; too short or nothing is refused', { timeout: 60_000 }, async () => {
    const { stdout, stderr } = run(SCRIPT, [], {}, `${PASSWORD}\n`);
    expect(stderr).toBe('');
    expect(await verifyPassword(PASSWORD, stdout.trim())).toBe(true);
    expect(run(SCRIPT, [], {}, 'short\n')).toMatchObject({ status: 1, stderr: 'At least 12 characters, please.\n' });
    expect(run(SCRIPT, [], {}, '')).toMatchObject({ status: 1, stderr: 'No password was given.\n' });
  });

  const hasScript = spawnSync('script', ['--version']).status === 0;

  test.skipIf(!hasScript)('does not echo what is typed at a terminal', { timeout: 60_000 }, async () => {
    const command = `${process.execPath} --conditions=lifesign-source ${SCRIPT}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
      // Typed after the prompt: before it, the terminal echoes.
      if (/(Password|Once more): $/.test(shown)) {
        child.stdin.write(`${PASSWORD}\r`);
      }
    });
    await new Promise((resolve) => child.once('close', resolve));
    expect(shown).not.toContain('horse');
    const [, hash = ''] = /(scrypt\S+)/.exec(shown) ?? [];
    expect(await verifyPassword(PASSWORD, hash)).toBe(true);
  });
});
