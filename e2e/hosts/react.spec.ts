/** React 19, and an element that is defined before or after React renders it. */
import type { Page } from '@playwright/test';
import { button, expect, launched, test } from './fixtures.ts';

const warningsOf = (page: Page): string[] => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning' && message.text().startsWith('lifesign:')) {
      warnings.push(message.text());
    }
  });
  return warnings;
};

for (const [name, query] of [
  ['properties of an element that is defined already', '?by=props&first'],
  ['properties set by a ref before the element is defined', '?by=ref'],
  ['properties set by a ref of an element that is defined already', '?by=ref&first'],
] as const) {
  test(`${name} are all taken`, async ({ page }) => {
    const warnings = warningsOf(page);
    await page.goto(`/react-late${query}`);
    await expect(page.getByRole('heading', { name: 'Hello from the theme' })).toBeVisible();
    await expect(page.locator('dialog')).toHaveAttribute('data-mode', 'dark');
    const launch = await launched(page);
    await button(page, 'Take my selfie').click();
    await button(page, 'Get help').click();
    expect(await launch.result()).toMatchObject({ correlationId: 'host', extra: { errorCode: 'HELP_CLICKED' } });
    expect(await launch.phases()).toContain('holding');
    await expect(page.locator('lifesign-selfie')).toBeHidden();
    expect(warnings).toEqual([]);
  });
}

test('the signal that a ref set before the element was defined ends the launch, which closes itself', async ({
  page,
}) => {
  await page.goto('/react-late?by=ref');
  const launch = await launched(page);
  await launch.abort();
  expect(await launch.result()).toMatchObject({ status: 'NOT_COMPLETED' });
  await expect(page.locator('lifesign-selfie')).toBeHidden();
});

test('strings that React set before the element was defined are used, lost objects are reported once', async ({
  page,
}) => {
  const warnings = warningsOf(page);
  await page.goto('/react-late?by=props');
  await expect(page.locator('dialog')).toHaveAttribute('data-mode', 'dark');
  await launched(page);
  expect(
    new Set(
      warnings.map((text) => /^lifesign: (\w+) was written as an attribute \("\[object Object\]"\)/.exec(text)?.[1]),
    ),
  ).toEqual(new Set(['helpCenter', 'settings', 'theme']));
  expect(warnings).toHaveLength(3);
  await page.keyboard.press('Escape');
  await expect(page.locator('lifesign-selfie')).toBeHidden();
});

test('unknown settings are reported once', async ({ page }) => {
  const warnings = warningsOf(page);
  await page.goto('/react-late?by=misspelling&first');
  const launch = await launched(page);
  await button(page, 'Take my selfie').click();
  await launch.until('exhausted');
  expect(warnings).toEqual([
    'lifesign: onevent is no setting and is not used',
    'lifesign: singal is no setting and is not used',
  ]);
});
