/** A launch that continues on a phone: a computer without a camera, and a second browser, of a phone's size, with one. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, JSHandle, Locator, Page } from '@playwright/test';
import { openBrowser } from '../harness/camera.ts';
import { expect, test } from '../harness/fixtures.ts';
import { watch } from '../harness/guard.ts';
import { partnerKnows } from '../harness/partner.ts';
import { stackAddress } from '../harness/stack.ts';
import { pressStart, recordDemo } from '../harness/start-demo.ts';
import { whileStill } from '../harness/while-still.ts';

test.use({ camera: 'none', viewport: { width: 1280, height: 720 } });

const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
} as const;

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

const expectAccessible = async (page: Page, screen: string): Promise<void> => {
  const { violations } = await whileStill(page, () => new AxeBuilder({ page }).analyze());
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
  expect(found, `axe on ${screen}`).toEqual([]);
};

/** Copies the link by keyboard, like a person who cannot scan the code. */
const copyLink = async (page: Page): Promise<string> => {
  // A new screen takes the focus once.
  await expect(heading(page, 'Scan this code with your phone')).toBeFocused();
  await page.getByRole('button', { name: 'Copy the link' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Link copied')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
};

/** Every text that a live region has from now on. */
const textsOf = (region: Locator): Promise<JSHandle<string[]>> =>
  region.evaluateHandle((element) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(element.textContent)).observe(element, { childList: true });
    return texts;
  });

// Two browsers, and four looks by axe.
test.describe.configure({ timeout: 180_000 });

test.describe('a launch that continues on a phone', () => {
  let browser: Browser;
  let phone: BrowserContext;
  let findings: readonly string[];
  let addresses: string[];

  test.beforeEach(async ({ context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await recordDemo(context);
    browser = await openBrowser({ stream: 'person' });
    phone = await browser.newContext(PHONE);
    addresses = [];
    phone.on('request', (request) => addresses.push(request.url()));
    ({ findings } = await watch(phone, { origins: [stackAddress()], expectedErrors: /status of (404|409|410)/ }));
  });

  test.afterEach(async () => {
    await browser.close();
    expect(findings).toEqual([]);
    // The code stays in the fragment and in the body of one call.
    expect(addresses.filter((address) => /code=/.test(address.split('#')[0] ?? ''))).toEqual([]);
  });

  const openOnPhone = async (link: string): Promise<Page> => {
    const page = await phone.newPage();
    await page.goto(link);
    return page;
  };

  test('is completed there, in one browser only, and the computer has the result', async ({ page }) => {
    const launch = await pressStart(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-valid' });
    await launch.until('handoff');
    const code = page.getByRole('img', { name: 'QR code that opens this check on your phone' });
    await expect(code.locator('path')).toHaveCount(2);
    await expectAccessible(page, 'the code');
    const spoken = await textsOf(page.locator('lifesign-selfie').getByRole('status'));
    const link = await copyLink(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => spoken.jsonValue()).toEqual(['Link copied', '', 'Link copied']);
    expect(link).toMatch(/\/phone\.html#\/handoff-v1\?code=[\w-]{43}&language=en$/);

    const mobile = await openOnPhone(link);
    const begin = mobile.getByRole('button', { name: 'Take my selfie' });
    await expect(begin).toBeEnabled();
    expect(mobile.url()).not.toContain('code');
    await expect(mobile.getByRole('button', { name: 'Continue on your phone' })).toHaveCount(0);
    await expect(heading(page, 'Continue on your phone')).toBeVisible();
    await expectAccessible(page, 'the computer that follows');

    const second = await openOnPhone(link);
    await expect(heading(second, 'This link has already been used')).toBeVisible();
    await second.setViewportSize({ width: 320, height: 568 });
    await expectAccessible(second, 'the used link');
    expect(await second.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await second.close();

    await begin.tap();
    await expect(heading(mobile, 'All done here')).toBeVisible({ timeout: 60_000 });
    await expect(mobile.getByText('You can go back to your computer now.')).toBeVisible();
    await expectAccessible(mobile, 'the end on the phone');
    const result = await launch.result();
    expect(result).toEqual({
      correlationId: launch.correlationId,
      status: 'COMPLETED',
      submissionId: expect.any(String),
    });
    const known = await partnerKnows(page, launch.correlationId);
    expect(known).toMatchObject({ submissionId: result.submissionId, result: 'VALID' });
  });

  test('is stopped at the phone, handed over again, and stopped at the computer', async ({ page }) => {
    const launch = await pressStart(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-valid' });
    await launch.until('handoff');
    const mobile = await openOnPhone(await copyLink(page));
    await expect(mobile.getByRole('button', { name: 'Take my selfie' })).toBeEnabled();
    // A phone may have a keyboard, and a screen reader begins to read where the focus is.
    await mobile.getByRole('button', { name: 'Cancel' }).focus();
    await mobile.keyboard.press('Enter');
    await expect(heading(mobile, 'You left the check')).toBeFocused();
    await expect(heading(page, 'The check was stopped on your phone')).toBeVisible();

    await page.getByRole('button', { name: 'Make a new code' }).focus();
    await page.keyboard.press('Enter');
    const again = await openOnPhone(await copyLink(page));
    await expect(again.getByRole('button', { name: 'Take my selfie' })).toBeEnabled();
    await expect(heading(page, 'Continue on your phone')).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await launch.result()).toMatchObject({ status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } });
    await expect(heading(again, 'The check was stopped on your computer')).toBeVisible();
    await expectAccessible(again, 'the phone of a check that was stopped');
  });
});
