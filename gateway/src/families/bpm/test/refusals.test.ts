/** What the BPM self-service family refuses: with its own error, with nothing stored and nothing disclosed. */
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { AUDIENCE, bpmConfig, command, ISSUER, SECRET, tokenOf } from '../../../../test/support/bpm.ts';
import { createBrokenGateway } from '../../../../test/support/broken-gateway.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { jpeg, startGateway, testConfig, type TestGateway } from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

const SUBMIT = 'SubmitLivenessCheckCommand';
const UPDATE = 'UpdateLivenessCheckCommand';
const LIST = 'RetrieveLivenessChecksQuery';
const USER = 'GetUserLivenessCheckQuery';
const RECORD = 'GetLivenessCheckQuery';

interface Refused {
  readonly name: string;
  readonly command: string;
  readonly token: string | null;
  readonly body?: unknown;
  readonly status: number;
  readonly code: string;
}

onBothDatabases((location) => {
  let gateway: TestGateway;
  let cases: readonly Refused[] = [];

  opening(async (closing) => {
    gateway = closing(await startGateway({ config: bpmConfig(), database: location() }));
    cases = await makeCases(gateway);
  });

  const counts = async (): Promise<readonly number[]> =>
    Promise.all(
      (['bpm_record', 'liveness_check', 'check_image', 'bpm_session', 'audit_entry'] as const).map(async (table) => {
        const row = await gateway.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<string>().as('total'))
          .executeTakeFirstOrThrow();
        return Number(row.total);
      }),
    );

  test('every refusal has its code, stores nothing and discloses nothing', { timeout: 180_000 }, async () => {
    expect(cases.length).toBeGreaterThan(40);
    const before = await counts();
    for (const each of cases) {
      const { status, body, headers } = await command(gateway, each.command, each.token, each.body ?? {});
      expect([each.name, status, body['isSuccessful'], body['statusCode'], body.data]).toEqual([
        each.name,
        each.status,
        false,
        each.code,
        null,
      ]);
      expect([each.name, headers.get('www-authenticate')]).toEqual([each.name, status === 401 ? 'Bearer' : null]);
      expect(Object.keys(body).toSorted()).toEqual(['data', 'isSuccessful', 'message', 'statusCode']);
      expect(JSON.stringify(body)).not.toMatch(/secret-session|select |postgres|\bat \//i);
    }
    expect(await counts()).toEqual(before);
    expect(gateway.engine.calls).toEqual([]);
  });

  test('filters are values, never statements', async () => {
    const admin = await tokenOf({ roles: ['admin'] });
    for (const sessionId of ["x' or '1'='1", "'; drop table bpm_record; --", '%', '_', '\\']) {
      const { status, body } = await command(gateway, LIST, admin, { sessionId });
      expect([status, body.data['TotalCount']]).toEqual([200, 0]);
    }
    expect((await counts())[0]).toBe(1);
  });
});

/** Refused before any query, so these tests need no database. */
const WITHOUT_DATABASE = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });

test('too many requests get 429 with Retry-After', async () => {
  const base = bpmConfig();
  const rateLimits = { ...base.rateLimits, session: { perMinute: 1, burst: 2 } };
  const slow = createBrokenGateway(WITHOUT_DATABASE, { ...base, rateLimits });
  const token = await tokenOf();
  const ask = () => command(slow, 'CheckLivenessStatusQuery', token);
  expect([(await ask()).status, (await ask()).status]).toEqual([503, 503]);
  const refused = await ask();
  expect([refused.status, refused.body['statusCode']]).toEqual([429, '07']);
  expect(refused.headers.get('retry-after')).toMatch(/^[1-6]\d?$/);
});

test('without a configuration the family does not exist', async () => {
  const none = createBrokenGateway(WITHOUT_DATABASE, testConfig());
  const response = await none.app.request(`/api/BPMSelfService/commands/${SUBMIT}`, { method: 'POST' });
  expect([response.status, await response.json()]).toMatchObject([404, { errors: [{ code: '404' }] }]);
});

