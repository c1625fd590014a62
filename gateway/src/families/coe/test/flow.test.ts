/** Both flows over HTTP, from upload to details, field by field, on an embedded database with a fake engine. */
import { HEADERS } from 'lifesign/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { livePerson } from '../../../../test/support/fake-engine.ts';
import {
  begin,
  call,
  confirm,
  evidenceFor,
  finished,
  jpeg,
  launch,
  sha256,
  startGateway,
  statusOf,
  submit,
  type TestGateway,
  upload,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;

opening(async (closing) => {
  gateway = closing(await startGateway());
});

afterEach(() => {
  gateway.engine.answer = livePerson;
  gateway.engine.calls.length = 0;
  gateway.reference = null;
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const detailsOf = async (token: string, partnerSessionId: string) =>
  call<Record<string, unknown>>(gateway, 'GET', '/coe/v1/submissions', {
    [HEADERS.token]: token,
    [HEADERS.partnerSessionId]: partnerSessionId,
  });

describe('selfie liveness', () => {
  test('a live person: every answer, field by field', async () => {
    const one = await launch(gateway);
    const begun = await begin(gateway, one);
    expect(begun.status).toBe(200);
    const slot = {
      documentUrl: expect.stringMatching(
        /^https:\/\/gateway\.example\.com\/coe\/v1\/uploads\/[\w-]{36}\?expires=\d{10}&signature=[\w-]{43}$/,
      ),
      documentReference: expect.stringMatching(UUID),
      expiryInSeconds: '600',
    };
    expect(begun.body).toEqual({
      success: true,
      data: {
        submissionId: expect.stringMatching(UUID),
        status: 'INITIATED',
        documents: { SELFIE: slot, ADDITIONAL_SELFIE: slot },
        nonce: expect.stringMatching(/^[\w-]{43}$/),
        moments: [0, 1, 2].map(() => expect.any(Number) as unknown),
        policy: { deviceVerdict: 'enforce', attemptsLeft: 3 },
      },
    });
    const { submissionId, documents, nonce } = begun.body.data;

    const initiated = await statusOf(gateway, one, submissionId);
    expect(initiated.headers.get('retry-after')).toBe('1');
    expect(initiated.body.data).toMatchObject({ status: 'INITIATED', nextAction: 'STATUS', completedAt: null });

    const selfie = await jpeg();
    const uploaded = await upload(gateway, documents.SELFIE?.documentUrl ?? '', selfie);
    expect(uploaded.status).toBe(200);
    expect(await uploaded.json()).toEqual({
      success: true,
      data: { documentReference: documents.SELFIE?.documentReference, status: 'UPLOADED' },
    });

    const evidence = await one.sign(evidenceFor({ submissionId, nonce }, { SELFIE: sha256(selfie) }));
    const confirmed = await confirm(gateway, one, submissionId, evidence);
    expect(confirmed.status).toBe(200);
    expect(confirmed.body).toEqual({
      success: true,
      data: { submissionId, nextAction: 'STATUS', uiMessages: {} },
    });

    expect(await finished(gateway, one, submissionId)).toEqual({
      submissionId,
      status: 'COMPLETED',
      submissionType: 'STANDALONE_LIVENESS',
      createdAt: expect.stringMatching(ISO),
      completedAt: expect.stringMatching(ISO),
      verificationResult: { isApproved: true, riskLevel: 'LOW', confidence: '95' },
      errorMessage: null,
      documents: {
        SELFIE: { status: 'VERIFIED', documentReference: documents.SELFIE?.documentReference },
        ADDITIONAL_SELFIE: { status: 'PENDING', documentReference: null },
      },
      uiMessages: {},
      nextAction: 'EXIT',
      reasonCode: '',
      attemptsLeft: 0,
    });
    const call0 = gateway.engine.calls[0];
    expect(Buffer.from(call0?.images.SELFIE ?? []).equals(selfie)).toBe(true);
    expect(call0?.reference).toBeUndefined();

    const details = await detailsOf(one.partnerToken, one.partnerSessionId);
    expect(details.body).toEqual({
      success: true,
      data: {
        status: 'COMPLETED',
        submissionId,
        flow: 'STANDALONE_LIVENESS',
        partnerSessionId: one.partnerSessionId,
        processedAt: expect.stringMatching(ISO),
        result: 'VALID',
        reasonCode: '',
        submissionDetails: {
          imageUrls: { selfie: expect.stringContaining('https://gateway.example.com/coe/v1/images/') },
          verificationResults: { liveness: { result: true, version: 'fake@000000000000' } },
        },
      },
    });
  });

  test('the image URL of the details serves the uploaded bytes, and nothing without its signature', async () => {
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    await finished(gateway, one, submissionId);
    const { body } = await detailsOf(one.partnerToken, one.partnerSessionId);
    const { selfie } = (body.data['submissionDetails'] as { imageUrls: { selfie: string } }).imageUrls;
    const { pathname, search } = new URL(selfie);
    const served = await gateway.app.request(`${pathname}${search}`);
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    expect(served.headers.get('cache-control')).toBe('no-store');
    expect(served.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(Buffer.from(await served.arrayBuffer()).equals(await jpeg())).toBe(true);
    expect((await gateway.app.request(pathname)).status).toBe(403);
    expect((await gateway.app.request(`${pathname}${search}x`)).status).toBe(403);
    expect(
      (await gateway.app.request(`${pathname.replace('images', 'uploads')}${search}`, { method: 'PUT' })).status,
    ).toBe(403);
  });

  test('RETRY, then pass: a new submission in the same session', async () => {
    gateway.engine.answer = (input) => ({
      ...livePerson(input),
      liveness: { score: 0.2, threshold: 0.5, result: false, version: 'fake@000000000000' },
    });
    const one = await launch(gateway, { locale: 'en_ID' });
    const first = await submit(gateway, one);
    expect(await finished(gateway, one, first.submissionId)).toMatchObject({
      status: 'COMPLETED',
      nextAction: 'RETRY',
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 2,
      verificationResult: { isApproved: false, riskLevel: 'HIGH', confidence: '80' },
      uiMessages: { NOT_LIVE: { title: expect.any(String), message: expect.any(String), language: 'en' } },
      documents: { SELFIE: { status: 'REJECTED' } },
    });
    expect((await detailsOf(one.partnerToken, one.partnerSessionId)).body.data).toMatchObject({
      result: 'INVALID',
      reasonCode: 'NOT_LIVE',
      submissionDetails: { verificationResults: { liveness: { result: false } } },
    });
    gateway.engine.answer = livePerson;
    const second = await submit(gateway, one);
    expect(second.submissionId).not.toBe(first.submissionId);
    expect(await finished(gateway, one, second.submissionId)).toMatchObject({ nextAction: 'EXIT', reasonCode: '' });
    // The session is decided: no further attempt or launch, and the answer names the attempt that decided it.
    const { submissionId } = second;
    expect(await begin(gateway, one)).toMatchObject({ status: 409, body: { data: { submissionId } } });
  });

  test('a device verdict of spoof needs no pictures: decided at once, the attempt is counted', async () => {
    const one = await launch(gateway, { locale: 'th' });
    const { data } = (await begin(gateway, one)).body;
    const answer = await confirm(gateway, one, data.submissionId, await one.sign(evidenceFor(data, {}, 'spoof')));
    expect(answer.body.data).toMatchObject({
      nextAction: 'RETRY',
      uiMessages: { NOT_LIVE: { title: expect.stringMatching(/^\p{Script=Thai}+$/u), language: 'th' } },
    });
    expect((await statusOf(gateway, one, data.submissionId)).body.data).toMatchObject({
      status: 'COMPLETED',
      reasonCode: 'NOT_LIVE',
      attemptsLeft: 2,
      documents: { SELFIE: { status: 'PENDING', documentReference: null } },
    });
    expect(gateway.engine.calls).toHaveLength(0);
    const { body } = await detailsOf(one.partnerToken, one.partnerSessionId);
    expect(body.data).toMatchObject({ result: 'INVALID', reasonCode: 'NOT_LIVE' });
    expect(body.data['submissionDetails']).toEqual({
      imageUrls: {},
      verificationResults: { liveness: { result: false, version: 'lifesign-sdk@0.1.0' } },
    });
  });

  test('pictures uploaded after a device verdict of spoof are scored, and the verdict caps their score', async () => {
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one, { verdict: 'spoof', both: true });
    expect(await finished(gateway, one, submissionId)).toMatchObject({
      reasonCode: 'NOT_LIVE',
      verificationResult: { isApproved: false, riskLevel: 'HIGH' },
      documents: { SELFIE: { status: 'REJECTED' }, ADDITIONAL_SELFIE: { status: 'REJECTED' } },
    });
    expect(gateway.engine.calls).toHaveLength(1);
    const row = await gateway.db
      .selectFrom('submission')
      .select('evidence')
      .where('id', '=', submissionId)
      .executeTakeFirstOrThrow();
    expect(row.evidence).toMatchObject({ device: { verdict: 'spoof' }, injection: { virtualCameraLabel: false } });
  });

  test('a device verdict of uncertain raises the threshold for the pictures; a verdict of live does not', async () => {
    const bars = [];
    for (const verdict of ['live', 'uncertain'] as const) {
      const one = await launch(gateway);
      const { submissionId } = await submit(gateway, one, { verdict });
      await finished(gateway, one, submissionId);
      bars.push(gateway.engine.calls.at(-1)?.livenessThreshold);
    }
    expect(bars).toEqual([undefined, 0.7]);
  });

  test.each([
    ['no-face', 'DOCUMENT_NOT_FOUND'],
    ['several-faces', 'INVALID_DOCUMENT'],
    ['poor-quality', 'INVALID_DOCUMENT'],
  ] as const)('an unusable picture (%s) is %s and may be retried', async (problem, reasonCode) => {
    gateway.engine.answer = (input) => ({ ...livePerson(input), problem, liveness: null });
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    expect(await finished(gateway, one, submissionId)).toMatchObject({
      status: 'COMPLETED',
      reasonCode,
      nextAction: 'RETRY',
      documents: { SELFIE: { status: 'INVALID' } },
    });
  });

  test('attempts used up: EXIT, then 429', async () => {
    const one = await launch(gateway);
    for (const nextAction of ['RETRY', 'RETRY', 'EXIT']) {
      const { data } = (await begin(gateway, one)).body;
      const answer = await confirm(gateway, one, data.submissionId, await one.sign(evidenceFor(data, {}, 'spoof')));
      expect(answer.body.data.nextAction).toBe(nextAction);
    }
    const refused = await begin(gateway, one);
    expect(refused.status).toBe(429);
    expect(refused.body.errors).toMatchObject([{ code: '429', cause: 'SUBMISSION_QUOTA_EXCEEDED' }]);
  });

  test('a crashing engine is tried again', async () => {
    let crashes = 1;
    gateway.engine.answer = (input) => {
      if (crashes > 0) {
        crashes -= 1;
        throw new Error('worker died');
      }
      return livePerson(input);
    };
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    expect(await finished(gateway, one, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    expect(gateway.engine.calls).toHaveLength(2);
  });

  test('an engine that always crashes ends in ERROR, with another attempt offered', async () => {
    gateway.engine.answer = () => {
      throw new Error('worker died');
    };
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    expect(await finished(gateway, one, submissionId)).toMatchObject({
      status: 'ERROR',
      verificationResult: null,
      errorMessage: 'VERIFICATION_FAILED',
      reasonCode: 'VERIFICATION_FAILED',
      nextAction: 'RETRY',
    });
    const { body } = await detailsOf(one.partnerToken, one.partnerSessionId);
    expect(body.data).toMatchObject({ status: 'ERROR', reasonCode: 'VERIFICATION_FAILED' });
    expect(body.data).not.toHaveProperty('result');
  });
});

const verify = async (): Promise<{ status: Record<string, unknown>; details: Record<string, unknown> }> => {
  const one = await launch(gateway, { flow: 'FACE_VERIFICATION' });
  const { submissionId } = await submit(gateway, one, { both: true });
  const status = await finished(gateway, one, submissionId);
  const details = (await detailsOf(one.partnerToken, one.partnerSessionId)).body.data;
  return { status: { ...status }, details };
};

describe('face verification', () => {
  test('the same person: all three checks', async () => {
    gateway.reference = await jpeg(480, 640, 3);
    const { status, details } = await verify();
    expect(status).toMatchObject({ submissionType: 'FACE_VERIFICATION', nextAction: 'EXIT', reasonCode: '' });
    expect(details).toMatchObject({
      flow: 'FACE_VERIFICATION',
      result: 'VALID',
      submissionDetails: {
        imageUrls: { selfie: expect.any(String), additionalSelfie: expect.any(String) },
        verificationResults: {
          liveness: { result: true, version: 'fake@000000000000' },
          faceMatch: { score: 0.8123, result: true, version: 'fake@000000000000' },
          referenceImageValidation: { ktp: { verificationResult: true, verificationReasonCode: '' } },
        },
      },
    });
    expect(gateway.engine.calls[0]?.reference).toEqual(gateway.reference);
  });

  test('another person: FACE_MATCH_FAILED, not retryable by default', async () => {
    gateway.reference = await jpeg(480, 640, 3);
    gateway.engine.answer = (input) => ({
      ...livePerson(input),
      faceMatch: { score: 0.1, threshold: 0.5, result: false, version: 'fake@000000000000' },
    });
    const { status, details } = await verify();
    expect(status).toMatchObject({ status: 'COMPLETED', reasonCode: 'FACE_MATCH_FAILED', nextAction: 'EXIT' });
    expect(details).toMatchObject({
      result: 'INVALID',
      reasonCode: 'FACE_MATCH_FAILED',
      submissionDetails: {
        verificationResults: { liveness: { result: true }, faceMatch: { result: false, score: 0.1 } },
      },
    });
  });

  test('a reference without a usable face fails only the match', async () => {
    gateway.reference = await jpeg(480, 640, 3);
    gateway.engine.answer = (input) => ({ ...livePerson(input), reference: 'no-face', faceMatch: null });
    const { status, details } = await verify();
    expect(status).toMatchObject({ reasonCode: 'REFERENCE_IMAGE_VALIDATION_FAILED', nextAction: 'EXIT' });
    expect(details['submissionDetails']).toMatchObject({
      verificationResults: {
        referenceImageValidation: {
          ktp: { verificationResult: false, verificationReasonCode: 'NO_FACE_DETECTED' },
        },
      },
    });
    expect(details).not.toHaveProperty('submissionDetails.verificationResults.liveness');
  });

  test('no reference: ERROR and REFERENCE_IMAGE_NOT_FOUND, nothing for the person to retry', async () => {
    const { status, details } = await verify();
    expect(status).toMatchObject({
      status: 'ERROR',
      errorMessage: 'REFERENCE_IMAGE_NOT_FOUND',
      reasonCode: 'REFERENCE_IMAGE_NOT_FOUND',
      nextAction: 'EXIT',
    });
    expect(details).toMatchObject({ status: 'ERROR', reasonCode: 'REFERENCE_IMAGE_NOT_FOUND' });
    expect(gateway.engine.calls).toHaveLength(0);
  });
});
