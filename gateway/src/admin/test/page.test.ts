/** The admin page in Chromium: by keyboard alone, on a phone and on a desktop, checked for accessibility. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { serve } from '@hono/node-server';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../scripts/browser.ts';
import { ADMIN, adminConfig } from '../../../test/support/admin.ts';
import { command, ISSUER, tokenOf } from '../../../test/support/bpm.ts';
import { jpeg, startGateway, type TestGateway } from '../../../test/support/harness.ts';

const USER = '4711';

let gateway: TestGateway;
let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  const config = await adminConfig();
  gateway = await startGateway({ config, derivePublicUrl: true });
  const token = await tokenOf({ sub: USER });
  for (let index = 0; index < 3; index += 1) {
    const sessionId = randomUUID();
    await command(gateway, 'StartLivenessSessionCommand', token, { sessionId });
    await command(gateway, 'UpdateLivenessCheckCommand', token, {
      sessionId,
      isSuccessful: true,
      imageBase64: Buffer.from(await jpeg(480, 600 + index * 40)).toString('base64'),
      metadata: { verificationResult: true },
    });
  }
  await new Promise<void>((resolve) => {
    server = serve({ fetch: gateway.app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve()) as Server;
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
}, 180_000);

afterAll(async () => {
  await browser.close();
  server.close();
  await gateway.close(2000);
}, 60_000);

const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

/** Opens the page; requests to another host and violations of its policy are collected in `complaints`. */
const open = async (viewport: { width: number; height: number }): Promise<{ page: Page; complaints: string[] }> => {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The page finds out by a refused call whether it is signed in.
    if (message.type() === 'error' && !message.text().includes('401')) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) {
      complaints.push(request.url());
    }
  });
  await page.goto(`${origin}/admin`);
  await page
    .getByRole('heading', { name: 'Sign in' })
    .waitFor()
    .catch((cause: unknown) => {
      throw new Error(`The page did not start: ${complaints.join('; ')}`, { cause });
    });
  return { page, complaints };
};

const checkAccessibility = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [name, id, nodes.map(({ target }) => target)])).toEqual([]);
  const folder = process.env['ADMIN_SCREENSHOTS'];
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }
};

/** Presses Tab until the focused element has this name. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement !== null && active?.shadowRoot?.activeElement !== undefined) {
        active = active.shadowRoot.activeElement;
      }
      const label = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : active?.textContent;
      return (label ?? '').trim();
    });
    if (found === name) {
      return;
    }
  }
  throw new Error(`${name} is not reached by keyboard`);
};

describe.each(Object.entries(SCREENS))('on a %s', (screen, viewport) => {
  test(
    'sign in, find a check, view its picture, read the audit trail, erase: by keyboard',
    { timeout: 240_000 },
    async () => {
      const { page, complaints } = await open(viewport);
      page.setDefaultTimeout(60_000);
      await checkAccessibility(page, `${screen}-sign-in`);
      await tabTo(page, 'Name');
      await page.keyboard.type(ADMIN.name);
      await tabTo(page, 'Password');
      await page.keyboard.type('not the password');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'Name or password is wrong.' }).waitFor();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(ADMIN.password);
      await page.keyboard.press('Enter');

      await page.getByRole('heading', { name: 'Checks' }).waitFor();
      await page.getByRole('row').nth(3).waitFor();
      await checkAccessibility(page, `${screen}-checks`);
      await tabTo(page, 'User');
      await page.keyboard.type(USER);
      await page.keyboard.press('Enter');
      await page.getByText('Page 1 of 1, 3 checks').waitFor();
      expect(new URL(page.url()).hash).toBe(`#/checks?userId=${USER}`);

      const newest = (await page.getByRole('cell').getByRole('link').first().textContent()) ?? '';
      await tabTo(page, newest);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Check', exact: true }).waitFor();
      await page.getByText('Live').first().waitFor();
      expect(await page.getByRole('img').count()).toBe(0);
      if (screen === 'phone') {
        await tabTo(page, 'Show SELFIE');
        await page.keyboard.press('Enter');
        const picture = page.getByRole('img', { name: /SELFIE of this check/ });
        await picture.waitFor();
        expect(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(
          480,
        );
      }
      await checkAccessibility(page, `${screen}-check`);

      await tabTo(page, USER);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: `User ${USER}` }).waitFor();
      await page.getByRole('cell', { name: 'record-viewed' }).first().waitFor();
      if (screen === 'phone') {
        await page.getByRole('cell', { name: 'image-viewed' }).first().waitFor();
      }
      await checkAccessibility(page, `${screen}-user`);
      await tabTo(page, 'Reason');
      await page.keyboard.type('Asked for by the customer');
      await page.keyboard.press('Enter');
      await page.getByText(screen === 'phone' ? '3 pictures were erased.' : '0 pictures were erased.').waitFor();
      await page.getByRole('cell', { name: 'images-erased' }).first().waitFor();
      await tabTo(page, 'Reason to erase everything');
      await page.keyboard.type('Asked for by the customer');
      await tabTo(page, 'Erase everything of this user');
      await page.keyboard.press('Enter');
      await page.getByText('Everything was erased: pictures: 0, checks: 3.').waitFor();
      await page.getByRole('cell', { name: 'person-erased' }).first().waitFor();

      await page.getByRole('cell').getByRole('link').first().press('Enter');
      await page.getByRole('heading', { name: 'Audit entry' }).waitFor();
      await page.getByText('Asked for by the customer').waitFor();
      await checkAccessibility(page, `${screen}-entry`);

      await page.getByRole('button', { name: 'Sign out' }).press('Enter');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      // On a phone only a table may be wider than the screen.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

const openSignedIn = async (): Promise<Page> => {
  const { page } = await open(SCREENS.desktop);
  await page.getByLabel('Name').fill(ADMIN.name);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByLabel('Password').press('Enter');
  await page.getByRole('heading', { name: 'Checks' }).waitFor();
  return page;
};

test('checks and entries that arrive while paging do not shift the pages', { timeout: 240_000 }, async () => {
  const token = await tokenOf({ sub: '8000' });
  const arrive = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      await command(gateway, 'UpdateLivenessCheckCommand', token, { sessionId: randomUUID(), isSuccessful: false });
    }
  };
  await arrive(25);
  const page = await openSignedIn();
  const goTo = (hash: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  /** Returns the links of the rows once the page with this name is shown. */
  const rowsOf = async (name: string): Promise<readonly (string | null)[]> => {
    await page.getByText(name).waitFor();
    const links = await page.locator('td:first-child a').all();
    return Promise.all(links.map((link) => link.getAttribute('href')));
  };

  await goTo('#/checks?userId=8000');
  const first = await rowsOf('Page 1 of 2, 25 checks');
  await arrive(3);
  await page.getByRole('link', { name: 'Older' }).click();
  const second = await rowsOf('Page 2 of 2, 28 checks');
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([20, 5, 25]);
  await page.reload();
  expect(await rowsOf('Page 2 of 2, 28 checks')).toEqual(second);
  await page.getByRole('link', { name: 'Newer' }).click();
  expect((await rowsOf('Page 1 of 2, 28 checks')).slice(3)).toEqual(first.slice(0, 17));

  await goTo(`#/people/bpm/${encodeURIComponent(ISSUER)}/8000`);
  const newest = await rowsOf('Page 1 of 2');
  await arrive(3);
  await page.getByRole('button', { name: 'Older' }).click();
  const older = await rowsOf('Page 2 of');
  expect([newest.length, new Set([...newest, ...older]).size]).toEqual([20, newest.length + older.length]);
  await page.getByRole('button', { name: 'Newer' }).click();
  expect((await rowsOf('Page 1 of')).slice(3)).toEqual(newest.slice(0, 17));
  await page.context().close();
});