const makeCases = async (gateway: TestGateway): Promise<readonly Refused[]> => {
  const jane = await tokenOf();
  const admin = await tokenOf({ roles: ['admin'], sub: '9' });
  const john = await tokenOf({ sub: '4321' });
  // The cases need these: a session of John's, and a record.
  await command(gateway, 'StartLivenessSessionCommand', john, { sessionId: 'secret-session' });
  await command(gateway, UPDATE, john, { sessionId: 'other', isSuccessful: false });
  const image = Buffer.from(await jpeg()).toString('base64');
  const encoder = new TextEncoder();
  const now = Math.floor(Date.now() / 1000);
  const unsigned = new UnsecuredJWT({ roles: ['customer', 'admin'] })
    .setSubject('1234')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime(now + 600)
    .encode();
  const endless = await new SignJWT({ roles: ['customer', 'admin'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('1234')
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .sign(encoder.encode(SECRET));
  const both = ['customer', 'admin'];
  const badTokens: readonly (readonly [string, string | null])[] = [
    ['no token', null],
    ['nonsense', 'nonsense'],
    ['expired', await tokenOf({ roles: both, expiresIn: -70 })],
    ['forged', await tokenOf({ roles: both, secret: 'another-secret-of-the-same-length-for-tests' })],
    ['unsigned', unsigned],
    ['without an end', endless],
    ['of another issuer', await tokenOf({ roles: both, issuer: 'https://evil.example.com' })],
    ['for another audience', await tokenOf({ roles: both, audience: 'somebody' })],
  ];
  const record = { sessionId: 'mine', isSuccessful: true };
  const bodies: readonly (readonly [string, unknown])[] = [
    ['no session', { isSuccessful: true }],
    ['a blank session', { ...record, sessionId: '' }],
    ['NUL in the session', { ...record, sessionId: 'a\u0000b' }],
    ['a session of 201 characters', { ...record, sessionId: 'a'.repeat(201) }],
    ['no outcome', { sessionId: 'mine' }],
    ['an outcome as text', { ...record, isSuccessful: 'true' }],
    ['no JSON', '{'],
    ['a list', []],
    ['bytes that are not a picture', { ...record, imageBase64: Buffer.from('no picture at all').toString('base64') }],
    ['an SVG', { ...record, imageBase64: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64') }],
    ['an SVG by its URI', { ...record, imageBase64: `data:image/svg+xml;base64,${image}` }],
    ['no base64', { ...record, imageBase64: '***' }],
    ['more than 5 MB', { ...record, imageBase64: 'A'.repeat(7_200_000) }],
    [
      'a second picture whose bytes are not a picture',
      { ...record, imageBase64: image, additionalImageBase64: 'AAAA' },
    ],
    ['a second picture without the first', { ...record, additionalImageBase64: image }],
    ['a body longer than the limit', { ...record, imagePath: 'A'.repeat(15_000_000) }],
    ['light above 1', { ...record, metadata: { lightingValue: 1.1 } }],
    ['a time that is not a date', { ...record, metadata: { completedAt: 'yesterday' } }],
    ['a time of the year 0', { ...record, metadata: { completedAt: '0001-01-01T00:00:00+01:00' } }],
    ['lists in lists', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['challenges that are not strings', { ...record, metadata: { completedChallenges: [1] } }],
    ['a negative duration', { ...record, imageMetadata: { sessionDuration: -1 } }],
    ['evidence without a key', { ...record, metadata: { evidence: 'a.b.c' } }],
  ];
  const pages: readonly (readonly [string, unknown])[] = [
    ['page 0', { pageNumber: 0 }],
    ['page -1', { pageNumber: -1 }],
    ['page 1.5', { pageNumber: 1.5 }],
    ['size 0', { pageSize: 0 }],
    ['size 101', { pageSize: 101 }],
    ['size as text', { pageSize: '20' }],
    ['SQL as a user', { selfServiceUserId: '1 or 1=1' }],
    ['SQL as a pre-registration', { preRegistrationId: "1'; drop table bpm_record; --" }],
    ['a user above the range of a long', '{"selfServiceUserId":9223372036854775808}'],
    ['a user of digits above the range of a long', { selfServiceUserId: '9223372036854775808' }],
    ['a user below 1', { selfServiceUserId: -1 }],
    ['a user that is not an integer', { selfServiceUserId: 1.5 }],
  ];
  return [
    ...badTokens.flatMap(([name, token]) =>
      [SUBMIT, USER, RECORD].map((each) => ({
        name: `${each}: ${name}`,
        command: each,
        token,
        status: 401,
        code: '05',
      })),
    ),
    ...[SUBMIT, UPDATE, 'CheckLivenessStatusQuery', 'StartLivenessSessionCommand'].map((each) => ({
      name: `${each} as administrator`,
      command: each,
      token: admin,
      status: 403,
      code: '04',
    })),
    ...[USER, RECORD, LIST].map((each) => ({
      name: `${each} as customer`,
      command: each,
      token: jane,
      status: 403,
      code: '04',
    })),
    {
      name: 'a customer without a number',
      command: UPDATE,
      token: await tokenOf({ sub: 'jane' }),
      status: 403,
      code: '04',
    },
    ...bodies.map(([name, body]) => ({ name, command: UPDATE, token: jane, body, status: 400, code: '01' })),
    {
      name: 'Submit of a failure',
      command: SUBMIT,
      token: jane,
      body: { ...record, isSuccessful: false },
      status: 400,
      code: '02',
    },
    {
      name: "another's session",
      command: UPDATE,
      token: jane,
      body: { ...record, sessionId: 'secret-session', imageBase64: image },
      status: 403,
      code: '04',
    },
    {
      name: "starting another user's session",
      command: 'StartLivenessSessionCommand',
      token: jane,
      body: { sessionId: 'secret-session' },
      status: 409,
      code: '06',
    },
    {
      name: 'starting a session twice',
      command: 'StartLivenessSessionCommand',
      token: john,
      body: { sessionId: 'secret-session' },
      status: 409,
      code: '06',
    },
    {
      name: 'an invalid key',
      command: 'StartLivenessSessionCommand',
      token: jane,
      body: { publicKey: 'abc' },
      status: 400,
      code: '01',
    },
    { name: 'an unknown user', command: USER, token: admin, body: { userId: 99_999 }, status: 404, code: '03' },
    { name: 'a user as text', command: USER, token: admin, body: { userId: 'jane' }, status: 400, code: '01' },
    { name: 'an unknown record', command: RECORD, token: admin, body: { id: 99_999 }, status: 404, code: '03' },
    {
      name: 'a record above the range of ids',
      command: RECORD,
      token: admin,
      body: { id: 2 ** 31 },
      status: 400,
      code: '01',
    },
    { name: 'no record', command: RECORD, token: admin, body: {}, status: 400, code: '01' },
    { name: 'no user', command: USER, token: admin, body: {}, status: 400, code: '01' },
    ...pages.map(([name, body]) => ({ name, command: LIST, token: admin, body, status: 400, code: '01' })),
    { name: 'an unknown command', command: 'DeleteEverythingCommand', token: admin, status: 404, code: '03' },
  ];
};
