/** Every token of the CoE family over HTTP, field by field, on an embedded database. */
import { randomUUID } from 'node:crypto';
import { HEADERS } from 'lifesign/contract';
import { expect, test } from 'vitest';
import {
  begin,
  call,
  CLIENT_ID,
  finished,
  launch,
  ONBOARDING,
  PASS_KEY,
  partnerTokenOf,
  startGateway,
  submit,
  type TestGateway,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;

opening(async (closing) => {
  gateway = closing(await startGateway());
});

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

test('partner token: snake case and strings', async () => {
  const answer = await call(gateway, 'GET', '/v1/coe/partner/authentication', {
    [HEADERS.clientId]: CLIENT_ID,
    [HEADERS.passKey]: PASS_KEY,
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    success: true,
    data: {
      token: expect.stringMatching(JWT),
      expiry_seconds: '3600',
      expires_at: expect.stringMatching(/^\d{10}$/),
    },
  });
});

test('initiate for the SDK: camel case, a token bound to the session', async () => {
  const token = await partnerTokenOf(gateway);
  const headers = {
    [HEADERS.token]: token,
    [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
    [HEADERS.partnerUserId]: 'user-1',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
    [HEADERS.partnerSessionId]: randomUUID(),
  };
  const body = { flow: 'STANDALONE_LIVENESS', source: 'SDK' };
  const first = await call<Record<string, string>>(gateway, 'POST', '/coe-partner/v1/initiate-flow', headers, body);
  expect(first.status).toBe(200);
  expect(first.body).toEqual({
    success: true,
    data: { token: expect.stringMatching(JWT), expirySeconds: '900', expiresAt: expect.stringMatching(/^\d{10}$/) },
  });
  const again = await call<Record<string, string>>(gateway, 'POST', '/coe-partner/v1/initiate-flow', headers, body);
  expect(again.status).toBe(200);
  expect(again.body.data['token']).not.toBe(first.body.data['token']);
});

test('initiate again with another reference image: it replaces the earlier one; without an image the earlier one stays', async () => {
  const headers = {
    [HEADERS.token]: await partnerTokenOf(gateway),
    [HEADERS.onboardingPartner]: ONBOARDING.FACE_VERIFICATION,
    [HEADERS.partnerUserId]: 'user-1',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
    [HEADERS.partnerSessionId]: randomUUID(),
  };
  const initiate = async (additionalDetails: Record<string, unknown>): Promise<string | null> => {
    const body = { flow: 'FACE_VERIFICATION', source: 'SDK', additionalDetails };
    expect((await call(gateway, 'POST', '/coe-partner/v1/initiate-flow', headers, body)).status).toBe(200);
    const session = await gateway.db
      .selectFrom('session')
      .select('reference_image_url')
      .where('partner_session_id', '=', headers[HEADERS.partnerSessionId])
      .executeTakeFirstOrThrow();
    return session.reference_image_url;
  };
  expect(await initiate({ referenceImageUrl: 'https://a.example/1?expires=1' })).toBe('https://a.example/1?expires=1');
  // Control characters are percent-encoded in addresses, so they do not reach the database.
  expect(await initiate({ referenceImageUrl: 'https://a.example/\u00002' })).toBe('https://a.example/%002');
  expect(await initiate({})).toBe('https://a.example/%002');
});

test('initiate for the hosted page: the token in the fragment, the launch bound into it', async () => {
  const partnerSessionId = randomUUID();
  const answer = await call<Record<string, string>>(
    gateway,
    'POST',
    '/coe-partner/v1/initiate-flow',
    {
      [HEADERS.token]: await partnerTokenOf(gateway),
      [HEADERS.onboardingPartner]: ONBOARDING.FACE_VERIFICATION,
      [HEADERS.partnerUserId]: 'user-1',
      [HEADERS.partnerUserIdType]: 'TEST_ID',
      [HEADERS.partnerSessionId]: partnerSessionId,
    },
    {
      flow: 'FACE_VERIFICATION',
      source: 'WEB_SDK',
      theme: 'DARK_MODE',
      successRedirectionUrl: 'https://app.example.com/done',
      failureRedirectionUrl: 'https://app.example.com/failed',
      additionalDetails: { userLocale: 'en_ID', allowQr: true },
    },
  );
  expect(answer.status).toBe(200);
  const { launchUrl = '', ...rest } = answer.body.data;
  expect(rest).toEqual({ expirySeconds: '900', expiresAt: expect.stringMatching(/^\d{10}$/) });
  const [page, token = ''] = launchUrl.split('#/launch-v1?token=');
  expect(page).toBe('https://verify.example.com/hosted.html');
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({
    launch: {
      flow: 'FACE_VERIFICATION',
      partnerSessionId,
      successRedirectionUrl: 'https://app.example.com/done',
      failureRedirectionUrl: 'https://app.example.com/failed',
      parentOrigins: ['https://app.example.com'],
      theme: 'DARK_MODE',
      userLocale: 'en_ID',
      allowQr: true,
      forceQr: false,
      portraitOnly: true,
    },
  });
});

test('the old way: a user token without a session opens one at its first use', async () => {
  const { body } = await call<Record<string, string>>(gateway, 'GET', '/v2/coe/authentication', {
    [HEADERS.clientId]: CLIENT_ID,
    [HEADERS.passKey]: PASS_KEY,
    [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
    [HEADERS.partnerUserId]: 'user-9',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
  });
  expect(body.data).toEqual({
    token: expect.stringMatching(JWT),
    expiry_seconds: '900',
    expires_at: expect.stringMatching(/^\d{10}$/),
  });
  const bound = await launch(gateway);
  const partnerSessionId = randomUUID();
  const headers = {
    ...bound.headers,
    [HEADERS.token]: body.data['token'] ?? '',
    [HEADERS.partnerSessionId]: partnerSessionId,
  };
  const old = { ...bound, headers, partnerSessionId };
  const { submissionId } = await submit(gateway, old);
  expect(await finished(gateway, old, submissionId)).toMatchObject({ status: 'COMPLETED' });
  const details = await call<Record<string, unknown>>(gateway, 'GET', '/coe/v1/submissions', {
    [HEADERS.token]: bound.partnerToken,
    [HEADERS.partnerSessionId]: partnerSessionId,
  });
  expect(details.body.data).toMatchObject({ result: 'VALID', flow: 'STANDALONE_LIVENESS' });
  // Its onboarding partner has liveness only, and a new session does not change that.
  const other = { ...headers, [HEADERS.partnerSessionId]: randomUUID() };
  expect(await begin(gateway, { ...bound, headers: other, flow: 'FACE_VERIFICATION' })).toMatchObject({
    status: 400,
    body: { errors: [{ code: '1542', cause: 'INVALID_SUBMISSION_TYPE' }] },
  });
});
