/** Makes sure that there is a Chromium and prints its path. */
import { ensureChromium } from './browser.ts';

console.log(ensureChromium());
