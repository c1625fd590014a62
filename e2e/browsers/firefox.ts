/** Firefox by WebDriver BiDi, which it implements itself, so that no driver is needed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from 'puppeteer-core';
import { FIREFOX } from '../../scripts/other-browsers.ts';
import type { Visitor } from './visitor.ts';

export interface FirefoxSettings {
  /** Preferences, by their names in about:config. */
  readonly preferences?: Readonly<Record<string, boolean | number | string>>;
  /** Maps the name of a permission to the origin that has it from the start. */
  readonly permissions?: Readonly<Record<string, string>>;
  /** See `startScreen`: headless Firefox has no WebGL. */
  readonly display?: string;
}

export const openFirefox = async (settings: FirefoxSettings): Promise<Visitor> => {
  const { preferences = {}, permissions = {}, display } = settings;
  const executablePath = FIREFOX.find();
  if (executablePath === null) {
    throw new Error('No Firefox');
  }
  const folder = mkdtempSync(join(tmpdir(), 'lifesign-firefox-'));
  const permissionsFile = join(folder, 'permissions');
  const lines = Object.entries(permissions).map(([name, url]) => `origin\t${name}\t1\t${new URL(url).origin}\n`);
  writeFileSync(permissionsFile, lines.join(''));
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: {
      ...preferences,
      'permissions.manager.defaultsUrl': pathToFileURL(permissionsFile).href,
    },
    headless: display === undefined,
    env: { ...process.env, DISPLAY: display },
  });
  const page = await browser.newPage();
  return {
    name: (await browser.version()).replace('/', ' '),
    goto: async (url) => {
      await page.goto(url);
    },
    run: (work, argument) => page.evaluate(work as (given: unknown) => unknown, argument) as never,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
