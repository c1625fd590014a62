/** Every error that the contract documents for its endpoints, provoked over HTTP, and that none of them changes anything. */
import { randomUUID } from 'node:crypto';
import { CompactSign, generateKeyPair } from 'jose';
import { HEADERS, type UploadUrlsData } from 'lifesign/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCipher } from './adapters/image/cipher.ts';
import { sniffImage } from './adapters/image/sniff.ts';
import { createApp } from './app.ts';
import { deriveSigningKeys } from './auth/keys.ts';
import { createUrlSigner } from './auth/signed-url.ts';
import { createTokens } from './auth/tokens.ts';
import { createLogger } from './http/logging.ts';
import { createBrokenDatabase } from './testing/broken-database.ts';
import {
  begin,
  call,
  CLIENT_ID,
  confirm,
  evidenceFor,
  finished,
  type Headed,
  jpeg,
  type Launch,
  launch,
  MASTER_KEY,
  ONBOARDING,
  OTHER_CLIENT_ID,
  OTHER_PASS_KEY,
  PASS_KEY,
  partnerTokenOf,
  sha256,
  startGateway,
  statusOf,
  submit,
  testConfig,
  type TestGateway,
  upload,
} from './testing/harness.ts';

let gateway: TestGateway;
let partnerToken: string;
let one: Launch;
let begun: UploadUrlsData;

beforeAll(async () => {
  gateway = await startGateway();
  partnerToken = await partnerTokenOf(gateway);
  one = await launch(gateway);
  begun = (await begin(gateway, one)).body.data;
});

afterAll(() => gateway.close(2000));

interface Case {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly headers: Headed;
  readonly body?: unknown;
  readonly status: number;
  readonly code: string;
  readonly cause: string;
}

const without = (headers: Headed, name: string): Headed =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

const check = async ({ method = 'GET', path, headers, body, status, code, cause }: Case): Promise<void> => {
  const answer = await call(gateway, method, path, headers, body);
  expect(answer.body).toEqual({ success: false, data: null, errors: [{ code, cause, entity: 'LIFESIGN_GATEWAY' }] });
  expect(answer.status).toBe(status);
};

/** Cases are made when the test runs, because their tokens are. */
const table = (title: string, make: () => readonly Case[]): void => {
  test(title, async () => {
    const cases = make();
    expect(cases.length).toBeGreaterThan(0);
    for (const one of cases) {
      await check(one).catch((error: unknown) => {
        throw new Error(`${title}: ${one.name}`, { cause: error });
      });
    }
  });
};

const PAIR = { [HEADERS.clientId]: CLIENT_ID, [HEADERS.passKey]: PASS_KEY };

table('get partner token', () => {
  const base = { path: '/v1/coe/partner/authentication' };
  const missing = { ...base, status: 400, code: '1539' };
  const refused = { ...base, status: 401, code: '110', cause: 'UNAUTHORIZED' };
  return [
    { ...missing, name: 'no client id', headers: without(PAIR, HEADERS.clientId), cause: 'CLIENT_ID_CAN_NOT_BE_EMPTY' },
    { ...missing, name: 'blank', headers: { ...PAIR, [HEADERS.clientId]: ' ' }, cause: 'CLIENT_ID_CAN_NOT_BE_EMPTY' },
    { ...missing, name: 'no pass key', headers: without(PAIR, HEADERS.passKey), cause: 'PASS_KEY_CAN_NOT_BE_EMPTY' },
    { ...refused, name: 'wrong pass key', headers: { ...PAIR, [HEADERS.passKey]: randomUUID() } },
    { ...refused, name: "another's pass key", headers: { ...PAIR, [HEADERS.passKey]: OTHER_PASS_KEY } },
    { ...refused, name: 'unknown client', headers: { ...PAIR, [HEADERS.clientId]: randomUUID() } },
  ];
});

