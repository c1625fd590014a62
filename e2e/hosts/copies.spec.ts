/** Two copies of the SDK on one page, as two widgets of different vendors may load them. */
import type * as Lifesign from 'lifesign';
import type * as Define from 'lifesign/define';
import type * as Testing from 'lifesign/testing';
import { Launch } from '../harness/launch.ts';
import { button, expect, launched, test, traces } from './fixtures.ts';

test('launches of two copies both work, one after the other and one over the other', async ({ page }) => {
  await page.goto('/plain');
  const before = await traces(page);
  const launchBy = (copy: string): Promise<void> =>
    page.evaluate(async (folder) => {
      const sdk = (await import(`${folder}/index.js`)) as typeof Lifesign;
      const kit = (await import(`${folder}/testing.js`)) as typeof Testing;
      const recorded = { events: [] as object[], result: null as object | null, callbacks: 0, refused: null };
      const controller = new AbortController();
      Reflect.set(globalThis, 'lifesignTestLaunch', { recorded, abort: () => controller.abort() });
      const launching = async (): Promise<void> => {
        recorded.result = await sdk.launchSelfieLiveness(
          {
            correlationId: folder,
            language: 'en',
            camera: kit.fakeCamera({ width: 640, height: 480, frameRate: 15 }),
            engine: kit.scriptedEngine({ windowMs: 300 }),
            backend: kit.scriptedGateway(),
            signal: controller.signal,
            onEvent: (event) => recorded.events.push({ ...event, now: performance.now() }),
          },
          () => {
            recorded.callbacks += 1;
          },
        );
      };
      void launching();
    }, copy);

  for (const copy of ['/sdk', '/sdk-copy', '/sdk']) {
    await launchBy(copy);
    const launch = await launched(page);
    await button(page, 'Take my selfie').click();
    expect(await launch.result()).toMatchObject({ status: 'COMPLETED', correlationId: copy });
    await expect.poll(() => traces(page)).toEqual(before);
  }

  await launchBy('/sdk');
  await launched(page);
  await launchBy('/sdk-copy');
  await expect(page.locator('lifesign-selfie-2').getByRole('button', { name: 'Take my selfie' })).toBeVisible();
  const above = new Launch(page, '/sdk-copy');
  await page.mouse.click(5, 5);
  await page.keyboard.press('Escape');
  expect(await above.result()).toMatchObject({ status: 'NOT_COMPLETED', correlationId: '/sdk-copy' });
  await expect(page.locator('lifesign-selfie-2')).toHaveCount(0);
  await expect(button(page, 'Take my selfie')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => traces(page)).toEqual(before);
});

test('both define the element, and markup uses the first one', async ({ page }) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') {
      warnings.push(message.text());
    }
  });
  await page.goto('/plain');
  await page.evaluate(async () => {
    for (const folder of ['/sdk', '/sdk-copy', '/sdk']) {
      const { defined } = (await import(`${folder}/define.js`)) as typeof Define;
      await defined;
    }
    const kitUrl = '/sdk/testing.js';
    const kit = (await import(kitUrl)) as typeof Testing;
    const element = Object.assign(document.createElement('lifesign-selfie'), {
      language: 'en',
      correlationId: 'markup',
      settings: { backend: kit.scriptedGateway(), engine: kit.scriptedEngine(), camera: kit.fakeCamera() },
    });
    document.body.append(element);
  });
  await expect(button(page, 'Take my selfie')).toBeVisible();
  expect(warnings).toEqual([expect.stringContaining('another copy of this package has defined <lifesign-selfie>')]);
});
