/** The e-verify family with Rekognition, against a fake server with its protocol. No vendor's service is called. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../../../../test/support/capture.ts';
import {
  type EVerifyHarness,
  expectFailure,
  MATCH,
  openEVerify,
  REQUEST_ID,
  resultsOf,
  START,
} from '../../../../test/support/e-verify.ts';
import { type FakeRekognition, startFakeRekognition } from '../../../../test/support/fake-rekognition.ts';
import { jpeg } from '../../../../test/support/harness.ts';
import { migratedMemory } from '../../../../test/support/shared-databases.ts';
import { serveApp } from '../../../../test/support/socket.ts';

let rekognition: FakeRekognition;
let harness: EVerifyHarness;

beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'for-this-test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'rekognition-secret');
  rekognition = await startFakeRekognition();
  const provider = { type: 'rekognition', region: 'af-south-1', endpoint: rekognition.url };
  harness = await openEVerify(await migratedMemory(), { provider });
});

afterAll(async () => {
  await harness.close();
  await rekognition.close();
  vi.unstubAllEnvs();
});

const startAt = (token: string = randomUUID()) =>
  ask(harness.gateway, 'POST', START, { 'x-api-key': harness.keys.live }, { client_session_token: token });

const newSession = async (): Promise<string> => ((await startAt()).body as { session_id: string }).session_id;

const setSession = (
  id: string,
  change: Partial<{
    status: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'EXPIRED';
    confidence: number;
    selfie: string | null;
  }>,
) => rekognition.sessions.set(id, { status: 'CREATED', confidence: 0, selfie: null, ...change });

const checks = (reference: string) =>
  harness.gateway.db.selectFrom('liveness_check').selectAll().where('reference', '=', reference).execute();

test('the session is the vendor’s; no capture token is handed out', async () => {
  const started = await startAt('the-same-token');
  const { session_id: id } = started.body as { session_id: string };
  expect(started.body).toEqual({
    request_id: REQUEST_ID,
    session_id: id,
    challenge_details: { challenge_type: 'face_movement_and_light', instructions: expect.any(String) as unknown },
    message: 'Liveness session started successfully.',
  });
  expect(rekognition.sessions.has(id)).toBe(true);
  expect(started.headers.get('x-lifesign-capture-token')).toBeNull();
  expect((await startAt('the-same-token')).body).toMatchObject({ session_id: id });
  expect(rekognition.requests.some(({ body }) => body.includes('the-same-token'))).toBe(false);
});

test('results while the session runs; a verdict is read once and stored', async () => {
  const id = await newSession();
  expect((await resultsOf(harness, id)).body).toMatchObject({ status: 'pending', result: null });
  setSession(id, { status: 'IN_PROGRESS' });
  expect((await resultsOf(harness, id)).body).toMatchObject({ status: 'processing', result: null });
  const selfie = Buffer.from(await jpeg()).toString('base64');
  setSession(id, { status: 'SUCCEEDED', confidence: 98.46, selfie });
  const live = { liveness_score: 98.5, is_live: true, spoof_attempt_detected: false };
  expect((await resultsOf(harness, id)).body).toMatchObject({ status: 'completed', result: live });
  // The vendor erases results after three minutes.
  rekognition.sessions.delete(id);
  expect((await resultsOf(harness, id)).body).toMatchObject({ status: 'completed', result: live });
  const [check, ...others] = await checks(id);
  expect(others).toHaveLength(0);
  expect(check).toMatchObject({ family: 'e-verify', state: 'live' });
  const images = await harness.gateway.db
    .selectFrom('check_image')
    .select('role')
    .where('check_id', '=', check?.id ?? '')
    .execute();
  expect(images).toEqual([{ role: 'SELFIE' }]);
});

test.each([
  [
    'a low confidence is a spoof',
    12.3,
    { liveness_score: 12.3, is_live: false, spoof_attempt_detected: true },
    'spoof',
  ],
  [
    'a confidence between the thresholds is neither',
    61,
    { liveness_score: 61, is_live: false, spoof_attempt_detected: false },
    'uncertain',
  ],
] as const)('%s', async (_name, confidence, result, state) => {
  const id = await newSession();
  setSession(id, { status: 'SUCCEEDED', confidence });
  expect((await resultsOf(harness, id)).body).toMatchObject({ status: 'completed', result });
  expect(await checks(id)).toMatchObject([{ state }]);
});

test('starting a token again depends on the state of the vendor’s session, over a socket', async () => {
  const served = await serveApp(harness.gateway.app);
  try {
    const startBy = async (token: string) => {
      const body = { client_session_token: token };
      const reply = await ask(served, 'POST', START, { 'x-api-key': harness.keys.live }, body);
      return { reply, id: (reply.body as { session_id: string }).session_id };
    };
    const token = randomUUID();
    const { id: failed } = await startBy(token);
    setSession(failed, { status: 'IN_PROGRESS' });
    expect((await startBy(token)).id).toBe(failed);
    setSession(failed, { status: 'FAILED' });
    const { id: expired } = await startBy(token);
    expect([expired === failed, rekognition.sessions.has(expired)]).toEqual([false, true]);
    rekognition.sessions.delete(expired);
    const { id: last } = await startBy(token);
    expect([failed, expired]).not.toContain(last);
    setSession(last, { status: 'SUCCEEDED', confidence: 98 });
    expectFailure((await startBy(token)).reply, 409, 'conflict');
    const statuses = await Promise.all([failed, expired, last].map((id) => resultsOf(harness, id)));
    expect(statuses.map(({ body }) => (body as { status: string }).status)).toEqual(['failed', 'expired', 'completed']);
  } finally {
    await served.close();
  }
});

test('a session that is erased during the vendor’s call stays erased', async () => {
  const id = await newSession();
  const { db } = harness.gateway;
  setSession(id, { status: 'SUCCEEDED', confidence: 98, selfie: Buffer.from(await jpeg()).toString('base64') });
  rekognition.meanwhile = () => db.deleteFrom('e_verify_session').where('id', '=', id).execute();
  expectFailure(await resultsOf(harness, id), 404, 'not_found');
  expect(await checks(id)).toEqual([]);
});

test('failed, expired and unknown sessions', async () => {
  const failed = await newSession();
  setSession(failed, { status: 'FAILED' });
  expect((await resultsOf(harness, failed)).body).toMatchObject({ status: 'failed', result: null });
  const expired = await newSession();
  setSession(expired, { status: 'EXPIRED' });
  expect((await resultsOf(harness, expired)).body).toMatchObject({ status: 'expired', result: null });
  const forgotten = await newSession();
  rekognition.sessions.delete(forgotten);
  expect((await resultsOf(harness, forgotten)).body).toMatchObject({ status: 'expired', result: null });
});

test('face match by the vendor: the best face counts, on the vendor’s own scale', async () => {
  const urls = {
    source_image_url: `http://${harness.pictures.host}/selfie.jpg`,
    target_image_url: `http://${harness.pictures.host}/id.jpg`,
  };
  const match = () => ask(harness.gateway, 'POST', MATCH, { 'x-api-key': harness.keys.live }, urls);
  rekognition.finds.similarities = [3.2, 92.19];
  expect((await match()).body).toMatchObject({
    status: 'completed',
    result: { match_score: 92.1, is_match: true, confidence: 99.9 },
  });
  rekognition.finds.similarities = [12];
  expect((await match()).body).toMatchObject({ result: { match_score: 12, is_match: false } });
  rekognition.finds.similarities = null;
  expectFailure(await match(), 400, 'invalid_input');
});

const outage = () => ({ status: 400, body: { __type: 'AccessDeniedException', message: 'rekognition-secret' } });

test('an outage is the family’s own error, and leaves nothing behind', { timeout: 120_000 }, async () => {
  rekognition.instead = outage;
  const refused = await startAt();
  expectFailure(refused, 500, 'internal_error');
  expect(JSON.stringify(refused.body)).not.toContain('rekognition');
  const id = await newSession();
  rekognition.instead = outage;
  expectFailure(await resultsOf(harness, id), 500, 'internal_error');
  expect(await checks(id)).toHaveLength(0);
});
