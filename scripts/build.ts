/** Builds the SDK when dist/ is missing or older than its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const OUTPUTS = [
  'dist/index.js',
  'dist/assets/vision.worker.js',
  'dist/types/index.d.ts',
  'dist/custom-elements.json',
  'dist/integrity.json',
];
/** The manifest holds the hash of every model file, so it changes with them. */
const INPUTS = [
  'package-lock.json',
  'vite.config.ts',
  'models/manifest.json',
  'tsconfig.base.json',
  'tsconfig.browser.json',
  'tsconfig.types.json',
  'scripts/build-types.ts',
];
const INPUT_FOLDERS = ['src', 'scripts/cli', 'scripts/declarations'];

/** Milliseconds since the epoch; 0 for a missing file. */
const changedAt = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0);

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
        .map((entry) => resolve(entry.parentPath, entry.name))
    : [];

/** Whether these outputs of the build exist, and are not older than their sources. */
export const areCurrent = (outputs: readonly string[]): boolean => {
  const inputs = [
    ...INPUTS.map((file) => resolve(ROOT, file)),
    ...INPUT_FOLDERS.flatMap((folder) => filesIn(resolve(ROOT, folder))),
  ];
  const oldestOutput = Math.min(...outputs.map((file) => changedAt(resolve(ROOT, file))));
  return oldestOutput > Math.max(...inputs.map(changedAt));
};

/** Whether dist/ is complete, and not older than its sources. */
export const isBuilt = (): boolean => areCurrent(OUTPUTS);

/** Throws when the build fails. */
export const ensureBuild = (): void => {
  if (isBuilt()) {
    return;
  }
  console.error('Building the SDK ...');
  // Its output goes to standard error: standard output belongs to the command that needed the build.
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', process.stderr.fd, 'inherit'] });
  if (status !== 0) {
    throw new Error('The build failed');
  }
};
