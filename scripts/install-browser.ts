/** Finds or installs Chromium and prints its path. */
import { ensureChromium } from './browser.ts';

console.log(ensureChromium());
