/**
 * The gateway families beside CoE, from the demo's form to the admin page: a recorded person is accepted and a recorded
 * attack refused, in the terms of each family, and the record and its picture can be reviewed.
 */
import type { FamilyKnowledge } from '../../demo/family-knowledge.ts';
import { HAS_CLIPS, NO_CLIPS, clipFile } from '../../testkit/recordings.ts';
import { familyKnows, type FamilyName } from '../harness/family.ts';
import { expect, test } from '../harness/fixtures.ts';
import { goThrough } from '../harness/go-through.ts';
import { reviewRecord } from '../harness/review.ts';
import { recordDemo, startDemo } from '../harness/start-demo.ts';

interface Words {
  readonly title: string;
  readonly standing: RegExp;
  readonly answers: readonly unknown[];
}

/** An attack that the device sees is reported without a picture. */
const record = (passed: boolean) => ({
  isSuccessful: true,
  statusCode: '00',
  data: { Items: [{ IsSuccessful: passed, VerificationResult: passed, HasImage: passed }], TotalCount: 1 },
});

const status = (passed: boolean) => ({
  isSuccessful: true,
  statusCode: '00',
  data: { HasCompletedLivenessCheck: passed },
});

const results = (passed: boolean) => ({
  status: 'completed',
  result: { liveness_score: expect.any(Number), is_live: passed, spoof_attempt_detected: !passed },
});

const log = { records: expect.arrayContaining([expect.objectContaining({ message: expect.any(String) })]) };

const WORDS: Readonly<Record<FamilyName, { readonly accepted: Words; readonly rejected: Words }>> = {
  'bpm': {
    accepted: {
      title: 'BPM self-service',
      standing: /^HasCompletedLivenessCheck true$/,
      answers: [status(true), record(true)],
    },
    rejected: {
      title: 'BPM self-service',
      standing: /^HasCompletedLivenessCheck false$/,
      answers: [status(false), record(false)],
    },
  },
  'e-verify': {
    accepted: { title: 'e-verify', standing: /^completed, is_live true, liveness_score \d/, answers: [results(true)] },
    rejected: {
      title: 'e-verify',
      standing: /^completed, is_live false, liveness_score \d/,
      answers: [results(false)],
    },
  },
  'lcp': {
    accepted: {
      title: 'Liveness Check Proxy',
      standing: /^ACCEPTED$/,
      answers: [{ result: 'ACCEPTED', selfie: null }, log],
    },
    rejected: {
      title: 'Liveness Check Proxy',
      standing: /^REJECTED$/,
      answers: [{ result: 'REJECTED', selfie: null }, log],
    },
  },
};

const expectWords = ({ standing, answers }: FamilyKnowledge, words: Words): void => {
  expect(standing).toMatch(words.standing);
  expect(answers.map(({ status: code }) => code)).toEqual(words.answers.map(() => 200));
  expect(answers.map(({ body }) => body)).toMatchObject([...words.answers]);
};

/** Pixels of the recorded clips. */
const WIDTH = 640;

// The admin page requests the current sign-in, and gets 401.
test.use({ expectedErrors: /status of 401/ });

for (const family of ['bpm', 'e-verify', 'lcp'] as const) {
  test.describe(family, () => {
    test.describe('a recorded person', () => {
      test.skip(!HAS_CLIPS, NO_CLIPS);
      test.use({ camera: { clip: clipFile('s12-live') } });

      test('is accepted, and the record can be reviewed', async ({ page, context }) => {
        await recordDemo(context);
        const launch = await startDemo(page, { family, flow: 'liveness', partner: 'demo' });
        expect(await goThrough(launch)).toEqual({
          correlationId: launch.correlationId,
          status: 'COMPLETED',
          submissionId: expect.any(String),
        });
        const words = WORDS[family].accepted;
        expectWords(await familyKnows(page, family, launch.correlationId), words);
        await expect(page.locator('#result-body .verdict.good')).toHaveText(words.standing);
        await reviewRecord(page, { verdict: 'Live', family: words.title, picture: WIDTH });
      });
    });

    test.describe('a recorded attack', () => {
      test.skip(!HAS_CLIPS, NO_CLIPS);
      test.use({ camera: { clip: clipFile('s12-spoof') } });

      test('is refused, and the record can be reviewed; no picture left the device', async ({ page, context }) => {
        await recordDemo(context);
        const launch = await startDemo(page, { family, flow: 'liveness', partner: 'demo' });
        await launch.press('begin');
        await launch.until('retry');
        await launch.press('cancel');
        expect(await launch.result()).toMatchObject({ status: 'NOT_COMPLETED' });
        const words = WORDS[family].rejected;
        expectWords(await familyKnows(page, family, launch.correlationId), words);
        await expect(page.locator('#result-body .verdict.bad')).toHaveText(words.standing);
        await reviewRecord(page, { verdict: 'Presentation attack', family: words.title, picture: null });
      });
    });
  });
}

// The tests below need no recordings.

for (const family of ['bpm', 'e-verify', 'lcp'] as const) {
  test(`${family}: a drawn person gets a verdict, and the page shows the family's answers`, async ({
    page,
    context,
  }) => {
    await recordDemo(context);
    const launch = await startDemo(page, { family, flow: 'liveness', partner: 'demo' });
    const result = await goThrough(launch);
    const isAccepted = result.status === 'COMPLETED';
    // Whether the net accepts a drawing as a person is not guaranteed.
    if (!isAccepted) {
      expect(result).toMatchObject({ status: 'ERROR', extra: { errorCode: 'VERIFICATION' } });
    }
    const { passed, answers } = await familyKnows(page, family, launch.correlationId);
    expect(passed === true).toBe(isAccepted);
    expect(answers.length).toBeGreaterThan(0);
    await expect(page.getByRole('link', { name: 'Review it on the admin page' })).toBeVisible();
  });
}

test('a test key of e-verify answers without an engine, and leaves no record', async ({ page, context }) => {
  await recordDemo(context);
  const choices = { family: 'e-verify', flow: 'liveness', partner: 'sandbox', outcome: 'test-live' } as const;
  const launch = await startDemo(page, choices);
  await launch.press('begin');
  expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
  expectWords(await familyKnows(page, 'e-verify', launch.correlationId), WORDS['e-verify'].accepted);
  await expect(page.getByRole('link', { name: 'Review it on the admin page' })).toBeHidden();
});
