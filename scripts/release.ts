/**
 * `npm run release -- X.Y.Z`: makes a release of the main branch as one commit and one tag whose message lists what is
 * in it. It does not push or publish: it prints the commands for both. `--tested` skips the
 * tests where they have just passed for this commit.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockedAt, mayFollow, released, sourceAt, withVersion } from './release-steps.ts';

/** Files with the version, and the change of each. */
const FILES: Readonly<Record<string, (text: string, version: string) => string>> = {
  'package.json': withVersion,
  'gateway/package.json': withVersion,
  'package-lock.json': lockedAt,
  'src/version.ts': sourceAt,
};

const read = (file: string): string => readFileSync(resolve(file), 'utf8');

const git = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`git ${args.join(' ')}: ${stderr.trim()}`);
  }
  return stdout.trim();
};

/** Returns what prevents a release; null when nothing does. */
const obstacle = (version: string): string | null => {
  const { version: current } = JSON.parse(read('package.json')) as { readonly version: string };
  const tags = git('tag', '--list', 'v*').split('\n');
  if (git('status', '--porcelain') !== '') {
    return 'the working tree has changes that are not committed';
  }
  if (git('branch', '--show-current') !== 'main') {
    return 'releases are made on the main branch';
  }
  // The first release has the version that the manifest already has.
  if (!mayFollow(version, current) && !(version === current && !tags.includes(`v${current}`))) {
    return `${version} is not a version after ${current}`;
  }
  return tags.includes(`v${version}`) ? `v${version} is a tag already` : null;
};

const release = (version: string, isTested: boolean): string => {
  const problem = obstacle(version);
  if (problem !== null) {
    return problem;
  }
  const changelog = released(read('CHANGELOG.md'), version, new Date().toISOString().slice(0, 10));
  if (changelog === null) {
    return 'CHANGELOG.md has nothing under Unreleased';
  }
  if (!isTested && spawnSync('npm', ['test'], { stdio: 'inherit' }).status !== 0) {
    return 'the tests do not pass';
  }
  for (const [file, change] of Object.entries(FILES)) {
    writeFileSync(resolve(file), change(read(file), version));
  }
  writeFileSync(resolve('CHANGELOG.md'), changelog.text);
  git('add', 'CHANGELOG.md', ...Object.keys(FILES));
  git('commit', '--quiet', '--message', `chore: release ${version}`);
  git('tag', '--annotate', `v${version}`, '--cleanup=whitespace', '--message', `v${version}\n\n${changelog.notes}`);
  return '';
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { tested: { type: 'boolean' } } });
const version = positionals[0]?.replace(/^v/, '') ?? '';
const problem = release(version, values.tested === true);
if (problem === '') {
  console.log(`v${version} is committed and tagged. Next, when you are sure:
  git push --follow-tags
  npm pack --dry-run    # dist/, LICENSE, NOTICE, README.md, package.json; no source map, test, picture or key
  npm publish`);
} else {
  console.error(`No release: ${problem}.`);
  process.exitCode = 1;
}
