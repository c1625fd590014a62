/** Programs of the system: finds them, checks that they start, installs them by the package manager where possible. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';

export const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Possible paths of programs with these names, by name first. Folders that npm put on the path are excluded. */
export const placesOf = (names: readonly string[]): string[] => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return names.flatMap((name) => [...folders, '/usr/bin'].map((folder) => resolve(folder, name)));
};

/** Returns the path in an environment variable, or else the first path that can be run; null: there is none. */
export const locate = (variable: string, places: readonly string[]): string | null => {
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen)) {
      throw new Error(`${variable} names no program that can be run: ${chosen}`);
    }
    return chosen;
  }
  return places.find(isExecutable) ?? null;
};

export const run = (program: string, args: readonly string[]): boolean => {
  console.log(`$ ${program} ${args.join(' ')}`);
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
};

/** A program that lacks its libraries exists but does not start. */
export const starts = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

export const mayInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Installs one by one, because another distribution may lack one of them. True when all are installed. */
export const installPackages = (names: readonly string[]): boolean =>
  mayInstall() &&
  isExecutable('/usr/bin/apt-get') &&
  run('apt-get', ['update', '--quiet']) &&
  names
    .map((name) => run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', name]))
    .every((isInstalled) => isInstalled);
