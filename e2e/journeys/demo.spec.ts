/** The demo as a visitor uses it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import { recordDemo, startDemo } from '../harness/start-demo.ts';

test.use({ lastScreen: 'whole', viewport: { width: 1280, height: 720 } });

for (const place of ['modal', 'embedded'] as const) {
  test(`a visit with the check ${place === 'modal' ? 'over' : 'inside'} the page ends with the result`, async ({
    page,
    context,
  }) => {
    await recordDemo(context);
    const launch = await startDemo(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-valid', place });
    await launch.press('begin');
    expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
    await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible();
    expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ result: 'VALID' });
    await expect(page.locator('#result-body')).toContainText(/^Verified.*signature verified/);
  });
}

test('the hosted page does the check and comes back with the outcome', async ({ page }) => {
  await page.goto('/');
  await page.locator('select[name=language]').selectOption('en');
  await page.locator('select[name=partner]').selectOption('sandbox');
  await page.locator('select[name=place]').selectOption('hosted');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL('**/hosted.html*');
  await page.getByRole('button', { name: 'Take my selfie' }).click();
  await page.waitForURL((url) => url.pathname === '/', { timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible();
  await expect(page.locator('#result-body')).toContainText(/^Verified.*signature verified/);
});

test('the hosted page works in a frame', async ({ page }) => {
  await page.goto('/');
  await page.locator('select[name=language]').selectOption('en');
  await page.locator('select[name=partner]').selectOption('sandbox');
  await page.locator('select[name=place]').selectOption('frame');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.frameLocator('iframe').getByRole('button', { name: 'Take my selfie' }).click();
  await expect(page.getByRole('heading', { name: 'How it ended' })).toBeVisible({ timeout: 60_000 });
});

test('a hosted page that refuses to run in its frame can be left', async ({ page }) => {
  await page.route('**/api/token-check', (route) => route.fulfill({ json: { accepted: false } }));
  await page.goto('/');
  await page.locator('select[name=language]').selectOption('en');
  await page.locator('select[name=place]').selectOption('frame');
  const start = page.getByRole('button', { name: 'Start', exact: true });
  await start.click();
  await expect(page.frameLocator('iframe').getByText('This link is not valid')).toBeVisible();
  await expect(start).toBeDisabled();
  await page.getByRole('button', { name: 'Leave the check' }).click();
  await expect(page.locator('#result-body')).toContainText(/^Nothing was submitted/);
  await expect(start).toBeEnabled();
});

test('the demo offers the options of each family, by keyboard', async ({ page }) => {
  await page.goto('/');
  await page.locator('select[name=place]').selectOption('frame');
  await page.locator('input[name=family][value=coe]').focus();
  await expect(page.getByRole('group', { name: 'What is checked' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^BPM self-service/ })).toBeChecked();
  await expect(page.getByRole('group', { name: 'What is checked' })).toBeHidden();
  await expect(page.getByRole('group', { name: 'Who decides' })).toBeHidden();
  await expect(page.locator('select[name=place]')).toHaveValue('modal');
  await page.keyboard.press('ArrowDown');
  await page.locator('select[name=partner]').selectOption('sandbox');
  await expect(page.locator('select[name=outcome]')).toHaveValue('test-live');
});

test('the demo page itself is accessible', async ({ page }) => {
  await page.goto('/');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`)).toEqual(
    [],
  );
});
