/**
 * The gateway families beside CoE, from the demo's chooser to the administrator's desk: a recorded person is
 * accepted, in the words of each family, and the record and its picture are there to review.
 */
import { HAS_CLIPS, NO_CLIPS, clipFile } from '../harness/data.ts';
import { type FamilyKnowledge, familyKnows, type FamilyName } from '../harness/family.ts';
import { expect, test } from '../harness/fixtures.ts';
import { goThrough } from '../harness/go-through.ts';
import { reviewRecord } from '../harness/review.ts';
import { recordDemo, startDemo } from '../harness/start-demo.ts';

interface Words {
  readonly title: string;
  readonly standing: RegExp;
  readonly answers: readonly unknown[];
}

const record = {
  isSuccessful: true,
  statusCode: '00',
  data: { Items: [{ IsSuccessful: true, VerificationResult: true, HasImage: true }], TotalCount: 1 },
};

const status = {
  isSuccessful: true,
  statusCode: '00',
  data: { HasCompletedLivenessCheck: true },
};

const results = {
  status: 'completed',
  result: { liveness_score: expect.any(Number), is_live: true, spoof_attempt_detected: false },
};

const log = { records: expect.arrayContaining([expect.objectContaining({ message: expect.any(String) })]) };

const WORDS: Readonly<Record<FamilyName, Words>> = {
  'bpm': {
    title: 'BPM self-service',
    standing: /^HasCompletedLivenessCheck true$/,
    answers: [status, record],
  },
  'e-verify': { title: 'e-verify', standing: /^completed, is_live true, liveness_score \d/, answers: [results] },
  'lcp': {
    title: 'Liveness Check Proxy',
    standing: /^ACCEPTED$/,
    answers: [{ result: 'ACCEPTED', selfie: null }, log],
  },
};

const expectWords = ({ standing, answers }: FamilyKnowledge, words: Words): void => {
  expect(standing).toMatch(words.standing);
  expect(answers.map(({ status: code }) => code)).toEqual(words.answers.map(() => 200));
  expect(answers.map(({ body }) => body)).toMatchObject([...words.answers]);
};

/** Pixels of the recorded clips. */
const WIDTH = 640;

// The admin page asks whether somebody is signed in, and nobody is.
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
        const words = WORDS[family];
        expectWords(await familyKnows(page, family, launch.correlationId), words);
        await expect(page.locator('#result-body .verdict.good')).toHaveText(words.standing);
        await reviewRecord(page, { verdict: 'Live', family: words.title, picture: WIDTH });
      });
    });
  });
}

// Needs no recordings: the rendered person, and an outcome that the key decides.
test('a test key of e-verify answers without an engine, and leaves no record', async ({ page, context }) => {
  await recordDemo(context);
  const choices = { family: 'e-verify', flow: 'liveness', partner: 'sandbox', outcome: 'test-live' } as const;
  const launch = await startDemo(page, choices);
  await launch.press('begin');
  expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
  expectWords(await familyKnows(page, 'e-verify', launch.correlationId), WORDS['e-verify']);
  await expect(page.getByRole('link', { name: 'Review it on the admin page' })).toBeHidden();
});
