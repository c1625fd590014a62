/** The command line for experts, as a process, with its own files. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BARE_ENVIRONMENT } from '../../../testkit/bare-environment.ts';
import { EXPERTS_FOLDER, HAS_EXPERTS, NO_EXPERTS } from '../../../testkit/recordings.ts';
import { loadEngineConfig } from '../config.ts';
import { sha256 } from '../../test/support/harness.ts';
import { tinyNet } from '../../test/support/tiny-onnx.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lifesign-experts-')));
const config = join(folder, 'config.json');
const net = join(folder, 'nets', 'tiny.onnx');
const NET = tinyNet({ size: 12, bias: [1.5, -0.25] });

const BEFORE = { partners: [{ passKeySha256: ['${PASS_KEY_SHA256}'] }], engine: { joint: { bias: 0.25 } } };

beforeAll(() => {
  mkdirSync(join(folder, 'nets'));
  writeFileSync(net, NET);
  writeFileSync(config, JSON.stringify(BEFORE));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=lifesign-source', fileURLToPath(new URL('./experts.ts', import.meta.url)), ...args],
    { env: BARE_ENVIRONMENT, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

const SETTINGS = ['--name', 'tiny', '--scale', '1.5', '--border', 'reflected', '--size', '12', '--order', 'RGB'];
const REST = ['--range', '0-1', '--output', 'difference', '--live', '0'];

const ENTRY = {
  name: 'tiny',
  sha256: sha256(NET),
  crop: { scale: 1.5, border: 'reflected' },
  input: { size: 12, order: 'RGB', range: '0-1' },
  output: { kind: 'difference', live: [0] },
  knownAnswers: [1.75, 1.75],
};

describe('npm run experts', { timeout: 120_000 }, () => {
  test('add prints an entry that a configuration can hold', () => {
    const { status, stdout } = run('add', net, ...SETTINGS, ...REST);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ...ENTRY, file: net, weight: 0.2 });
  });

  test('add writes it into a configuration and changes nothing else; check accepts it', () => {
    chmodSync(config, 0o600);
    const added = run('add', net, ...SETTINGS, ...REST, '--weight', '0.5', '--config', config);
    expect(added).toEqual({
      status: 0,
      stderr: '',
      stdout: `tiny (SHA-256 ${ENTRY.sha256.slice(0, 12)}, weight 0.5) added to ${config}\n`,
    });
    const file = join('nets', 'tiny.onnx');
    const engine = { ...BEFORE.engine, experts: [{ ...ENTRY, file, weight: 0.5 }] };
    expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({ ...BEFORE, engine });
    expect(loadEngineConfig(config).experts[0]?.file).toBe(net);
    expect(statSync(config).mode & 0o777).toBe(0o600);

    const again = run('add', net, ...SETTINGS, ...REST, '--weight', '0.75', '--config', config);
    expect(again.stdout).toContain('weight 0.75) replaced in');
    expect(loadEngineConfig(config).experts).toMatchObject([{ name: 'tiny', weight: 0.75 }]);

    expect(run('check', '--config', config)).toEqual({
      status: 0,
      stderr: '',
      stdout:
        `ok  tiny  SHA-256 ${ENTRY.sha256.slice(0, 12)}, weight 0.75\n` +
        'Joined by weight 1 of our net, scale 1, bias 0.25\n',
    });
  });

  test('add does not change an invalid configuration', () => {
    const broken = join(folder, 'broken', 'config.json');
    mkdirSync(join(folder, 'broken'));
    const text = JSON.stringify({ engine: { expert: [] } });
    writeFileSync(broken, text);
    const { status, stderr } = run('add', net, ...SETTINGS, ...REST, '--config', broken);
    expect(status).toBe(1);
    expect(stderr).toContain('"expert"');
    expect(readFileSync(broken, 'utf8')).toBe(text);
    expect(readdirSync(join(folder, 'broken'))).toEqual(['config.json']);
  });

  test('check names a file whose contents changed', () => {
    const other = join(folder, 'other.json');
    const exchanged = join(folder, 'exchanged.onnx');
    copyFileSync(net, exchanged);
    writeFileSync(other, '{}');
    expect(run('add', exchanged, ...SETTINGS, ...REST, '--config', other).status).toBe(0);
    writeFileSync(exchanged, tinyNet({ size: 12, bias: [9, 0] }));
    const { status, stderr } = run('check', '--config', other);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Expert tiny: \S+exchanged\.onnx has the SHA-256 [0-9a-f]{64}, its entry says [0-9a-f]{64}\n$/,
    );
  });

  test.each([
    ['no file', ['add'], 'npm run experts'],
    ['a file that is not there', ['add', join(folder, 'none.onnx'), '--as', 'facenox'], 'ENOENT'],
    ['no such preset', ['add', net, '--as', 'toString'], 'There is no preset toString'],
    ['a weight that is not a number', ['add', net, ...SETTINGS, ...REST, '--weight', 'much'], 'weight'],
    ['a setting that is missing', ['add', net, ...SETTINGS], 'output.kind'],
    [
      'a preset that the file does not fit',
      ['add', net, '--as', 'minifas-v2'],
      'its input is 1 x 3 x 12 x 12 and not 1 x 3 x 80 x 80',
    ],
    ['an unknown option', ['add', net, '--colour', 'red'], 'npm run experts'],
    ['check without a configuration', ['check'], 'Which configuration?'],
  ] as const)('%s', (_case, args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });
});

describe.skipIf(!HAS_EXPERTS)(`the open nets (skipped with ${NO_EXPERTS})`, { timeout: 120_000 }, () => {
  test('need only their preset, and their licence terms are printed', () => {
    const all = join(folder, 'open.json');
    writeFileSync(all, '{}');
    const said = [
      ['minifas-v2', 'minifas-v2-2.7'],
      ['minifas-v1se', 'minifas-v1se-4.0'],
      ['facenox', 'facenox-1.5'],
    ].map(([name = '', file]) => run('add', join(EXPERTS_FOLDER, `${file}.onnx`), '--as', name, '--config', all));
    expect(said.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(said[0]?.stderr).toContain('Apache-2.0');
    expect(said[2]?.stderr).toContain('non-commercial');
    expect(said.map(({ stderr }) => stderr).join('')).not.toContain('is not the file');
    const { status, stdout } = run('check', '--config', all);
    expect([status, stdout.match(/^ok /gm)?.length]).toEqual([0, 3]);
  });
});
