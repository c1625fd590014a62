/**
 * The Chromium that tests, the clip command and the screenshots drive: found, or else installed.
 * Knows nothing about pages; only where the program is and with which flags it behaves the same everywhere.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { chromium } from 'playwright';

/** Needed where Chromium runs as root or without a network; harmless elsewhere. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Flags for a made-up camera: `file` (.mjpeg) is played in a loop at 30 fps; without one, Chromium's test pattern. */
export const cameraFlags = (file?: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  ...(file === undefined ? [] : [`--use-file-for-fake-video-capture=${resolve(file)}`]),
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const OTHER_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const candidates = (): string[] => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const onPath = NAMES.flatMap((name) => [...folders, '/usr/bin'].map((folder) => resolve(folder, name)));
  return [...onPath, ...OTHER_PLACES, chromium.executablePath()];
};

const locate = (): string | null => {
  const chosen = process.env['LIFESIGN_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (!isExecutable(chosen)) {
      throw new Error(`LIFESIGN_CHROMIUM names no program that can be run: ${chosen}`);
    }
    return chosen;
  }
  return candidates().find(isExecutable) ?? null;
};

/** The path of an installed Chromium; throws with what to do when there is none. */
export const findChromium = (): string => {
  const found = locate();
  if (found === null) {
    throw new Error('No Chromium here. Run `node scripts/install-browser.ts`, or set LIFESIGN_CHROMIUM to its path.');
  }
  return found;
};

const run = (program: string, args: readonly string[]): boolean => {
  console.log(`$ ${program} ${args.join(' ')}`);
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
};

const isRoot = (): boolean => process.getuid?.() === 0;

/** A Chromium without the system libraries that it needs is there and does not start. */
const starts = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** In this order: Playwright's build needs no rights, the system's package works where downloads do not. */
const installations: readonly { readonly name: string; readonly run: () => boolean }[] = [
  { name: "Playwright's Chromium", run: () => run('npx', ['playwright', 'install', 'chromium']) },
  {
    name: 'the libraries that it needs',
    run: () =>
      process.platform === 'linux' &&
      isRoot() &&
      isExecutable(chromium.executablePath()) &&
      run('npx', ['playwright', 'install-deps', 'chromium']),
  },
  {
    name: 'the system package',
    run: () =>
      process.platform === 'linux' &&
      isRoot() &&
      run('apt-get', ['update', '--quiet']) &&
      run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium']),
  },
];

/** Finds Chromium, installing it when there is none that starts. */
export const ensureChromium = (): string => {
  const found = locate();
  if (found !== null && starts(found)) {
    return found;
  }
  for (const installation of installations) {
    console.log(`No Chromium that starts; trying ${installation.name}.`);
    if (installation.run()) {
      const installed = locate();
      if (installed !== null && starts(installed)) {
        return installed;
      }
    }
  }
  throw new Error(
    'Chromium could not be installed. Install it by hand (for example `sudo apt-get install chromium`), ' +
      'or set LIFESIGN_CHROMIUM to the path of a Chrome or Chromium.',
  );
};
