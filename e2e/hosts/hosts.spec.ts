/** A launch over a page with its own dialogs, focus traps and scroll locks: it works, and the page is unchanged afterwards. */
import type { Locator, Page } from '@playwright/test';
import type { Launch } from '../harness/launch.ts';
import { button, expect, hostDialog, launched, test, traces } from './fixtures.ts';
import { DIALOG_HOSTS } from './pages.ts';

test.use({ hasTouch: true });

const launchFromDialog = async (page: Page): Promise<Launch> => {
  await button(page, 'Verify').click();
  return launched(page);
};

const panel = (page: Page): Locator => page.locator('.panel');

/** A point outside our dialog. */
const BACKDROP = { x: 5, y: 5 };

for (const host of DIALOG_HOSTS) {
  test.describe(host, () => {
    test.beforeEach(async ({ page }) => {
      await page.goto(`/${host}`);
      await button(page, 'Open').scrollIntoViewIfNeeded();
    });

    test('a launch from its dialog takes taps and keys, and the dialog stays', async ({ page }) => {
      const pristine = await traces(page);
      await button(page, 'Open').click();
      await page.getByLabel('Name').fill('José');
      await button(page, 'Verify').focus();
      const opened = await traces(page);

      const launch = await launchFromDialog(page);
      await page.mouse.click(BACKDROP.x, BACKDROP.y);
      await page.mouse.wheel(0, 200);
      await page.keyboard.press('Tab');
      await expect(panel(page)).toBeAttached();
      await button(page, 'Take my selfie').tap();
      expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });

      await expect(panel(page)).toBeVisible();
      await expect(page.locator('lifesign-selfie')).toHaveCount(0);
      expect(await traces(page)).toEqual(opened);
      await expect(button(page, 'Verify')).toBeFocused();
      await expect(page.getByLabel('Name')).toHaveValue('José');
      await page.getByLabel('Name').fill('Ольга');
      await button(page, 'Done').click();
      await expect(panel(page)).toBeHidden();
      await expect.poll(() => traces(page)).toEqual(pristine);
    });

    test('Escape leaves the launch and not its dialog, wherever the focus is', async ({ page }) => {
      await button(page, 'Open').click();
      for (const hasFocus of [true, false]) {
        const launch = await launchFromDialog(page);
        if (!hasFocus) {
          await page.mouse.click(BACKDROP.x, BACKDROP.y);
        }
        await page.keyboard.press('Escape');
        expect(await launch.result()).toMatchObject({ status: 'NOT_COMPLETED' });
        await expect(page.locator('lifesign-selfie')).toHaveCount(0);
        await expect(panel(page)).toBeVisible();
      }
      await page.keyboard.press('Escape');
      await expect(panel(page)).toBeHidden();
    });

    test('its dialog may close while a launch goes on', async ({ page }) => {
      const pristine = await traces(page);
      await button(page, 'Open').click();
      const launch = await launchFromDialog(page);
      await hostDialog(page, 'close');
      await expect(panel(page)).toBeHidden();
      await button(page, 'Take my selfie').tap();
      expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
      await expect.poll(() => traces(page)).toEqual(pristine);
    });

    test('its dialog may open while a launch goes on', async ({ page }) => {
      const pristine = await traces(page);
      await button(page, 'Verify from the page').click();
      const launch = await launched(page);
      await hostDialog(page, 'open');
      await expect(panel(page)).toBeAttached();
      await button(page, 'Take my selfie').tap();
      expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
      await page.getByLabel('Name').fill('Łukasz');
      await button(page, 'Done').click();
      await expect(panel(page)).toBeHidden();
      await expect.poll(() => traces(page)).toEqual(pristine);
    });
  });
}
