/** The command line for keys, as a process, with its own data folder. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../../testkit/bare-environment.ts';
import { fillDataFolder } from '../../test/support/shared-databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifesign-keys-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(
    process.execPath,
    ['--conditions=lifesign-source', fileURLToPath(new URL('./api-keys.ts', import.meta.url)), ...args],
    { env: { ...BARE_ENVIRONMENT, DATA_DIR: folder }, encoding: 'utf8' },
  );

test('create shows a key once, list never, revoke ends it', { timeout: 180_000 }, async () => {
  await fillDataFolder(folder);
  const created = run('create', '--account', 'acme', '--test', '--product', 'face-match');
  expect(created.stderr).toBe('');
  const [id = '', key = ''] = created.stdout.split('\n');
  expect(key).toMatch(/^ev_test_[\w-]{43}$/);
  const listed = run('list').stdout;
  expect(listed).toMatch(new RegExp(`^${id}\tacme\ttest\tface-match\t\\S+\t-\n$`));
  expect(listed).not.toContain(key);
  expect(run('revoke', id).stdout).toBe('revoked\n');
  expect(run('list').stdout).not.toContain('\t-\n');
  const again = run('revoke', id);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain(`There is no such key in force: ${id}`);
  const wrong = run('create');
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toContain('npm run api-keys');
});
