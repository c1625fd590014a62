/** A Node 20 of this machine, the oldest that the published package is tried in, and an installation by Yarn 1 there. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Node20 {
  readonly node: string;
  /** For programs that look for `node`. */
  readonly path: string;
}

/** Null where there is none, with its npm, among the programs of PATH. */
export const findNode20 = (): Node20 | null => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const node = join(folder, 'node');
    if (!existsSync(node) || !existsSync(join(folder, 'npm'))) {
      continue;
    }
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    if (stdout.startsWith('v20.')) {
      return { node, path: [folder, ...folders].join(delimiter) };
    }
  }
  return null;
};

const ran = (command: string, args: readonly string[], folder: string, path: string): string => {
  const env = { ...process.env, PATH: path };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: exit code ${status}\n${stdout}\n${stderr}`);
  }
  return stdout;
};

/** Yarn 1 installs nothing whose `engines` exclude the Node that it runs in. Answers what was used. */
export const tryYarn = (tarball: string, folder: string): string => {
  const found = findNode20();
  if (found === null) {
    return 'SKIPPED: there is no Node 20 with npm in PATH';
  }
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "by-yarn", "version": "1.0.0", "private": true }');
  ran('npx', ['--yes', 'yarn@1', 'add', '--no-lockfile', `file:${tarball}`], folder, found.path);
  const program = "import('lifesign/vision').then(() => console.log(process.version))";
  return `installed, lifesign/vision imported in Node ${ran(found.node, ['--eval', program], folder, found.path).trim()}`;
};
