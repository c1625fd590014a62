/** The gateway's decisions as the person and the partner see them. The sandbox partner produces each outcome. */
import { expect, test } from '../harness/fixtures.ts';
import { partnerKnows } from '../harness/partner.ts';
import { startLaunch } from '../harness/start-launch.ts';

test('a live person passes, and the partner knows it', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-valid' });
  await launch.press('begin');
  const result = await launch.result();
  expect(result).toEqual({
    correlationId: launch.correlationId,
    status: 'COMPLETED',
    submissionId: expect.any(String),
  });
  expect(await launch.phases()).toEqual(
    expect.arrayContaining(['checking', 'intro', 'preparing', 'framing', 'holding', 'capturing', 'submitting', 'done']),
  );
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({
    submissionId: result.submissionId,
    status: 'COMPLETED',
    result: 'VALID',
    reasonCode: '',
  });
});

test('a first attempt that fails is coached and repeated: RETRY, then a pass', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-retry-then-valid' });
  await launch.press('begin');
  await launch.until('retry');
  await expect(page.getByText('You have 2 tries left.')).toBeVisible();
  await launch.press('retry');
  const result = await launch.result();
  expect(result.status).toBe('COMPLETED');
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({ status: 'COMPLETED', result: 'VALID' });
});

test('after three failed attempts the launch ends in VERIFICATION', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'liveness', partner: 'sandbox', outcome: 'sandbox-not-live' });
  await launch.press('begin');
  await launch.until('retry', 1);
  await launch.press('retry');
  await launch.until('retry', 2);
  await launch.press('retry');
  await launch.until('exhausted');
  await launch.press('close');
  expect(await launch.result()).toEqual({
    correlationId: launch.correlationId,
    status: 'ERROR',
    extra: {
      errorCode: 'VERIFICATION',
      detailedErrorCode: 'NOT_LIVE',
      errorMessage: expect.any(String),
    },
  });
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({
    status: 'COMPLETED',
    result: 'INVALID',
    reasonCode: 'NOT_LIVE',
  });
});

test('faces that match pass verification', async ({ page }) => {
  const launch = await startLaunch(page, { flow: 'verification', partner: 'sandbox', outcome: 'sandbox-valid' });
  await launch.press('begin');
  expect((await launch.result()).status).toBe('COMPLETED');
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({
    result: 'VALID',
    submissionDetails: { verificationResults: { faceMatch: { result: true } } },
  });
});

test('faces that do not match end the flow with a verdict: EXIT', async ({ page }) => {
  const launch = await startLaunch(page, {
    flow: 'verification',
    partner: 'sandbox',
    outcome: 'sandbox-face-match-failed',
  });
  await launch.press('begin');
  await launch.until('exhausted');
  await launch.press('close');
  expect(await launch.result()).toMatchObject({ status: 'COMPLETED' });
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({
    status: 'COMPLETED',
    result: 'INVALID',
    reasonCode: 'FACE_MATCH_FAILED',
  });
});

test('no reference image ends the flow without a verdict', async ({ page }) => {
  const launch = await startLaunch(page, {
    flow: 'verification',
    partner: 'sandbox',
    outcome: 'sandbox-reference-not-found',
  });
  await launch.press('begin');
  await launch.until('exhausted');
  await launch.press('close');
  expect(await launch.result()).toMatchObject({
    status: 'ERROR',
    extra: { errorCode: 'API', detailedErrorCode: 'REFERENCE_IMAGE_NOT_FOUND' },
  });
  expect(await partnerKnows(page, launch.correlationId)).toMatchObject({
    status: 'ERROR',
    reasonCode: 'REFERENCE_IMAGE_NOT_FOUND',
  });
});
