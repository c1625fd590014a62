/** The gateway loses power in the middle of a verification, and nothing that it acknowledged is lost. */
import { expect, test as base } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import type { Stack } from '../harness/stack.ts';
import { startStack } from '../harness/stack.ts';
import { startLaunch } from '../harness/start-launch.ts';

const test = base.extend<{ stack: Stack }>({
  stack: async ({ browserName: _browserName }, use) => {
    const stack = await startStack();
    await use(stack);
    await stack.stop();
  },
  baseURL: ({ stack }, use) => use(stack.address),
});

// Starts its own stack, and that stack's gateway a second time.
test.describe.configure({ timeout: 180_000 });

// Polls fail while the gateway is down.
test.use({ expectedErrors: /Failed to load resource/ });

test('killed with -9 while it works on a selfie: verdict and callback still come', async ({ page, stack }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-slow' });
  await launch.press('begin');
  await launch.until('processing');
  await stack.killGateway();
  await stack.restartGateway();
  expect(await launch.result(90_000)).toMatchObject({ status: 'COMPLETED' });
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ status: 'COMPLETED', result: 'VALID' });
});
