/**
 * Gateways that ask for movements, and recorded people who make them: detected in the browser, accepted or refused by the
 * passive check of the same frames, signed, and shown on the admin page.
 */
import { HAS_CLIPS, NO_CLIPS, clipFile } from '../../testkit/recordings.ts';
import { familyKnows } from '../harness/family.ts';
import { expect, test as base } from '../harness/fixtures.ts';
import { goThrough } from '../harness/go-through.ts';
import { frames } from '../harness/recut.ts';
import { reviewRecord } from '../harness/review.ts';
import type { Keeper } from '../harness/keepers.ts';
import { stackKeeper } from '../harness/keepers.ts';
import type { Stack } from '../harness/stack.ts';
import { recordDemo, startDemo } from '../harness/start-demo.ts';

type Settings = Readonly<Record<string, string>>;

/** A gateway with these settings. */
const test = base.extend<{ settings: Settings }, { stacks: Keeper<Settings, Stack> }>({
  settings: [{}, { option: true }],
  stacks: [
    async ({ browserName: _browserName }, use) => {
      const stacks = stackKeeper();
      await use(stacks);
      await stacks.end();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ stacks, settings }, use) => use((await stacks.get(settings)).address),
});

test.skip(!HAS_CLIPS, NO_CLIPS);
// In one worker, which keeps its gateway for the next test.
test.describe.configure({ mode: 'default', timeout: 180_000 });

/** Pixels of the recorded clips. */
const WIDTH = 640;

/**
 * In this recording a person turns from their left over the middle to their right, and back to the middle. Shown from its
 * end to its start and back it is one steady movement through both turns; then the person looks ahead, for the selfie.
 */
const TURNING = [...frames(59, 0), ...frames(1, 59), ...frames(58, 34), ...frames(34, 58)];

test.describe('a recorded person who turns both ways', () => {
  // One gateway: each family has settings of its own.
  test.use({
    camera: { clip: clipFile('s12-live'), order: TURNING },
    // The admin page requests the current sign-in, and gets 401.
    expectedErrors: /status of 401/,
    settings: {
      BPM_CHALLENGES: '2',
      BPM_CHALLENGE_TYPES: 'TURN_LEFT,TURN_RIGHT',
      BPM_PASSIVE_ALLOWED: 'false',
      E_VERIFY_CHALLENGES: '1',
      E_VERIFY_CHALLENGE_TYPES: 'TURN_LEFT',
      E_VERIFY_PASSIVE_ALLOWED: 'true',
    },
  });

  test.describe('at a BPM gateway that asks for both turns', () => {
    test('is accepted, with both turns in the record and on the admin page', async ({ page, context }) => {
      await recordDemo(context);
      const launch = await startDemo(page, { family: 'bpm', flow: 'liveness', partner: 'demo', movements: true });
      expect(await goThrough(launch)).toMatchObject({ status: 'COMPLETED' });
      const phases = await launch.phases();
      expect(phases.filter((phase) => phase === 'challenge').length).toBeGreaterThan(0);
      // No selfie before the movements.
      expect(phases.indexOf('holding')).toBeGreaterThan(phases.indexOf('challenge'));
      const { answers, passed } = await familyKnows(page, 'bpm', launch.correlationId);
      expect(passed).toBe(true);
      const [status, records] = answers.map(({ body }) => body);
      expect(status).toMatchObject({ data: { HasCompletedLivenessCheck: true } });
      const { data } = records as { readonly data: { readonly Items: readonly { CompletedChallenges: string[] }[] } };
      const [record] = data.Items;
      expect(record).toMatchObject({ IsSuccessful: true, VerificationResult: true, ChallengeCount: 2 });
      const completed = record?.CompletedChallenges ?? [];
      expect(completed.toSorted()).toEqual(['TURN_LEFT', 'TURN_RIGHT']);
      await reviewRecord(page, { verdict: 'Live', family: 'BPM self-service', picture: WIDTH, completed });
    });
  });

  test.describe('at an e-verify gateway that asks for one turn', () => {
    test('is accepted', async ({ page, context }) => {
      await recordDemo(context);
      const launch = await startDemo(page, { family: 'e-verify', flow: 'liveness', partner: 'demo', movements: true });
      expect(await goThrough(launch)).toMatchObject({ status: 'COMPLETED' });
      expect(await launch.phases()).toContain('challenge');
      expect((await familyKnows(page, 'e-verify', launch.correlationId)).answers.at(-1)?.body).toMatchObject({
        status: 'completed',
        result: { is_live: true },
      });
      const completed = ['TURN_LEFT'];
      await reviewRecord(page, { verdict: 'Live', family: 'e-verify', picture: WIDTH, completed });
    });

    test('may choose the passive check beforehand, and is asked for no movement', async ({ page, context }) => {
      await recordDemo(context);
      const launch = await startDemo(page, { family: 'e-verify', flow: 'liveness', partner: 'demo' });
      expect(await goThrough(launch)).toMatchObject({ status: 'COMPLETED' });
      expect(await launch.phases()).not.toContain('challenge');
      expect((await familyKnows(page, 'e-verify', launch.correlationId)).answers.at(-1)?.body).toMatchObject({
        result: { is_live: true },
      });
    });
  });
});

test.describe('a blink in edited footage, at a BPM gateway', () => {
  // Each attempt waits for a blink of a person who blinks twice in six seconds.
  test.use({
    camera: { clip: clipFile('motion-d9') },
    settings: { BPM_CHALLENGES: '1', BPM_CHALLENGE_TYPES: 'BLINK', BPM_PASSIVE_ALLOWED: 'false' },
  });

  test('is in every record as completed, whatever the verdict on the footage is', async ({ page, context }) => {
    await recordDemo(context);
    const launch = await startDemo(page, { family: 'bpm', flow: 'liveness', partner: 'demo', movements: true });
    const { status } = await goThrough(launch);
    const phases = await launch.phases();
    expect(phases.indexOf('challenge')).toBeGreaterThan(0);
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
});
