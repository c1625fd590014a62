/** Builds the SDK when what is in dist/ is missing or older than what it is made from. */
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
const INPUTS = ['package-lock.json', 'vite.config.ts', 'models/manifest.json'];
const INPUT_FOLDERS = ['src', 'scripts/cli', 'scripts/declarations'];

/** Milliseconds since the epoch; 0 for what is not there. */
const changedAt = (file: string): number => (existsSync(file) ? statSync(file).mtimeMs : 0);

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
        .map((entry) => resolve(entry.parentPath, entry.name))
    : [];

/** Whether what is in dist/ is there, and no older than what it is made from. */
export const isBuilt = (): boolean => {
  const inputs = [
    ...INPUTS.map((file) => resolve(ROOT, file)),
    ...INPUT_FOLDERS.flatMap((folder) => filesIn(resolve(ROOT, folder))),
  ];
  const oldestOutput = Math.min(...OUTPUTS.map((file) => changedAt(resolve(ROOT, file))));
  return oldestOutput > Math.max(...inputs.map(changedAt));
};

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
