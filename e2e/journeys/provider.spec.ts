/** A proxy whose provider has its own capture, here the mock. The SDK opens no camera and shows no screen. */
import { familyKnows } from '../harness/family.ts';
import { expect, test as base } from '../harness/fixtures.ts';
import { startStack } from '../harness/stack.ts';
import { pressStart, recordDemo } from '../harness/start-demo.ts';
import { tracksOf } from '../harness/tracks.ts';

const test = base.extend<object, { mocked: string }>({
  mocked: [
    async ({ browserName: _browserName }, use) => {
      const stack = await startStack({ DEMO_LCP_PROVIDER: 'mock' });
      await use(stack.address);
      await stack.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ mocked }, use) => use(mocked),
  // The verification that fails on purpose.
  expectedErrors: /status of 400/,
});

// One gateway for all three.
test.describe.configure({ mode: 'default' });

for (const [outcome, standing, status] of [
  ['mock-accepted', 'ACCEPTED', 'COMPLETED'],
  ['mock-rejected', 'REJECTED', 'COMPLETED'],
  ['mock-verification-error', 'VERIFICATION_ERROR', 'ERROR'],
] as const) {
  test(`${outcome} ends with ${standing}`, async ({ page, context }) => {
    await recordDemo(context);
    const launch = await pressStart(page, { family: 'lcp', flow: 'liveness', partner: 'demo', outcome });
    expect(await launch.result()).toMatchObject({ correlationId: launch.correlationId, status });
    expect(await launch.phases()).toEqual([]);
    expect((await tracksOf(page)).opened).toBe(0);
    expect(await familyKnows(page, 'lcp', launch.correlationId)).toMatchObject({ standing });
    await expect(page.locator('#result-body .verdict')).toHaveText(standing);
  });
}