table('get user token, the old way', () => {
  const headers = {
    ...PAIR,
    [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
    [HEADERS.partnerUserId]: 'user-1',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
  };
  const base = { path: '/v2/coe/authentication', status: 400, code: '1539' };
  const empty = (name: string, cause: string) => ({ ...base, name, headers: without(headers, name), cause });
  return [
    empty(HEADERS.clientId, 'MISSING_CLIENT_ID_OR_PASS_KEY'),
    empty(HEADERS.passKey, 'MISSING_CLIENT_ID_OR_PASS_KEY'),
    empty(HEADERS.onboardingPartner, 'X_ONBOARDING_PARTNER_CAN_NOT_BE_EMPTY'),
    empty(HEADERS.partnerUserId, 'X_PARTNER_USER_ID_CAN_NOT_BE_EMPTY'),
    empty(HEADERS.partnerUserIdType, 'X_PARTNER_USER_ID_TYPE_CAN_NOT_BE_EMPTY'),
    {
      ...base,
      name: 'wrong pass key',
      headers: { ...headers, [HEADERS.passKey]: randomUUID() },
      status: 401,
      code: '110',
      cause: 'UNAUTHORIZED',
    },
    {
      ...base,
      name: 'onboarding partner of another client',
      headers: { ...headers, [HEADERS.onboardingPartner]: 'OTHER-SDK-COE' },
      status: 403,
      code: '110',
      cause: 'ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
    },
  ];
});

describe('initiate flow', () => {
  const headersNow = (): Headed => ({
    [HEADERS.token]: partnerToken,
    [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
    [HEADERS.partnerUserId]: 'user-1',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
    [HEADERS.partnerSessionId]: randomUUID(),
  });
  const base = {
    method: 'POST',
    path: '/coe-partner/v1/initiate-flow',
    body: { flow: 'STANDALONE_LIVENESS', source: 'SDK' },
  };

  table('headers', () => {
    const headers = headersNow();
    const empty = (name: string, cause: string) => ({
      ...base,
      name,
      headers: without(headers, name),
      status: 400,
      code: '1539',
      cause,
    });
    return [
      empty(HEADERS.partnerSessionId, 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.onboardingPartner, 'X_ONBOARDING_PARTNER_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.partnerUserId, 'X_PARTNER_USER_ID_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.partnerUserIdType, 'X_PARTNER_USER_ID_TYPE_CAN_NOT_BE_EMPTY'),
    ];
  });

  table('token and ownership', () => {
    const headers = headersNow();
    const refused = { ...base, status: 401, code: '110', cause: 'UNAUTHORIZED' };
    return [
      { ...refused, name: 'no token', headers: without(headers, HEADERS.token) },
      { ...refused, name: 'no token', headers: { ...headers, [HEADERS.token]: 'x.y.z' } },
      { ...refused, name: 'a user token', headers: { ...headers, [HEADERS.token]: one.token } },
      {
        ...base,
        name: 'onboarding partner of another client',
        headers: { ...headers, [HEADERS.onboardingPartner]: 'OTHER-SDK-COE' },
        status: 403,
        code: '110',
        cause: 'ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
      },
      {
        ...base,
        name: 'onboarding partner of nobody',
        headers: { ...headers, [HEADERS.onboardingPartner]: 'NOBODY-SDK-COE' },
        status: 400,
        code: '1539',
        cause: 'INVALID_PARTNER',
      },
    ];
  });

  table('body', () => {
    const headers = headersNow();
    const wrong = (name: string, body: unknown, cause: string) => ({
      ...base,
      name,
      headers,
      body,
      status: 400,
      code: '1539',
      cause,
    });
    const sdk = base.body;
    const web = {
      ...sdk,
      source: 'WEB_SDK',
      successRedirectionUrl: 'https://app.example.com/a',
      failureRedirectionUrl: 'https://app.example.com/b',
    };
    return [
      wrong('not JSON', '{', 'INVALID_REQUEST_BODY'),
      wrong('not an object', [], 'INVALID_REQUEST_BODY'),
      wrong('no flow', { source: 'SDK' }, 'INVALID_FLOW'),
      wrong('unknown flow', { ...sdk, flow: 'DANCE' }, 'INVALID_FLOW'),
      wrong('a flow of the family that this gateway has not', { ...sdk, flow: 'KTP_SCAN' }, 'INVALID_FLOW'),
      wrong('a flow that the onboarding partner has not', { ...sdk, flow: 'FACE_VERIFICATION' }, 'INVALID_FLOW'),
      wrong('no source', { flow: 'STANDALONE_LIVENESS' }, 'INVALID_SOURCE'),
      wrong('unknown source', { ...sdk, source: 'FAX' }, 'INVALID_SOURCE'),
      wrong('additionalDetails null', { ...sdk, additionalDetails: null }, 'ADDITIONAL_DETAILS_IS_NULL'),
      wrong('additionalDetails text', { ...sdk, additionalDetails: 'x' }, 'INVALID_ADDITIONAL_DETAILS'),
      wrong('theme', { ...sdk, theme: 'PINK' }, 'INVALID_THEME'),
      wrong('locale', { ...sdk, additionalDetails: { userLocale: 'xx' } }, 'INVALID_USER_LOCALE'),
      wrong(
        'reference',
        { ...sdk, additionalDetails: { referenceImageUrl: 'file:///x' } },
        'INVALID_REFERENCE_IMAGE_URL',
      ),
      wrong('no success URL', { ...web, successRedirectionUrl: undefined }, 'SUCCESS_REDIRECTION_URL_CAN_NOT_BE_EMPTY'),
      wrong('no failure URL', { ...web, failureRedirectionUrl: undefined }, 'FAILURE_REDIRECTION_URL_CAN_NOT_BE_EMPTY'),
      wrong('script URL', { ...web, successRedirectionUrl: 'javascript:alert(1)' }, 'INVALID_SUCCESS_REDIRECTION_URL'),
      wrong(
        'foreign URL',
        { ...web, failureRedirectionUrl: 'https://evil.example' },
        'INVALID_FAILURE_REDIRECTION_URL',
      ),
    ];
  });

  test('an expired partner token', async () => {
    const headers = headersNow();
    gateway.advance(3_601_000);
    try {
      await check({ ...base, name: 'expired', headers, status: 401, code: '110', cause: 'UNAUTHORIZED' });
    } finally {
      gateway.advance(-3_601_000);
    }
  });

  test('DUPLICATE_PARTNER_SESSION_ID: the session is over, or is somebody else’s', async () => {
    const done = await launch(gateway);
    const headers = { ...headersNow(), [HEADERS.partnerSessionId]: done.partnerSessionId };
    const duplicate = { ...base, status: 400, code: '1539', cause: 'DUPLICATE_PARTNER_SESSION_ID' };
    await check({ ...duplicate, name: 'another user', headers: { ...headers, [HEADERS.partnerUserId]: 'user-2' } });
    const { submissionId } = await submit(gateway, done);
    await finished(gateway, done, submissionId);
    await check({ ...duplicate, name: 'over', headers });
  });
});

describe('upload URLs', () => {
  const base = { path: '/coe/v1/submissions/urls?submissionType=STANDALONE_LIVENESS' };

  table('headers, token and type', () => {
    const { headers } = one;
    const empty = (name: string, cause: string) => ({
      ...base,
      name,
      headers: without(headers, name),
      status: 400,
      code: '1539',
      cause,
    });
    const type = (name: string, submissionType: string) => ({
      name,
      path: `/coe/v1/submissions/urls${submissionType}`,
      headers,
      status: 400,
      code: '1542',
      cause: 'INVALID_SUBMISSION_TYPE',
    });
    return [
      empty(HEADERS.partnerSessionId, 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.sdkSessionId, 'X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY'),
      empty(HEADERS.publicKey, 'X_LIFESIGN_PUBLIC_KEY_CAN_NOT_BE_EMPTY'),
      {
        ...base,
        name: 'blank partner',
        headers: { ...headers, [HEADERS.onboardingPartner]: '' },
        status: 400,
        code: '1539',
        cause: 'COE_PARTNER_CAN_NOT_BE_EMPTY',
      },
      {
        ...base,
        name: 'a key that is none',
        headers: { ...headers, [HEADERS.publicKey]: 'AAAA' },
        status: 400,
        code: '1539',
        cause: 'INVALID_X_LIFESIGN_PUBLIC_KEY',
      },
      {
        ...base,
        name: 'no token',
        headers: without(headers, HEADERS.token),
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
      {
        ...base,
        name: 'partner token',
        headers: { ...headers, [HEADERS.token]: partnerToken },
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
      {
        ...base,
        name: 'session of another token',
        headers: { ...headers, [HEADERS.partnerSessionId]: randomUUID() },
        status: 403,
        code: '110',
        cause: 'FORBIDDEN',
      },
      {
        ...base,
        name: 'a page that the partner does not allow',
        headers: { ...headers, origin: 'https://evil.example' },
        status: 403,
        code: '110',
        cause: 'FORBIDDEN',
      },
      type('none', ''),
      type('unknown', '?submissionType=SELFIE'),
      type('of the family, not of the token', '?submissionType=FACE_VERIFICATION'),
      type('of the family, not of ours', '?submissionType=KTP_SCAN'),
    ];
  });

  test('an expired user token', async () => {
    gateway.advance(901_000);
    try {
      await check({ ...base, name: 'expired', headers: one.headers, status: 401, code: '110', cause: 'UNAUTHORIZED' });
    } finally {
      gateway.advance(-901_000);
    }
  });

  test('429 SUBMISSION_QUOTA_EXCEEDED when attempts are used up', async () => {
    const used = await launch(gateway);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { data } = (await begin(gateway, used)).body;
      await confirm(gateway, used, data.submissionId, await used.sign(evidenceFor(data, {}, 'spoof')));
    }
    await check({
      ...base,
      name: 'used',
      headers: used.headers,
      status: 429,
      code: '429',
      cause: 'SUBMISSION_QUOTA_EXCEEDED',
    });
  });

  test('500 900 SOMETHING_WENT_WRONG, and nothing of the reason', async () => {
    const broken = startBroken(new Error('relation "secret_table" does not exist'));
    const answer = await call(broken, 'GET', base.path, one.headers);
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      success: false,
      data: null,
      errors: [{ code: '900', cause: 'SOMETHING_WENT_WRONG', entity: 'LIFESIGN_GATEWAY' }],
    });
  });
});

/** The same app over a database that fails every transaction with `error`. */
const startBroken = (error: Error) => {
  const keys = deriveSigningKeys(MASTER_KEY);
  const clock = { now: () => new Date() };
  const config = testConfig();
  return {
    app: createApp({
      config,
      partners: new Map(config.partners.map((partner) => [partner.clientId, partner])),
      db: createBrokenDatabase(error),
      jobs: { enqueue: () => Promise.reject(error) },
      cipher: createCipher(MASTER_KEY),
      sniffImage,
      clock,
      tokens: createTokens(keys, clock),
      urls: createUrlSigner(keys.url, clock),
      logger: createLogger('silent'),
      acceptedModels: new Map(),
      publicUrl: 'https://gateway.example.com',
      derivePublicUrl: false,
      trustedProxies: 0,
      checkReady: () => Promise.reject(error),
    }),
  };
};

describe('a database that fails', () => {
  test.each([
    ['POST', '/coe-partner/v1/initiate-flow'],
    ['PUT', '/coe/v1/submissions/urls'],
    ['GET', '/coe/v1/submissions/00000000-0000-4000-8000-000000000000/status'],
    ['GET', '/coe/v1/submissions'],
  ])('%s %s: 500 GENERIC_SERVICE_ERROR, and 503 SERVICE_UNAVAILABLE when it is away', async (method, path) => {
    const headers = {
      ...one.headers,
      [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
      [HEADERS.partnerUserId]: 'user-1',
      [HEADERS.partnerUserIdType]: 'TEST_ID',
      ...(path.includes('status') || method === 'PUT' ? {} : { [HEADERS.token]: partnerToken }),
    };
    const body =
      method === 'POST'
        ? { flow: 'STANDALONE_LIVENESS', source: 'SDK' }
        : method === 'PUT'
          ? { submissionId: randomUUID(), metadata: { evidence: 'a.b.c' } }
          : undefined;
    const failed = await call(startBroken(new Error('no')), method, path, headers, body);
    expect(failed).toMatchObject({ status: 500, body: { errors: [{ code: '900', cause: 'GENERIC_SERVICE_ERROR' }] } });
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const unavailable = await call(startBroken(away), method, path, headers, body);
    expect(unavailable).toMatchObject({
      status: 503,
      body: { errors: [{ code: '903', cause: 'SERVICE_UNAVAILABLE' }] },
    });
    expect(unavailable.headers.get('retry-after')).toBe('2');
  });

  test('/readyz says so, /healthz does not mind', async () => {
    const broken = startBroken(new Error('no'));
    expect((await broken.app.request('/readyz')).status).toBe(503);
    expect((await broken.app.request('/healthz')).status).toBe(200);
    expect((await gateway.app.request('/readyz')).status).toBe(200);
  });
});

describe('upload', () => {
  const refusal = async (response: Response) => {
    const body = (await response.json()) as { errors: { code: string; cause: string }[] };
    return { status: response.status, ...body.errors[0] };
  };

  test('what is no picture, too small or too large is refused, and the place stays empty', async () => {
    const url = begun.documents.SELFIE?.documentUrl ?? '';
    const artifact = { status: 422, code: '422', cause: 'INVALID_UPLOAD_ARTIFACT' };
    expect(await refusal(await upload(gateway, url, new TextEncoder().encode('hello')))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, new Uint8Array(0)))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, await jpeg(479, 900)))).toMatchObject(artifact);
    const webp = await sharp(await jpeg())
      .webp()
      .toBuffer();
    expect(await refusal(await upload(gateway, url, webp))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, new Uint8Array(5 * 1024 * 1024 + 1)))).toMatchObject({
      status: 413,
      cause: 'PAYLOAD_TOO_LARGE',
    });
    const { body } = await statusOf(gateway, one, begun.submissionId);
    expect(body.data.documents.SELFIE?.status).toBe('PENDING');
  });

  test('PNG is taken; a later upload replaces it until the confirm, and none after', async () => {
    const fresh = await launch(gateway);
    const { data } = (await begin(gateway, fresh)).body;
    const url = data.documents.SELFIE?.documentUrl ?? '';
    expect(
      (
        await upload(
          gateway,
          url,
          await sharp(await jpeg())
            .png()
            .toBuffer(),
        )
      ).status,
    ).toBe(200);
    const last = await jpeg();
    expect((await upload(gateway, url, last)).status).toBe(200);
    const evidence = await fresh.sign(evidenceFor(data, { SELFIE: sha256(last) }));
    expect((await confirm(gateway, fresh, data.submissionId, evidence)).status).toBe(200);
    expect(await refusal(await upload(gateway, url, last))).toMatchObject({
      status: 409,
      code: '409',
      cause: 'SUBMISSION_STATE_CONFLICT',
    });
  });

  test('an address that was tampered with, is for another place, or has expired', async () => {
    const forbidden = { status: 403, code: '110', cause: 'FORBIDDEN' };
    const url = new URL(begun.documents.SELFIE?.documentUrl ?? '');
    const bytes = await jpeg();
    const other = begun.documents.ADDITIONAL_SELFIE?.documentReference ?? '';
    const swapped = url.href.replace(begun.documents.SELFIE?.documentReference ?? '?', other);
    expect(await refusal(await upload(gateway, swapped, bytes))).toMatchObject(forbidden);
    const longer = url.href.replace(/expires=\d+/, 'expires=9999999999');
    expect(await refusal(await upload(gateway, longer, bytes))).toMatchObject(forbidden);
    gateway.advance(601_000);
    try {
      expect(await refusal(await upload(gateway, url.href, bytes))).toMatchObject(forbidden);
    } finally {
      gateway.advance(-601_000);
    }
  });
});

