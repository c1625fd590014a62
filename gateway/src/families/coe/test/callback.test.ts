/** The completion callback and its delivery log, and concurrent requests. */
import { createHmac } from 'node:crypto';
import { HEADERS } from 'lifesign/contract';
import { afterEach, describe, expect, test } from 'vitest';
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
  submit,
  type TestGateway,
  upload,
  CALLBACK_SECRET,
  until,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;

opening(async (closing) => {
  gateway = closing(await startGateway());
});

afterEach(() => {
  gateway.callbacks.length = 0;
  gateway.engine.calls.length = 0;
  gateway.callbackStatus = 200;
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('completion callback', () => {
  test('the bare object, signed, with the configured authentication; then in the delivery log', async () => {
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one);
    await finished(gateway, one, submissionId);
    const [sent] = await until(
      () => gateway.callbacks,
      (callbacks) => callbacks.length > 0,
    );
    expect(sent?.method).toBe('POST');
    expect(sent?.url).toBe('https://partner.example.com/callback');
    expect(sent?.headers.get('authorization')).toBe('Bearer callback-token');
    const timestamp = sent?.headers.get('x-timestamp') ?? '';
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(sent?.headers.get('x-signature')).toBe(
      `sha256=${createHmac('sha256', CALLBACK_SECRET).update(`${timestamp}.${sent?.body}`).digest('hex')}`,
    );
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      submissionId,
      flow: 'STANDALONE_LIVENESS',
      userId: 'user-1',
      userIdType: 'TEST_ID',
      partnerSessionId: one.partnerSessionId,
      status: 'COMPLETED',
      result: 'VALID',
      processedAt: expect.stringMatching(ISO),
      reasonCode: '',
      submissionDetails: {
        imageUrls: { selfie: expect.stringContaining('https://gateway.example.com/coe/v1/images/') },
        verificationResults: { liveness: { result: true, version: 'fake@000000000000' } },
      },
    });
    const log = await until(
      () =>
        call<{ deliveries: { status: string }[] }>(gateway, 'GET', '/coe-partner/v1/callback-deliveries', {
          [HEADERS.token]: one.partnerToken,
          [HEADERS.partnerSessionId]: one.partnerSessionId,
        }),
      ({ body }) => body.data.deliveries[0]?.status === 'delivered',
    );
    expect(log.body.data.deliveries).toEqual([
      {
        deliveryId: sent?.headers.get('x-delivery-id'),
        submissionId,
        status: 'delivered',
        nextAttemptAt: null,
        attempts: [
          {
            number: 1,
            at: expect.stringMatching(ISO),
            httpStatus: 200,
            failure: null,
            durationMs: expect.any(Number),
          },
        ],
      },
    ]);
  });

  test('delivery to a partner that fails is repeated on schedule under one delivery id, then stopped', async () => {
    gateway.callbackStatus = 500;
    const one = await launch(gateway);
    const { data } = (await begin(gateway, one)).body;
    await confirm(gateway, one, data.submissionId, await one.sign(evidenceFor(data, {}, 'spoof')));
    await until(
      () => gateway.callbacks.length,
      (count) => count === 1,
    );
    gateway.callbackStatus = null;
    const log = await until(
      () =>
        call<{ deliveries: { status: string; attempts: { httpStatus: number | null; failure: string }[] }[] }>(
          gateway,
          'GET',
          '/coe-partner/v1/callback-deliveries',
          { [HEADERS.token]: one.partnerToken, [HEADERS.partnerSessionId]: one.partnerSessionId },
        ),
      ({ body }) => body.data.deliveries[0]?.status === 'failed',
    );
    expect(log.body.data.deliveries[0]?.attempts).toMatchObject([
      { number: 1, httpStatus: 500, failure: 'status 500' },
      { number: 2, httpStatus: null, failure: 'TypeError' },
      { number: 3, httpStatus: null, failure: 'TypeError' },
    ]);
    expect(new Set(gateway.callbacks.map(({ headers }) => headers.get('x-delivery-id'))).size).toBe(1);
    const [a, b, c] = gateway.callbacks.map(({ at }) => at);
    expect((b ?? 0) - (a ?? 0)).toBeGreaterThanOrEqual(100);
    expect((c ?? 0) - (b ?? 0)).toBeGreaterThanOrEqual(200);
  });
});

describe('two requests at once', () => {
  test('of two confirms, one succeeds, the other is 409, and one attempt is counted', async () => {
    const one = await launch(gateway);
    const { data } = (await begin(gateway, one)).body;
    const selfie = await jpeg();
    await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', selfie);
    const evidence = await one.sign(evidenceFor(data, { SELFIE: sha256(selfie) }));
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => confirm(gateway, one, data.submissionId, evidence)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    expect(await finished(gateway, one, data.submissionId)).toMatchObject({ status: 'COMPLETED' });
    const { attempts } = await gateway.db
      .selectFrom('session')
      .select('attempts')
      .where('partner_session_id', '=', one.partnerSessionId)
      .executeTakeFirstOrThrow();
    expect(attempts).toBe(1);
    expect(gateway.engine.calls).toHaveLength(1);
  });

  test('two begins at once open one attempt', async () => {
    const one = await launch(gateway);
    const answers = await Promise.all([begin(gateway, one), begin(gateway, one)]);
    expect(new Set(answers.map(({ body }) => body.data.submissionId)).size).toBe(1);
  });
});
