/**
 * The Chromium for tests, the clip command and the screenshots: finds an installed one or installs it.
 * Returns its path, and flags for the same behaviour on every machine.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { installPackages, isExecutable, locate, mayInstall, placesOf, run, starts } from './programs.ts';

/**
 * Chromium takes the last `--disable-features` of its command line, so this list replaces Playwright's: it has all of
 * Playwright 1.65's that are not Edge's or Windows', and the two windows of suggestions under the address bar, which
 * Chromium loads with every page: a tenth of the processor time of a test.
 */
const DISABLED_FEATURES = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
];

/** Needed where Chromium runs as root or without a network; no effect on pages. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${DISABLED_FEATURES.join()}`,
] as const;

/** Flags for a fake camera: `file` (.mjpeg) is played in a loop at 30 fps; without one, Chromium's test pattern. */
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

const find = (): string | null =>
  locate('LIFESIGN_CHROMIUM', [...placesOf(NAMES), ...OTHER_PLACES, chromium.executablePath()]);

/** Returns the path of an installed Chromium; throws with instructions when there is none. */
export const findChromium = (): string => {
  const found = find();
  if (found === null) {
    throw new Error('No Chromium here. Run `node scripts/install-browser.ts`, or set LIFESIGN_CHROMIUM to its path.');
  }
  return found;
};

/** In this order: Playwright's build needs no root rights, the system's package works where downloads do not. */
const installations: readonly { readonly name: string; readonly run: () => boolean }[] = [
  { name: "Playwright's Chromium", run: () => run('npx', ['playwright', 'install', 'chromium']) },
  {
    name: 'the libraries that it needs',
    run: () =>
      mayInstall() && isExecutable(chromium.executablePath()) && run('npx', ['playwright', 'install-deps', 'chromium']),
  },
  {
    name: 'the system package',
    run: () => installPackages(['chromium']),
  },
];

/** Finds Chromium, installing it when there is none that starts. */
export const ensureChromium = (): string => {
  const found = find();
  if (found !== null && starts(found)) {
    return found;
  }
  for (const installation of installations) {
    console.log(`No Chromium that starts; trying ${installation.name}.`);
    if (installation.run()) {
      const installed = find();
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
