/** A gateway that requires light: the true worker, camera and gateway, with rendered people. */
import { expect, test as base } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import { startStack } from '../harness/stack.ts';
import { startLaunch } from '../harness/start-launch.ts';

const test = base.extend({
  baseURL: async ({ browserName: _browserName }, use) => {
    const stack = await startStack({ DEMO_LIGHT: 'required' });
    await use(stack.address);
    await stack.stop();
  },
});

// A stack of its own is started.
test.describe.configure({ timeout: 180_000 });

test('opened only after the hold: the selfie is taken again, with four tints, without which it would be refused', async ({
  page,
}) => {
  const gate = { open: (): void => undefined };
  const opening = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  let sent: string | null = null;
  // A body of this size is known only where the request is intercepted.
  await page.route(/\/coe\/v1\/submissions\/urls/u, async (route) => {
    if (route.request().method() === 'PUT') {
      sent = route.request().postData();
    } else {
      await opening;
    }
    await route.continue();
  });
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  await launch.until('submitting');
  gate.open();
  const seen = new Set<string>();
  while (seen.size < 4 && (await page.locator('dialog').count()) > 0) {
    const tint = await page.locator('dialog').getAttribute('data-tint');
    if (tint !== null && tint !== 'neutral') {
      seen.add(tint);
    }
  }
  expect(seen.size).toBe(4);
  const result = await launch.result();
  const { metadata } = JSON.parse(sent ?? '') as { metadata: { evidence: string; moments: string[] } };
  const payload = JSON.parse(Buffer.from(metadata.evidence.split('.')[1] ?? '', 'base64url').toString()) as {
    light: { tints: string[]; frames: unknown[] };
  };
  expect(payload.light.tints).toEqual([...seen]);
  // Three of moments, and two of each tint.
  expect([metadata.moments.length, payload.light.frames.length]).toEqual([11, 8]);
  expect(result).toMatchObject({ status: 'COMPLETED' });
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ status: 'COMPLETED', result: 'VALID' });
});