test('no data of one user is shown under another’s name', { timeout: 240_000 }, async () => {
  const page = await openSignedIn();
  const late = new AbortController();
  await page.route('**/admin/api/audit?*', async (route) => {
    const asked = route.request().url();
    if (asked.includes('userId=another')) {
      await route.fulfill({ status: 503, json: { message: 'Not now.' } });
      return;
    }
    if (asked.includes('tenant=late')) {
      await once(late.signal, 'abort');
    }
    await route.fulfill({ json: { items: [], total: 0, isTotalExact: true, page: 1, pageSize: 20, next: null } });
  });
  const goTo = async (tenant: string, userId: string): Promise<void> => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/people/bpm/${tenant}/${userId}`);
    await page.getByRole('heading', { name: `User ${userId}` }).waitFor();
  };
  const trail = page.getByRole('region', { name: 'Audit trail' });
  await goTo('bank', USER);
  await trail.waitFor();
  await goTo('bank', 'another');
  await page.getByRole('alert').filter({ hasText: 'Not now.' }).waitFor();
  expect(await trail.count(), 'the trail of the previous user is no longer shown').toBe(0);

  await goTo('late', USER);
  await goTo('bank', 'another');
  await page.getByRole('alert').filter({ hasText: 'Not now.' }).waitFor();
  const answered = page.waitForResponse((response) => response.url().includes('tenant=late'));
  late.abort();
  await (await answered).finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await trail.count(), 'the late answer was for another user').toBe(0);
  await page.context().close();
});

test.each(['lib/lit-html/lit-html.js', 'lifesign-admin.ts', 'page.css'])('%s is compressed', async (file) => {
  const get = (encoding: string) => fetch(`${origin}/admin/${file}`, { headers: { 'accept-encoding': encoding } });
  const [small, whole] = [await get('gzip'), await get('identity')];
  expect(small.headers.get('content-encoding')).toBe('gzip');
  expect(whole.headers.get('content-encoding')).toBeNull();
  expect(await small.text()).toBe(await whole.text());
});

test('the page has its own policy and serves only its own files', async () => {
  const page = await gateway.app.request('/admin');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' 'sha256-/);
  for (const path of ['page.ts', '../src/main.ts', '%2e%2e%2fsrc%2fmain.ts', 'lib/lit/package.json']) {
    expect([path, (await gateway.app.request(`/admin/${path}`)).status]).toEqual([path, 404]);
  }
  const script = await (await gateway.app.request('/admin/check-view.ts')).text();
  expect(script).not.toContain('declare');
});
