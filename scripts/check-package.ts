/**
 * Packs the package as published and checks the result: size, no source maps, the files that the manifest names for editors,
 * publint, and Are The Types Wrong for packages of ES modules.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = resolve(ROOT, '.cache/package');
/** Bytes of the tarball. A third of it is the face mesh, which only movements need. */
const LIMIT = 3_000_000;

const EDITOR_FILES = [
  'dist/custom-elements.json',
  'dist/vscode.html-custom-data.json',
  'dist/vscode.css-custom-data.json',
];

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

/** Returns the problems that this tool finds in the package. */
const lint = (name: string, ...args: readonly string[]): readonly string[] => {
  const { status, stdout, stderr } = spawnSync(resolve(ROOT, 'node_modules/.bin', name), args, { encoding: 'utf8' });
  console.log(`${name}: ${status === 0 ? 'clean' : 'see below'}`);
  return status === 0 ? [] : [`${name}:\n${stdout}${stderr}`];
};

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
  const missing = EDITOR_FILES.filter((name) => !files.includes(name));
  return [
    ...(size > LIMIT ? ['the tarball is too large'] : []),
    ...stray.map((name) => `${name} does not belong into the package`),
    ...missing.map((name) => `${name} is missing from the package`),
    ...lint('publint', '--strict', join(FOLDER, 'package')),
    // CommonJS, and resolution without `exports`, cannot load the package, so they are not checked.
    ...lint('attw', tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--no-color'),
  ];
};

const found = problems();
found.forEach((problem) => console.error(problem));
process.exitCode = found.length === 0 ? 0 : 1;
