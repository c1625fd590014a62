/** The e-verify family over HTTP: the seed's examples field by field, test keys, expiry, rates. */
import { expect, test } from 'vitest';
import type { EngineInput, EngineResult } from '../../../engine/types.ts';
import { ask, type CaptureOptions, captureOf } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import {
  begin,
  capture,
  checksOf,
  type EVerifyHarness,
  expectFailure,
  MATCH,
  newKey,
  openEVerify,
  REQUEST_ID,
  resultsOf,
  SESSION_SECONDS,
  START,
  start,
} from '../../../../test/support/e-verify.ts';
import { livePerson } from '../../../../test/support/fake-engine.ts';
import { startGateway, testConfig } from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

const ANY_TEXT = expect.any(String) as unknown;

/** Returns an engine that gives this score and applies the threshold of the call. */
const scored =
  (score: number) =>
  (input: EngineInput): EngineResult => {
    const threshold = input.livenessThreshold ?? 0.5;
    return { ...livePerson(input), liveness: { score, threshold, result: score >= threshold, version: 'fake@0' } };
  };

const tooDark = (input: EngineInput): EngineResult => ({
  ...livePerson(input),
  problem: 'poor-quality',
  liveness: null,
});

/** The browser's answer and the partner's result of one capture. */
const outcomeOf = async (
  harness: EVerifyHarness,
  answer: EVerifyHarness['gateway']['engine']['answer'],
  options: CaptureOptions = {},
) => {
  const one = await start(harness);
  harness.gateway.engine.answer = answer;
  const sent = await capture(harness, one, options);
  harness.gateway.engine.answer = livePerson;
  const { body } = await resultsOf(harness, one.sessionId);
  return { outcome: (sent.body as { outcome: string }).outcome, result: (body as { result: unknown }).result };
};

