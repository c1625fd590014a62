/** WCAG 2.2 AA by axe on every screen that a person can see, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/fixtures.ts';
import { holdLastScreen, holdVerdict } from '../harness/hold.ts';
import { startLaunch } from '../harness/start-launch.ts';
import { whileStill } from '../harness/while-still.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Six looks by axe in one launch.
test.describe.configure({ timeout: 180_000 });

const SCHEMES = {
  light: (axe: AxeBuilder) => axe.withTags(RULES),
  // Only the colours are different: these rules read colours.
  dark: (axe: AxeBuilder) => axe.withRules(['color-contrast', 'link-in-text-block']),
} as const;

/** Checks in both colour schemes. */
const expectAccessible = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('dialog')).toHaveAttribute('data-mode', colorScheme);
    // The contrast of colours that still fade cannot be judged.
    const { violations } = await whileStill(page, () => SCHEMES[colorScheme](new AxeBuilder({ page })).analyze());
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
    expect(found, `axe on ${screen}, ${colorScheme}`).toEqual([]);
  }
};

test('the screens of a launch that ends after three attempts', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-not-live' });
  await launch.until('intro');
  await expectAccessible(page, 'intro');
  await launch.press('begin');
  await launch.until('retry', 1);
  await expectAccessible(page, 'retry');
  await launch.press('retry');
  await launch.until('retry', 2);
  await launch.press('retry');
  await launch.until('exhausted');
  await expectAccessible(page, 'exhausted');
  await launch.press('close');
  await launch.result();
});

test('the screens of a launch that waits for its verdict and passes', async ({ page }) => {
  await holdLastScreen(page);
  const giveVerdict = await holdVerdict(page);
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('processing');
  await expect(page.getByRole('heading', { name: 'Checking your selfie' })).toBeVisible();
  await expectAccessible(page, 'processing');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Stay here' })).toBeVisible();
  await expectAccessible(page, 'leaving');
  await page.getByRole('button', { name: 'Stay here' }).click();
  giveVerdict();
  await launch.until('done');
  await expectAccessible(page, 'done');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await page.keyboard.press('Escape');
  expect((await launch.result()).status).toBe('COMPLETED');
});

test.describe('no person in view', () => {
  test.use({ camera: { stream: 'nobody' } });

  test('framing', async ({ page }) => {
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
    await launch.press('begin');
    await launch.until('framing');
    await expectAccessible(page, 'framing');
    await launch.press('cancel');
    await launch.result();
  });
});

test.describe('permission refused', () => {
  test.use({ camera: 'refused' });

  test('blocked', async ({ page }) => {
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
    await launch.press('begin');
    await launch.until('blocked');
    await expectAccessible(page, 'blocked');
    await launch.press('close');
    await launch.result();
  });
});
