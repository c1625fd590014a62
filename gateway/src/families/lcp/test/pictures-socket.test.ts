/** Over real sockets: reference pictures that cannot be used, verifications without a verdict, odd addresses and times. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { jpeg, startGateway, testConfig, type TestGateway } from '../../../../test/support/harness.ts';
import { ADMIN, ADMIN_USERS, LCP } from '../../../../test/support/lcp.ts';
import { type Served, serveApp } from '../../../../test/support/socket.ts';

const lcpConfig = (lcp: Readonly<Record<string, unknown>>) =>
  testConfig({ lcp: { provider: { type: 'lifesign' }, auth: { type: 'basic_http', users: ADMIN_USERS }, ...lcp } });

interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly body: Record<string, unknown>;
}

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;

  beforeAll(async () => {
    gateway = await startGateway({
      config: lcpConfig({ userDetails: { type: 'reference-images' } }),
      database: location(),
    });
    served = await serveApp(gateway.app);
  }, 180_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const call = async (method: string, path: string, body?: string | Uint8Array, headers = {}): Promise<Answer> => {
    const response = await served.app.request(path, {
      method,
      headers: { ...ADMIN, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const text = await response.text();
    const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const { code = null } = (parsed['responseObject'] ?? {}) as { code?: string };
    return { status: response.status, code, body: parsed };
  };
  const store = (userId: string, picture: Uint8Array) =>
    call('PUT', `${LCP}/admin/reference-images/${userId}`, picture, { 'content-type': 'image/jpeg' });
  const init = (userId: string) => call('POST', `${LCP}/liveness/init`, JSON.stringify({ userId }));
  const verify = (userId: string, livenessRecord: object) =>
    call('POST', `${LCP}/liveness/verify`, JSON.stringify({ userId, livenessRecord }));
  const messages = async (userId: string): Promise<readonly string[]> => {
    const { body } = await call('GET', `${LCP}/admin/audit/users/${userId}`);
    return (body['records'] as readonly { message: string }[]).map(({ message }) => message);
  };

  const seeing = async <T>(reason: 'no-face' | 'too-small' | 'unreadable', work: () => Promise<T>): Promise<T> => {
    const before = gateway.engine.compared;
    gateway.engine.compared = () => ({ problem: { picture: 'source', reason }, match: null, confidence: null });
    try {
      return await work();
    } finally {
      gateway.engine.compared = before;
    }
  };

  test.each([
    ['no-face', 'No face was found in the picture.'],
    ['too-small', 'The face in the picture is too small to compare.'],
    ['unreadable', 'The picture is no JPEG or PNG, or was cut short.'],
  ] as const)('a picture that is %s is refused when it is stored, and is missing at init', async (reason, message) => {
    const userId = `stored-${reason}`;
    const picture = await jpeg();
    const refused = await seeing(reason, () => store(userId, picture));
    expect(refused).toMatchObject({ status: 422, body: { responseObject: { code: 'ERROR_REQUEST', message } } });
    expect(await init(userId)).toMatchObject({ status: 400, code: 'USER_DETAILS_MISSING' });
    expect(await messages(userId)).toContain(
      `Trusted image of the user with userId=${userId} was refused (${reason}).`,
    );
  });

  test('what is not a picture is refused without a call of the engine', async () => {
    expect((await store('text', new TextEncoder().encode('no picture'))).status).toBe(422);
  });

  test('a picture that can no longer be used is an error at init', async () => {
    expect((await store('user-init', await jpeg())).status).toBe(204);
    expect(await seeing('no-face', () => init('user-init'))).toMatchObject({ status: 400, code: 'INITIATION_ERROR' });
    expect((await init('user-init')).status).toBe(200);
  });

  test('every verification has an entry with its outcome', async () => {
    await store('user-audit', await jpeg());
    expect(await verify('user-audit', { image: 'AAAA', reference: 'unknown' })).toMatchObject({
      status: 400,
      code: 'USER_NOT_ENROLLED',
    });
    const { body } = await init('user-audit');
    expect((await verify('user-audit', { reference: body['reference'] })).code).toBe('ERROR_REQUEST');
    expect((await verify('user-audit', { image: 'AAAA', reference: body['reference'] })).code).toBe('ERROR_REQUEST');
    expect((await messages('user-audit')).filter((message) => message.includes('could not be verified'))).toEqual([
      'Liveness of the user with userId=user-audit could not be verified (record).',
      'Liveness of the user with userId=user-audit could not be verified (ERROR_REQUEST).',
      'Liveness of the user with userId=user-audit could not be verified (USER_NOT_ENROLLED).',
    ]);
  });

  test('times have the range of a long', async () => {
    await store('user-time', await jpeg());
    const path = `${LCP}/admin/audit/users/user-time`;
    const range = (start: bigint, end: bigint) => call('GET', `${path}?start=${start}&end=${end}`);
    const all = await range(-(2n ** 63n), 2n ** 63n - 1n);
    expect([all.status, (all.body['records'] as unknown[]).length]).toEqual([200, 1]);
    expect((await range(0n, 2n ** 63n)).status).toBe(400);
    expect((await range(-(2n ** 63n) - 1n, 0n)).status).toBe(400);
  });

  test('bytes that are not UTF-8 are 400, in addresses and bodies', async () => {
    expect((await call('GET', `${LCP}/admin/audit/users/%FF`)).status).toBe(400);
    expect((await call('GET', `${LCP}/admin/audit/users/x?cursor=%FF`)).status).toBe(400);
    const latin1 = new Uint8Array(Buffer.from('{"userId":"Jos\xe9"}', 'latin1'));
    const headers = { 'content-type': 'application/json' };
    expect((await call('POST', `${LCP}/liveness/init`, latin1, headers)).status).toBe(400);
    for (const [method, path] of [
      ['GET', '/coe/v1/submissions/%FF/status'],
      ['GET', '/v1/biometrics/liveness/%C3%28/results'],
    ] as const) {
      expect([path, (await call(method, path)).status]).toEqual([path, 400]);
    }
  });
});

describe('where no reference pictures are used', () => {
  test('storing one is refused', async () => {
    const gateway = await startGateway({ config: lcpConfig({}) });
    const served = await serveApp(gateway.app);
    const response = await served.app.request(`${LCP}/admin/reference-images/user`, {
      method: 'PUT',
      headers: { ...ADMIN, 'content-type': 'image/jpeg' },
      body: new Uint8Array(await jpeg()),
    });
    expect([response.status, await response.json()]).toEqual([
      409,
      {
        status: 'ERROR',
        responseObject: { code: 'ERROR_REQUEST', message: 'No reference pictures of this gateway are used.' },
      },
    ]);
    await served.close();
    await gateway.close(2000);
  });
});

test('with an empty context path the admin page and other families keep their paths', async () => {
  const gateway = await startGateway({ config: lcpConfig({ contextPath: '' }) });
  const served = await serveApp(gateway.app);
  const init = await served.app.request('/liveness/init', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"userId":"user1"}',
  });
  expect([init.status, await init.json()]).toMatchObject([200, { initiationType: 'TOKEN' }]);
  expect((await served.app.request('/admin/audit/users/user1', { headers: ADMIN })).status).toBe(200);
  expect((await served.app.request('/liveness/nothing')).status).toBe(404);
  expect((await served.app.request('/v1/coe/partner/authentication')).status).toBe(400);
  await served.close();
  await gateway.close(2000);
});