onBothDatabases((location) => {
  let harness: EVerifyHarness;

  opening(async (closing) => {
    harness = closing(await openEVerify(location()));
  });

  test('start, capture and results: the seed’s fields and no others', async () => {
    const { gateway, keys, signer } = harness;
    const token = 'your_unique_client_session_token';
    const started = await ask(gateway, 'POST', START, { 'x-api-key': keys.live }, { client_session_token: token });
    expect(started.body).toEqual({
      request_id: REQUEST_ID,
      session_id: expect.stringMatching(/^liveness_session_[\w-]+$/) as unknown,
      challenge_details: { challenge_type: 'passive', instructions: ANY_TEXT },
      message: 'Liveness session started successfully.',
    });
    const one = await start(harness, keys.live, token);
    expect((started.body as { session_id: string }).session_id).toBe(one.sessionId);
    expect((await start(harness, keys.other, token)).sessionId).not.toBe(one.sessionId);

    expect((await resultsOf(harness, one.sessionId)).body).toEqual({
      request_id: REQUEST_ID,
      session_id: one.sessionId,
      status: 'pending',
      result: null,
      message: ANY_TEXT,
    });
    const body = await captureOf(signer, { nonce: await begin(harness, one), submissionId: one.sessionId });
    const sent = await ask(gateway, 'PUT', one.capturePath, one.headers, body);
    expect(sent.body).toEqual({
      request_id: REQUEST_ID,
      session_id: one.sessionId,
      status: 'completed',
      outcome: 'live',
      message: ANY_TEXT,
    });
    const verified = gateway.engine.calls.length;
    const again = await ask(gateway, 'PUT', one.capturePath, one.headers, body);
    expect(again.body).toMatchObject({ status: 'completed', outcome: 'live' });
    expect(gateway.engine.calls).toHaveLength(verified);
    expect(await checksOf(harness, one.sessionId)).toBe(1);
    expect((await resultsOf(harness, one.sessionId)).body).toEqual({
      request_id: REQUEST_ID,
      session_id: one.sessionId,
      status: 'completed',
      result: { liveness_score: 97, is_live: true, spoof_attempt_detected: false },
      message: 'Liveness detection results retrieved successfully.',
    });
  });

  test('captures of one session sent at once are one check', async () => {
    const one = await start(harness);
    const body = await captureOf(harness.signer, {
      nonce: await begin(harness, one),
      submissionId: one.sessionId,
    });
    const replies = await Promise.all(
      [1, 2, 3].map(() => ask(harness.gateway, 'PUT', one.capturePath, one.headers, body)),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await checksOf(harness, one.sessionId)).toBe(1);
  });

  test('a spoof, a picture too dark, a device verdict of spoof, a device verdict of uncertain', async () => {
    expect(await outcomeOf(harness, scored(0.12))).toEqual({
      outcome: 'not_live',
      result: { liveness_score: 12, is_live: false, spoof_attempt_detected: true },
    });
    expect(await outcomeOf(harness, tooDark)).toEqual({
      outcome: 'unusable',
      result: { liveness_score: 0, is_live: false, spoof_attempt_detected: false },
    });
    expect(await outcomeOf(harness, livePerson, { verdict: 'spoof', selfie: null })).toEqual({
      outcome: 'not_live',
      result: { liveness_score: 10, is_live: false, spoof_attempt_detected: true },
    });
    // The device's verdict lowers the score of pictures that would pass alone, and is no evidence of an attack.
    expect(await outcomeOf(harness, scored(0.7), { verdict: 'uncertain' })).toEqual({
      outcome: 'unusable',
      result: { liveness_score: 10, is_live: false, spoof_attempt_detected: false },
    });
  });

  test('an engine that fails leaves the session open, and the same capture passes later', async () => {
    const { gateway, signer } = harness;
    const one = await start(harness);
    const body = await captureOf(signer, { nonce: await begin(harness, one), submissionId: one.sessionId });
    gateway.engine.answer = () => {
      throw new Error('the thread died');
    };
    const failed = await ask(gateway, 'PUT', one.capturePath, one.headers, body);
    gateway.engine.answer = livePerson;
    expectFailure(failed, 500, 'internal_error');
    expect(JSON.stringify(failed.body)).not.toContain('thread');
    expect((await resultsOf(harness, one.sessionId)).body).toMatchObject({ status: 'pending', result: null });
    expect(await checksOf(harness, one.sessionId)).toBe(0);
    const sent = await ask(gateway, 'PUT', one.capturePath, one.headers, body);
    expect(sent.body).toMatchObject({ outcome: 'live' });
  });

  test('face match: the seed’s fields, the default threshold, a threshold in the request', async () => {
    const { gateway, keys, pictures } = harness;
    const urls = {
      source_image_url: `http://${pictures.host}/selfie.jpg`,
      target_image_url: `http://${pictures.host}/id.jpg`,
    };
    const match = (extra: Record<string, unknown> = {}) =>
      ask(gateway, 'POST', MATCH, { 'x-api-key': keys.matchOnly }, { ...urls, ...extra });
    expect((await match({ threshold: 85 })).body).toEqual({
      request_id: REQUEST_ID,
      status: 'completed',
      result: { match_score: 96, is_match: true, confidence: 95 },
      message: 'Face matching completed successfully.',
    });
    expect((await match({ threshold: 97 })).body).toMatchObject({ result: { match_score: 96, is_match: false } });
    gateway.engine.compared = () => ({
      problem: null,
      match: { score: 0.49, threshold: 0.5, result: false, version: 'fake@0' },
      confidence: 0.8,
    });
    expect((await match()).body).toMatchObject({ result: { match_score: 78.4, is_match: false, confidence: 80 } });
    gateway.engine.compared = () => ({
      problem: { picture: 'target', reason: 'no-face' },
      match: null,
      confidence: null,
    });
    expectFailure(await match(), 400, 'invalid_input');
    const { entries } = await gateway.audit.list({ family: 'e-verify', tenant: 'acme', limit: 1000, offset: 0 });
    expect(entries.filter(({ action }) => action === 'face-matched')).toHaveLength(3);
  });

  test('test keys answer as their token says, without an engine', async () => {
    const { gateway, keys } = harness;
    const verified = gateway.engine.calls.length;
    const expected = {
      'test-live': ['completed', true, false],
      'anything-else': ['completed', true, false],
      'test-spoof': ['completed', false, true],
      'test-unusable': ['completed', false, false],
      'test-pending': ['pending'],
      'test-processing': ['processing'],
      'test-failed': ['failed'],
      'test-expired': ['expired'],
    } as const;
    for (const [token, [status, isLive, spoof]] of Object.entries(expected)) {
      const one = await start(harness, keys.test, token);
      const { body } = await resultsOf(harness, one.sessionId, keys.test);
      expect(body, token).toMatchObject({ status });
      const score = expect.any(Number) as unknown;
      expect((body as { result: unknown }).result, token).toEqual(
        isLive === undefined ? null : { liveness_score: score, is_live: isLive, spoof_attempt_detected: spoof },
      );
    }
    const urls = { source_image_url: 'https://example.com/selfie.jpg', target_image_url: 'https://example.com/id.jpg' };
    const match = await ask(gateway, 'POST', MATCH, { 'x-api-key': keys.test }, { ...urls, threshold: 85 });
    expect(match.body).toMatchObject({ result: { match_score: 92.1, is_match: true, confidence: 95 } });
    const captured = await start(harness, keys.test, 'test-spoof:captured');
    expect((await capture(harness, captured)).body).toMatchObject({ status: 'completed', outcome: 'not_live' });
    expect(gateway.engine.calls).toHaveLength(verified);
    expect(await checksOf(harness, captured.sessionId)).toBe(0);
  });

  test('expiry: of the start, of the capture token, of the result', async () => {
    const { gateway, signer } = harness;
    const late = await start(harness);
    const begun = await start(harness);
    const body = await captureOf(signer, { nonce: await begin(harness, begun), submissionId: begun.sessionId });
    gateway.advance(SESSION_SECONDS * 1000 + 1);
    expect((await resultsOf(harness, late.sessionId)).body).toMatchObject({ status: 'expired', result: null });
    const tooLate = await ask(gateway, 'POST', late.capturePath, late.headers, { public_key: signer.publicKey });
    expectFailure(tooLate, 409, 'conflict');
    // A capture that began in time is accepted later.
    const sent = await ask(gateway, 'PUT', begun.capturePath, begun.headers, body);
    expect(sent.body).toMatchObject({ outcome: 'live' });
    gateway.advance(3_600_000);
    expectFailure(await ask(gateway, 'GET', begun.capturePath, begun.headers), 401, 'unauthorized');
    gateway.advance(31 * 86_400_000);
    expectFailure(await resultsOf(harness, begun.sessionId), 404, 'not_found');
    await gateway.eraseExpired();
    const left = await gateway.db.selectFrom('e_verify_session').selectAll().execute();
    expect(left).toHaveLength(0);
  });
});

test('too many requests: 429 with Retry-After, per account; keys are known by their hash', async () => {
  const gateway = await startGateway({
    config: testConfig({ rateLimits: { partner: { perMinute: 1, burst: 2 } } }),
  });
  try {
    const { key } = await newKey(gateway, 'acme', 'live', ['liveness']);
    const path = '/v1/biometrics/liveness/nobody/results';
    expect((await ask(gateway, 'GET', path, { 'x-api-key': key })).status).toBe(404);
    expect((await ask(gateway, 'GET', path, { 'x-api-key': key })).status).toBe(404);
    const refused = await ask(gateway, 'GET', path, { 'x-api-key': key });
    expectFailure(refused, 429, 'rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const stored = await gateway.db.selectFrom('api_key').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(key);
  } finally {
    await gateway.close(2000);
  }
});
