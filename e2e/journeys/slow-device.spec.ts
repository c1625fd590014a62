/** A phone that is much slower than the test machine: fewer frames are analysed, and the launch still decides. */
import { changedWorker } from '../../testkit/changed-worker.ts';
import { expect, test } from '../harness/fixtures.ts';
import { startLaunch } from '../harness/start-launch.ts';

/** Milliseconds that are added to the worker's time for a frame: less than three frames a second. */
const FRAME_MS = 350;
/** Maximum time of a decision on such a device. Milliseconds. */
const DECISION_MS = 6000;

test('a phone on which a frame takes a third of a second', async ({ page }) => {
  // The browser throttles only the page's own thread, so the worker is slowed down by a script.
  const slow = changedWorker(
    `const post = self.postMessage.bind(self);
    self.postMessage = (message, options) => {
      const until = performance.now() + (message.type === 'analysed' ? ${FRAME_MS} : 0);
      while (performance.now() < until);
      post(message, options);
    };`,
    '/sdk/assets/vision.worker.js?slow',
  );
  await page.route('**/vision.worker.js', (route) => route.fulfill({ body: slow, contentType: 'text/javascript' }));
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox' });
  await launch.press('begin');
  expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
  const { events } = await launch.recorded();
  const [frames] = events.filter(({ type }) => type === 'frames');
  // In frames, not seconds: on a shared machine, seconds depend more on its load than on the flow.
  expect(frames?.['analysed']).toBeLessThanOrEqual(DECISION_MS / FRAME_MS);
  expect(frames?.['fps']).toBeLessThan(1000 / FRAME_MS);
});
