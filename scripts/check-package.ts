/** Packs the package as published and checks the result: publint, size, no source maps. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = resolve(ROOT, '.cache/package');
/** Bytes of the tarball. A third of it is the face mesh, which only movements need. */
const LIMIT = 3_000_000;

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

const problems = (): readonly string[] => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  if (!run('npm', ['pack', '--silent', '--pack-destination', FOLDER])) {
    return ['npm pack failed'];
  }
  const tarball = join(FOLDER, readdirSync(FOLDER).find((name) => name.endsWith('.tgz')) ?? '');
  const { size } = statSync(tarball);
  console.log(`${(size / 1e6).toFixed(2)} MB packed (limit ${(LIMIT / 1e6).toFixed(1)} MB)`);
  if (!run('tar', ['xzf', tarball, '-C', FOLDER])) {
    return ['the tarball cannot be unpacked'];
  }
  const files = readdirSync(join(FOLDER, 'package'), { recursive: true }).map(String);
  const stray = files.filter((name) => /\.map$|\.test\.|^src\//.test(name));
  const lint = spawnSync(resolve(ROOT, 'node_modules/.bin/publint'), ['--strict', join(FOLDER, 'package')], {
    encoding: 'utf8',
  });
  return [
    ...(size > LIMIT ? ['the tarball is too large'] : []),
    ...stray.map((name) => `${name} does not belong into the package`),
    ...(lint.status === 0 ? [] : [lint.stdout + lint.stderr]),
  ];
};

const found = problems();
found.forEach((problem) => console.error(problem));
process.exitCode = found.length === 0 ? 0 : 1;
