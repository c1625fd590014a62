/** Cameras that are refused, missing or show the wrong thing, and pages that are hidden. */
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from '../harness/fixtures.ts';
import { startLaunch } from '../harness/start-launch.ts';
import { tracksOf } from '../harness/tracks.ts';
import { setVisibility } from '../harness/visibility.ts';

test.describe('permission refused', () => {
  test.use({ camera: 'refused' });

  test('says what to do, and closing reports the reason to the partner', async ({ page }) => {
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
    await launch.press('begin');
    await launch.until('blocked');
    await expect(page.getByRole('heading', { name: 'We need your camera' })).toBeVisible();
    await launch.press('close');
    expect(await launch.result()).toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'PERMISSION', detailedErrorCode: 'permission-user' },
    });
  });
});

test.describe('no camera', () => {
  test.use({ camera: 'none' });

  test('says so, and closing reports the reason to the partner', async ({ page }) => {
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
    await launch.press('begin');
    await launch.until('blocked');
    await expect(page.getByRole('heading', { name: 'No camera found' })).toBeVisible();
    await launch.press('close');
    expect(await launch.result()).toMatchObject({
      status: 'ERROR',
      extra: { errorCode: 'CAMERA', detailedErrorCode: 'camera-none' },
    });
  });
});

for (const [stream, hint] of [
  ['nobody', 'Look into the camera'],
  ['two', 'Only one person, please'],
  ['far', 'Come closer'],
  ['dark', 'Find more light'],
] as const) {
  test.describe(`camera: ${stream}`, () => {
    test.use({ camera: { stream } });

    test(`gets the hint "${hint}", and nothing is captured`, async ({ page }) => {
      const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
      await launch.press('begin');
      await launch.until('framing');
      await expect(page.getByText(hint, { exact: true }).first()).toBeVisible();
      // Long enough for a hold and a capture, had the frames counted.
      await page.waitForTimeout(2500);
      expect(await launch.phases()).not.toContain('capturing');
      await launch.press('cancel');
      await launch.result();
    });
  });
}

/** The darkest value, 0..255, in a corner of the stage, 20 pixels wide. */
const darkestAt = async (stage: Locator): Promise<number> => {
  const { data } = await sharp(await stage.screenshot())
    .extract({ left: 0, top: 0, width: 20, height: 20 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Math.min(...data);
};

test.describe('camera: dark', () => {
  test.use({ camera: { stream: 'dark' } });

  test('the screen turns white to light the face until the person turns it off', async ({ page }) => {
    const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
    await launch.press('begin');
    await expect(page.locator('dialog[data-lit]')).toBeVisible();
    await expect(page.getByText('The screen is bright to light your face.').first()).toBeVisible();
    await expect(page.locator('dialog')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect.poll(() => darkestAt(page.locator('dialog .stage'))).toBe(255);
    await page.getByRole('button', { name: 'Turn off the bright screen' }).press('Enter');
    await expect(page.locator('dialog[data-lit]')).toHaveCount(0);
    await page.waitForTimeout(1500);
    await expect(page.locator('dialog[data-lit]')).toHaveCount(0);
    await launch.press('cancel');
    await launch.result();
  });
});

for (const stream of ['fair', 'glasses', 'bun', 'scarf', 'deep'] as const) {
  test.describe(`camera: ${stream}`, () => {
    test.use({ camera: { stream } });

    test('is captured without an issue', async ({ page }) => {
      const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
      await launch.press('begin');
      expect((await launch.result()).status).toBe('COMPLETED');
    });
  });
}

test('a hidden page pauses the launch, which continues when the page is visible', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('framing');
  await setVisibility(page, 'hidden');
  await launch.until('paused');
  await expect.poll(async () => (await tracksOf(page)).live).toBe(0);
  await setVisibility(page, 'visible');
  expect((await launch.result()).status).toBe('COMPLETED');
});
