#!/usr/bin/env node
/** The command `lifesign`: copies the static files to a folder of a site, and checks that a site serves them correctly. */
import { copyAssets } from './copy-assets.ts';
import { verify } from './verify.ts';

const USAGE = `lifesign copy-assets DIR [--mediapipe]   copies the static files into a folder that your site serves
lifesign verify URL [--origin PAGE]      fetches them from there as a browser would, and says what to fix`;

const main = async ([command, place, ...options]: readonly string[]): Promise<number> => {
  if (command === 'copy-assets' && place !== undefined) {
    return copyAssets(place, options.includes('--mediapipe'));
  }
  if (command === 'verify' && place !== undefined && URL.canParse(place)) {
    const at = options.indexOf('--origin');
    return verify(place, at < 0 ? null : (options[at + 1] ?? null));
  }
  console.error(USAGE);
  return 2;
};

process.exitCode = await main(process.argv.slice(2));
