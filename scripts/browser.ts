/** Finds the Chromium that tests and the clip command drive. */
import { existsSync } from 'node:fs';

/** Needed where Chromium runs as root or without a network; harmless elsewhere. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const findChromium = (): string => {
  const candidates = [process.env['LIFESIGN_CHROMIUM'], ...SYSTEM_PATHS];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) {
    throw new Error('No Chromium found');
  }
  return found;
};
