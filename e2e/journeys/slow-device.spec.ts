/** A phone that is much slower than the test machine: fewer frames are analysed, and the launch still decides. */
import { changedWorker } from '../../testkit/changed-worker.ts';
import { expect, test } from '../harness/fixtures.ts';
import { startLaunch } from '../harness/start-launch.ts';

/** Milliseconds from one analysed frame to the next at least, the real work included: less than three frames a second. */
const FRAME_MS = 350;
/** Maximum time of a decision on such a device. Milliseconds. */
const DECISION_MS = 6000;

test('a phone on which a frame takes a third of a second', async ({ page }) => {
  // The browser throttles only the page's own thread, so the worker is slowed down by a script.
  const slow = changedWorker(
    `const post = self.postMessage.bind(self);
    let next = 0;
    self.postMessage = (message, options) => {
      if (message.type === 'analysed') {
        while (performance.now() < next);
        next = performance.now() + ${FRAME_MS};
      }
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
  // The rate is counted from frame to frame, with a few milliseconds between them less than FRAME_MS.
  expect(frames?.['fps']).toBeLessThan(3);
});