describe('confirm', () => {
  const base = { method: 'PUT', path: '/coe/v1/submissions/urls' };

  table('headers, body and ownership', () => {
    const { headers } = one;
    const body = { submissionId: begun.submissionId, metadata: { evidence: 'a.b.c' } };
    const wrong = (name: string, value: unknown) => ({
      ...base,
      name,
      headers,
      body: value,
      status: 400,
      code: '1542',
      cause: 'INVALID_CONFIRM_UPLOAD_REQUEST',
    });
    return [
      {
        ...base,
        name: 'no sdk session',
        headers: without(headers, HEADERS.sdkSessionId),
        body,
        status: 400,
        code: '1539',
        cause: 'X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY',
      },
      wrong('not JSON', 'no'),
      wrong('no submission id', { metadata: body.metadata }),
      wrong('no metadata', { submissionId: begun.submissionId }),
      wrong('no evidence', { submissionId: begun.submissionId, metadata: {} }),
      wrong('evidence is no JWS', body),
      {
        ...base,
        name: 'no token',
        headers: without(headers, HEADERS.token),
        body,
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
      {
        ...base,
        name: 'another launch',
        headers: { ...headers, [HEADERS.sdkSessionId]: randomUUID() },
        body,
        status: 403,
        code: '110',
        cause: 'FORBIDDEN',
      },
      ...[randomUUID(), 'not-a-uuid'].map((submissionId) => ({
        ...base,
        name: 'unknown submission',
        headers,
        body: { ...body, submissionId },
        status: 404,
        code: '404',
        cause: 'SUBMISSION_DOES_NOT_EXIST',
      })),
    ];
  });

  test('403 FORBIDDEN for a submission of another session', async () => {
    const stranger = await launch(gateway);
    await check({
      ...base,
      name: 'stranger',
      headers: stranger.headers,
      body: { submissionId: begun.submissionId, metadata: { evidence: 'a.b.c' } },
      status: 403,
      code: '110',
      cause: 'FORBIDDEN',
    });
  });

  test('409 SUBMISSION_STATE_CONFLICT at the second confirm', async () => {
    const fresh = await launch(gateway);
    const { data } = (await begin(gateway, fresh)).body;
    const evidence = await fresh.sign(evidenceFor(data, {}, 'spoof'));
    expect((await confirm(gateway, fresh, data.submissionId, evidence)).status).toBe(200);
    expect(await confirm(gateway, fresh, data.submissionId, evidence)).toMatchObject({
      status: 409,
      body: { errors: [{ code: '409', cause: 'SUBMISSION_STATE_CONFLICT' }] },
    });
  });
});

describe('evidence', () => {
  let fresh: Launch;
  let data: UploadUrlsData;
  let selfie: Uint8Array;

  beforeAll(async () => {
    fresh = await launch(gateway);
    data = (await begin(gateway, fresh)).body.data;
    selfie = await jpeg();
    await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', selfie);
  });

  const good = () => evidenceFor(data, { SELFIE: sha256(selfie) });

  const refusedWith = async (evidence: string, status: number, code: string, cause: string): Promise<void> => {
    const answer = await confirm(gateway, fresh, data.submissionId, evidence);
    expect(answer).toMatchObject({ status, body: { errors: [{ code, cause }] } });
    const { body } = await statusOf(gateway, fresh, data.submissionId);
    expect(body.data).toMatchObject({ status: 'INITIATED', attemptsLeft: 3 });
  };

  const CLAIMS: readonly (readonly [string, () => unknown])[] = [
    ['another nonce', () => ({ ...good(), nonce: 'x' })],
    ['another submission', () => ({ ...good(), submissionId: begun.submissionId })],
    ['an unknown model', () => ({ ...good(), models: { liveness: 'b'.repeat(64) } })],
    ['a model that nobody knows', () => ({ ...good(), models: { other: 'a'.repeat(64) } })],
    ['no model', () => ({ ...good(), models: {} })],
    ['a failed self-test', () => ({ ...good(), selfTest: { ...good().selfTest, passed: false } })],
    ['a score out of range', () => ({ ...good(), device: { ...good().device, score: 1.5 } })],
    ['another version', () => ({ ...good(), version: 2 })],
    ['a field too many', () => ({ ...good(), isLive: true })],
    ['something else', () => 'hello'],
  ];

  test.each(CLAIMS)(
    'that claims %s is 400 INVALID_CONFIRM_UPLOAD_REQUEST and changes nothing',
    async (_name, claims) => {
      await refusedWith(await fresh.sign(claims()), 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    },
  );

  test('signed by another key, with another algorithm, or not at all', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(good()));
    const { privateKey } = await generateKeyPair('ES256');
    const foreign = await new CompactSign(bytes).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    await refusedWith(foreign, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    const shared = await new CompactSign(bytes)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(fresh.publicKey, 'base64url'));
    await refusedWith(shared, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(bytes).toString('base64url')}.`;
    await refusedWith(none, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
  });

  test('the first launch key counts: a second one for the same SDK session signs in vain', async () => {
    const thief = await launch(gateway, { partnerSessionId: fresh.partnerSessionId });
    const headers = { ...fresh.headers, [HEADERS.publicKey]: thief.publicKey };
    const again = await begin(gateway, { ...fresh, headers });
    expect(again.status).toBe(200);
    data = again.body.data;
    await refusedWith(await thief.sign(good()), 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
  });

  test.each([
    ['other bytes than were uploaded', () => ({ SELFIE: 'c'.repeat(64) })],
    ['fewer pictures than were uploaded', () => ({})],
    ['more pictures than were uploaded', () => ({ SELFIE: sha256(selfie), ADDITIONAL_SELFIE: 'c'.repeat(64) })],
  ])('over %s is 422 INVALID_UPLOAD_ARTIFACT', async (_name, images) => {
    const evidence = await fresh.sign(evidenceFor(data, images(), 'spoof'));
    await refusedWith(evidence, 422, '422', 'INVALID_UPLOAD_ARTIFACT');
  });

  test('without any picture it must say spoof', async () => {
    const empty = await launch(gateway);
    const begunEmpty = (await begin(gateway, empty)).body.data;
    const evidence = await empty.sign(evidenceFor(begunEmpty, {}, 'live'));
    expect(await confirm(gateway, empty, begunEmpty.submissionId, evidence)).toMatchObject({
      status: 422,
      body: { errors: [{ cause: 'INVALID_UPLOAD_ARTIFACT' }] },
    });
  });

  test('a nonce that is too old', async () => {
    const evidence = await fresh.sign(good());
    gateway.advance(601_000);
    try {
      await refusedWith(evidence, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    } finally {
      gateway.advance(-601_000);
    }
  });

  test('a nonce that was replaced by a later one; then the right one is accepted', async () => {
    const old = await fresh.sign(good());
    data = (await begin(gateway, fresh)).body.data;
    await refusedWith(old, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    expect((await confirm(gateway, fresh, data.submissionId, await fresh.sign(good()))).status).toBe(200);
  });

  test('another launch takes the attempt over: what the former one left is gone', async () => {
    const first = await launch(gateway);
    const begunFirst = (await begin(gateway, first)).body.data;
    await upload(gateway, begunFirst.documents.SELFIE?.documentUrl ?? '', selfie);
    const second = await launch(gateway, { partnerSessionId: first.partnerSessionId });
    const begunSecond = (await begin(gateway, second)).body.data;
    expect(begunSecond.submissionId).toBe(begunFirst.submissionId);
    const { body } = await statusOf(gateway, second, begunSecond.submissionId);
    expect(body.data.documents.SELFIE).toEqual({ status: 'PENDING', documentReference: null });
    const evidence = await first.sign(evidenceFor(begunFirst, { SELFIE: sha256(selfie) }));
    expect((await confirm(gateway, first, begunFirst.submissionId, evidence)).status).toBe(403);
  });
});

describe('status', () => {
  const path = (id: string): string => `/coe/v1/submissions/${id}/status`;

  table('headers and ids', () => {
    const { headers } = one;
    return [
      {
        name: 'no session',
        path: path(begun.submissionId),
        headers: without(headers, HEADERS.partnerSessionId),
        status: 400,
        code: '1539',
        cause: 'X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY',
      },
      { name: 'no uuid', path: path('42'), headers, status: 400, code: '1541', cause: 'INVALID_SUBMISSION_ID' },
      {
        name: 'unknown',
        path: path(randomUUID()),
        headers,
        status: 404,
        code: '1543',
        cause: 'SUBMISSION_DOES_NOT_EXIST',
      },
      {
        name: 'no token',
        path: path(begun.submissionId),
        headers: without(headers, HEADERS.token),
        status: 401,
        code: '110',
        cause: 'UNAUTHORIZED',
      },
    ];
  });

  test('403 FORBIDDEN for a submission of another session', async () => {
    const stranger = await launch(gateway);
    const { headers } = stranger;
    await check({ name: '', path: path(begun.submissionId), headers, status: 403, code: '110', cause: 'FORBIDDEN' });
  });
});

table('submission details', () => {
  const base = { path: '/coe/v1/submissions' };
  const token = { [HEADERS.token]: partnerToken };
  const byId = { ...token, [HEADERS.submissionId]: begun.submissionId };
  const missing = { ...base, status: 400, code: '1550' };
  const unknown = { ...base, status: 400, code: '1552', cause: 'SUBMISSION_DOES_NOT_EXIST' };
  return [
    { ...missing, name: 'neither id', headers: token, cause: 'PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY' },
    {
      ...missing,
      name: 'blank user',
      headers: { ...byId, [HEADERS.partnerUserId]: '' },
      cause: 'PARTNER_USER_ID_CAN_NOT_BE_EMPTY',
    },
    { ...unknown, name: 'session', headers: { ...token, [HEADERS.partnerSessionId]: randomUUID() } },
    { ...unknown, name: 'submission', headers: { ...token, [HEADERS.submissionId]: randomUUID() } },
    { ...unknown, name: 'no uuid', headers: { ...token, [HEADERS.submissionId]: 'x' } },
    { ...unknown, name: 'both, of different sessions', headers: { ...byId, [HEADERS.partnerSessionId]: randomUUID() } },
    {
      ...base,
      name: 'another user',
      headers: { ...byId, [HEADERS.partnerUserId]: 'user-2' },
      status: 400,
      code: '1553',
      cause: 'PARTNER_SESSION_ID_DOES_NOT_BELONG_TO_THE_USER',
    },
    {
      ...base,
      name: 'no token',
      headers: without(byId, HEADERS.token),
      status: 401,
      code: '110',
      cause: 'UNAUTHORIZED',
    },
    {
      ...base,
      name: 'user token',
      headers: { ...byId, [HEADERS.token]: one.token },
      status: 401,
      code: '110',
      cause: 'UNAUTHORIZED',
    },
  ];
});

test("submission details of another client's submission: 403 903 FORBIDDEN", async () => {
  const token = await partnerTokenOf(gateway, OTHER_CLIENT_ID, OTHER_PASS_KEY);
  await check({
    name: 'foreign',
    path: '/coe/v1/submissions',
    headers: { [HEADERS.token]: token, [HEADERS.submissionId]: begun.submissionId },
    status: 403,
    code: '903',
    cause: 'FORBIDDEN',
  });
});

table('routes that do not exist answer in the same envelope', () =>
  ['/', '/coe/v1/nothing', '/docs/../../package.json', '/docs/package.json'].map((path) => ({
    name: path,
    path,
    headers: {},
    status: 404,
    code: '404',
    cause: 'ROUTE_DOES_NOT_EXIST',
  })),
);
