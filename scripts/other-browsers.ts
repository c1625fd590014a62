/**
 * Firefox and WebKitGTK, which tests drive beside Chromium where they are installed or can be. Missing ones are
 * named, and their tests are skipped.
 */
import { installPackages, locate, placesOf } from './programs.ts';

export interface Program {
  readonly name: string;
  /** Debian's package. */
  readonly package: string;
  /** The path; null when it is not installed. */
  readonly find: () => string | null;
}

export const FIREFOX: Program = {
  name: 'Firefox',
  package: 'firefox-esr',
  find: () =>
    locate('LIFESIGN_FIREFOX', [
      ...placesOf(['firefox-esr', 'firefox']),
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ]),
};

/** It starts WebKitGTK's own browser. */
export const WEBKIT_DRIVER: Program = {
  name: 'WebKitWebDriver',
  package: 'webkit2gtk-driver',
  find: () => locate('LIFESIGN_WEBKIT_DRIVER', placesOf(['WebKitWebDriver'])),
};

/** WebKitGTK has no mode without a screen. */
export const XVFB: Program = {
  name: 'Xvfb',
  package: 'xvfb',
  find: () => locate('LIFESIGN_XVFB', placesOf(['Xvfb'])),
};

const PROGRAMS = [FIREFOX, WEBKIT_DRIVER, XVFB];

const missingOf = (programs: readonly Program[]): readonly Program[] =>
  programs.filter((program) => program.find() === null);

/** Returns why the tests are skipped; null when everything is installed. */
export const missing = (programs: readonly Program[]): string | null => {
  const names = missingOf(programs).map((program) => `${program.name} (apt-get install ${program.package})`);
  return names.length === 0 ? null : `not installed: ${names.join(', ')}`;
};

/** Installs what is missing where possible. Never fails: skipped tests name what they lack. */
export const tryOtherBrowsers = (): void => {
  const wanted = missingOf(PROGRAMS).map((program) => program.package);
  if (wanted.length > 0) {
    installPackages(wanted);
    const left = missing(PROGRAMS);
    if (left !== null) {
      console.log(`The tests in Firefox and WebKitGTK that need it are skipped; ${left}`);
    }
  }
};
