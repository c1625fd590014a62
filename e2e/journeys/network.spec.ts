/** Networks that fail and tokens that expire. */
import { expect, test } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import { startLaunch } from '../harness/start-launch.ts';

test.use({ expectedErrors: /Failed to load resource|net::ERR_/ });

const isUpload = (url: URL): boolean => url.pathname.includes('/uploads/');

test('an upload that breaks off once is repeated by itself', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  let broken = 0;
  await page.route(isUpload, (route) => {
    broken += 1;
    return broken === 1 ? route.abort('connectionreset') : route.continue();
  });
  await launch.press('begin');
  expect((await launch.result()).status).toBe('COMPLETED');
  expect(broken).toBeGreaterThan(1);
});

test('a network that stays down ends in NETWORK, without a lost or doubled attempt', async ({ page, context }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await page.route(isUpload, async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await launch.press('begin');
  await launch.until('blocked');
  await launch.press('close');
  expect(await launch.result()).toMatchObject({ status: 'ERROR', extra: { errorCode: 'NETWORK' } });
});

test('after the network is back, "Try again" sends the same selfie', async ({ page, context }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await page.route(isUpload, async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await launch.press('begin');
  await launch.until('blocked');
  await page.unroute(isUpload);
  await context.setOffline(false);
  await launch.press('retry');
  expect((await launch.result()).status).toBe('COMPLETED');
  expect((await launch.phases()).filter((phase) => phase === 'capturing')).toHaveLength(1);
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ result: 'VALID' });
});

test('an expired token is renewed once, and the launch goes on', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', expired: 'renewed' });
  await launch.press('begin');
  expect((await launch.result()).status).toBe('COMPLETED');
  expect((await launch.recorded()).tokensRenewed).toBe(1);
});

test('an expired token without renewal ends in API', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', expired: 'kept' });
  await launch.press('begin');
  await launch.until('exhausted');
  await launch.press('close');
  expect(await launch.result()).toMatchObject({
    status: 'ERROR',
    extra: { errorCode: 'API', detailedErrorCode: 'api-unauthorized' },
  });
});
