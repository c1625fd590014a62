/** A host's page in a Chromium with touch and mouse input, checked for errors. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { test as base } from '../harness/with-browsers.ts';
import { shortenScreens } from '../harness/hold.ts';
import { Launch } from '../harness/launch.ts';
import type { HostServer } from './pages.ts';
import { serveHosts } from './pages.ts';

interface WorkerFixtures {
  readonly hosts: HostServer;
}

interface Fixtures {
  readonly noErrors: null;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  hosts: [
    async ({ browserName: _browserName }, use) => {
      const server = await serveHosts();
      await use(server);
      server.stop();
    },
    { scope: 'worker' },
  ],

  context: async ({ browsers, hosts, viewport, forcedColors, hasTouch }, use) => {
    const browser = await browsers.get('none');
    const locale = 'en-GB';
    const context = await browser.newContext({ baseURL: hosts.address, viewport, forcedColors, hasTouch, locale });
    await shortenScreens(context);
    await use(context);
    await context.close();
  },

  noErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) {
          errors.push(message.text());
        }
      });
      await use(null);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** Parts of the page that a launch must leave unchanged. */
export const traces = (page: Page) =>
  page.evaluate(() => {
    const { documentElement, body } = document;
    // A library that removes its inline style leaves an empty attribute.
    const [html, ofBody] = [documentElement, body].map((element) =>
      Object.fromEntries([...element.attributes].flatMap(({ name, value }) => (value === '' ? [] : [[name, value]]))),
    );
    return {
      html,
      body: ofBody,
      scrolled: [scrollX, scrollY],
      width: documentElement.clientWidth,
      overflow: [getComputedStyle(documentElement).overflow, getComputedStyle(body).overflow],
      sheets: document.adoptedStyleSheets.length,
      children: body.children.length,
      hidden: [...document.querySelectorAll('[inert], [aria-hidden]')].map(
        ({ tagName, className }) => `${tagName} ${className}`,
      ),
    };
  });

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Resolves to the page's launch once its first screen is shown. */
export const launched = async (page: Page): Promise<Launch> => {
  await expect(button(page, 'Take my selfie')).toBeEnabled();
  return new Launch(page, 'host');
};

export const hostDialog = (page: Page, action: 'open' | 'close'): Promise<void> =>
  page.evaluate((name) => (Reflect.get(globalThis, 'hostDialog') as Record<string, () => void>)[name]?.(), action);

export { expect };
