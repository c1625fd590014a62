import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mayFollow, released } from './release-steps.ts';

const ROOT = resolve(import.meta.dirname, '..');
const FILES = ['package.json', 'package-lock.json', 'gateway/package.json', 'src/version.ts', 'CHANGELOG.md'];

let folder = '';

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

const release = (...args: readonly string[]) =>
  spawnSync(process.execPath, [resolve(ROOT, 'scripts/release.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
    },
  });

/** The obstacle, how to make it, the version asked for, and the refusal. */
const OBSTACLES: readonly (readonly [string, () => unknown, string, string])[] = [
  ['a version before', () => undefined, '0.0.1', 'is not a version after'],
  ['no version', () => undefined, 'soon', 'is not a version after'],
  ['a tag that exists', () => git('tag', 'v9.8.7'), '9.8.7', 'is a tag already'],
  ['another branch', () => git('checkout', '--quiet', '-b', 'side'), '9.8.7', 'on the main branch'],
  ['changes', () => writeFileSync(join(folder, 'new.txt'), 'x'), '9.8.7', 'not committed'],
];

describe('a release', () => {
  /** A repository with the files of this one that a release changes. */
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
    for (const file of FILES) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      cpSync(resolve(ROOT, file), join(folder, file));
    }
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'All');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is one commit and one tag, with one version everywhere', () => {
    const { status, stdout, stderr } = release('9.8.7', '--tested');
    expect(`${status} ${stderr}`).toBe('0 ');
    expect(stdout).toContain('git push --follow-tags');
    const lock = JSON.parse(read('package-lock.json')) as {
      version: string;
      packages: Record<string, { version?: string }>;
    };
    expect(JSON.parse(read('package.json'))).toMatchObject({ name: 'lifesign', version: '9.8.7' });
    expect(JSON.parse(read('gateway/package.json'))).toMatchObject({ version: '9.8.7' });
    expect([lock.version, lock.packages['']?.version, lock.packages['gateway']?.version]).toEqual(
      Array.from({ length: 3 }, () => '9.8.7'),
    );
    expect(read('src/version.ts')).toContain("SDK_VERSION = '9.8.7'");
    expect(read('CHANGELOG.md')).toMatch(/^## \[Unreleased\]\n\n## \[9\.8\.7\] - \d{4}-\d\d-\d\d\n/m);
    expect(git('log', '-1', '--format=%s')).toBe('chore: release 9.8.7');
    expect(git('tag', '--points-at', 'HEAD')).toBe('v9.8.7');
    expect(git('tag', '--list', '--format=%(contents)', 'v9.8.7')).toContain('### Added');
    expect(git('status', '--porcelain')).toBe('');
    // Unreleased is empty now, so a second release is refused.
    expect(release('9.8.8', '--tested').stderr).toContain('nothing under Unreleased');
  });

  test('may have the version that was never tagged', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(release(version, '--tested').status).toBe(0);
  });

  test.each(OBSTACLES)('is refused with %s', (_, spoil, version, words) => {
    spoil();
    const before = git('rev-parse', 'HEAD');
    const { status, stderr } = release(version, '--tested');
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(git('rev-parse', 'HEAD')).toBe(before);
  });

  test('runs the tests first, and stops when they fail', () => {
    writeFileSync(join(folder, 'package.json'), read('package.json').replace(/"test": "[^"]*"/, '"test": "exit 3"'));
    git('commit', '--all', '--quiet', '--message', 'A test that fails');
    expect(release('9.8.7').stderr).toContain('the tests do not pass');
    expect(read('src/version.ts')).not.toContain('9.8.7');
  });
});

test.each([
  ['1.0.0', '0.9.9', true],
  ['0.10.0', '0.9.9', true],
  ['0.9.10', '0.9.9', true],
  ['0.9.9', '0.9.9', false],
  ['0.9.8', '0.9.9', false],
  ['1.0', '0.9.9', false],
  ['1.0.0-beta', '0.9.9', false],
])('%s after %s: %s', (next, current, may) => {
  expect(mayFollow(next, current)).toBe(may);
});

test('sections of earlier releases stay as they are', () => {
  const text = '# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- A\n\n## [1.0.0] - 2026-01-01\n\n- B\n';
  expect(released(text, '1.0.1', '2026-02-02')).toEqual({
    notes: '### Fixed\n\n- A',
    text: '# Changelog\n\n## [Unreleased]\n\n## [1.0.1] - 2026-02-02\n\n### Fixed\n\n- A\n\n## [1.0.0] - 2026-01-01\n\n- B\n',
  });
});
