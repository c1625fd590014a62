/** A gateway that asks for a movement: a recorded person makes it, and the record says that it was made. */
import { HAS_CLIPS, NO_CLIPS, clipFile } from '../harness/data.ts';
import { familyKnows } from '../harness/family.ts';
import { expect, test as base } from '../harness/fixtures.ts';
import { goThrough } from '../harness/go-through.ts';
import type { Stack } from '../harness/stack.ts';
import { startStack } from '../harness/stack.ts';
import { recordDemo, startDemo } from '../harness/start-demo.ts';

const test = base.extend<{ stack: Stack }>({
  stack: async ({ browserName: _browserName }, use) => {
    const stack = await startStack({ BPM_CHALLENGES: '1', BPM_CHALLENGE_TYPES: 'BLINK', BPM_PASSIVE_ALLOWED: 'false' });
    await use(stack);
    await stack.stop();
  },
  baseURL: ({ stack }, use) => use(stack.address),
});

test.skip(!HAS_CLIPS, NO_CLIPS);
// A stack of its own is started, and each attempt waits for a blink of a person who blinks twice in six seconds.
test.describe.configure({ timeout: 180_000 });
test.use({ camera: { clip: clipFile('motion-d9') } });

test('BPM asks for a blink: every record has it done, whichever verdict the net gives on edited footage', async ({
  page,
  context,
}) => {
  await recordDemo(context);
  const launch = await startDemo(page, { family: 'bpm', flow: 'liveness', partner: 'demo' });
  const { status } = await goThrough(launch);
  const phases = await launch.phases();
  expect(phases.indexOf('challenge')).toBeGreaterThan(0);
  // No selfie before the movement.
  expect(phases.indexOf('holding')).toBeGreaterThan(phases.indexOf('challenge'));
  const passed = status === 'COMPLETED';
  const { answers } = await familyKnows(page, 'bpm', launch.correlationId);
  expect(answers.map(({ body }) => body)).toMatchObject([
    { data: { HasCompletedLivenessCheck: passed } },
    { data: { Items: expect.arrayContaining([expect.objectContaining({ IsSuccessful: passed })]) } },
  ]);
  const attempts = phases.filter((phase) => phase === 'submitting').length;
  const done = expect.objectContaining({ ChallengeCount: 1, CompletedChallenges: ['BLINK'] });
  expect(answers[1]?.body).toMatchObject({ data: { Items: Array.from({ length: attempts }, () => done) } });
});
