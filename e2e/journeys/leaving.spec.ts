/** Every way to leave a launch gives one result and releases the camera (the guard counts the tracks after each test). */
import { expect, test } from '../harness/fixtures.ts';
import { holdVerdict } from '../harness/hold.ts';
import { openAtPartner } from '../harness/partner.ts';
import { launchAgain, startLaunch } from '../harness/start-launch.ts';
import { tracksOf } from '../harness/tracks.ts';

const CANCELLED = { status: 'NOT_COMPLETED', extra: { errorCode: 'USER_CANCELLED' } };

test('the cancel button', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('cancel');
  expect(await launch.result()).toMatchObject(CANCELLED);
  await expect(page.locator('dialog[open]')).toHaveCount(0);
});

test('Escape while the camera runs', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('framing');
  expect((await tracksOf(page)).live).toBe(1);
  await page.keyboard.press('Escape');
  expect(await launch.result()).toMatchObject(CANCELLED);
});

test('the host removes the element', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', container: 'main' });
  await launch.press('begin');
  await launch.until('framing');
  await page.evaluate(() => document.querySelector('lifesign-selfie')?.remove());
  expect(await launch.result()).toMatchObject(CANCELLED);
});

test('the host aborts while the gateway works', async ({ page }) => {
  await holdVerdict(page);
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('processing');
  await launch.abort();
  expect(await launch.result()).toMatchObject(CANCELLED);
});

test('leaving while the selfie is being sent needs a confirmation', async ({ page }) => {
  await holdVerdict(page);
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('processing');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stay here' }).click();
  expect((await launch.recorded()).result).toBeNull();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  expect(await launch.result()).toMatchObject(CANCELLED);
});

test('the person asks for help, and the host takes over', async ({ page }) => {
  const launch = await startLaunch(page, {
    flow: 'liveness',
    partner: 'sandbox',
    outcome: 'sandbox-not-live',
    help: { handled: true },
  });
  await launch.press('begin');
  await launch.until('retry', 1);
  await launch.press('retry');
  await launch.until('retry', 2);
  await launch.press('retry');
  await launch.until('exhausted');
  await page.getByRole('button', { name: 'Get help' }).click();
  expect(await launch.result()).toMatchObject({
    extra: { errorCode: 'HELP_CLICKED', errorMessage: 'VERIFICATION_EXHAUSTED' },
  });
});

test('closing the page during a launch does not block the next launch', async ({ page }) => {
  const first = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await first.press('begin');
  await first.until('framing');
  const second = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await second.press('begin');
  expect((await second.result()).status).toBe('COMPLETED');
});

test.describe('a page that is loaded again while its check runs', () => {
  // The gateway's answer that the attempt was sent already.
  test.use({ expectedErrors: /status of 409/ });

  test('ends with the result of that check, and sends no other selfie', async ({ page }) => {
    const request = { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-slow' } as const;
    await page.goto('/');
    const opened = await openAtPartner(page, request);
    const first = await launchAgain(page, request, opened);
    await first.press('begin');
    await first.until('processing');
    const { events } = await first.recorded();
    const submissionId = events.find(({ type }) => type === 'outcome')?.['submissionId'];
    const sent: string[] = [];
    page.on('request', (made) => sent.push(made.method()));
    // Once while it runs, and once when it is decided.
    for (const times of [1, 2]) {
      await page.reload();
      const again = await launchAgain(page, request, opened);
      await again.press('begin');
      expect(await again.result(), `reloaded for the ${times}. time`).toMatchObject({
        status: 'COMPLETED',
        submissionId,
      });
    }
    expect(sent).not.toContain('PUT');
  });
});

test('an inactive person is asked a minute before the end, and can extend by keyboard repeatedly', async ({ page }) => {
  await page.clock.install();
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  // The worker does not use the page's fake clock: a deadline that passes at once would end the load.
  await expect.poll(async () => (await launch.recorded()).events.some(({ type }) => type === 'engine')).toBe(true);
  const question = page.getByRole('alertdialog', { name: 'Are you still there?' });
  const stay = question.getByRole('button', { name: 'Stay here' });
  for (let times = 0; times < 11; times += 1) {
    await page.clock.fastForward('03:30');
    await expect(question).toHaveCount(0);
    await page.clock.fastForward('00:31');
    await expect(question).toBeVisible();
    await page.clock.fastForward('00:20');
    await page.keyboard.press('Tab');
    await expect(stay).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
  }
  await page.clock.fastForward('04:01');
  await expect(question).toBeVisible();
  await page.clock.fastForward('01:01');
  expect(await launch.result()).toMatchObject({
    status: 'NOT_COMPLETED',
    extra: { errorCode: 'USER_CANCELLED', detailedErrorCode: 'session-timeout' },
  });
});
