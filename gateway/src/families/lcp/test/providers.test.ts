/**
 * The proxy with each vendor, over HTTP, against fake servers that follow the vendors' documentation; also with a
 * User Data Store and an authorization server. No vendor's service is called.
 */
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { admin, adminConfig, signIn } from '../../../../test/support/admin.ts';
import { ask } from '../../../../test/support/capture.ts';
import {
  type FakeInnovatrics,
  INNOVATRICS_TOKEN,
  startFakeInnovatrics,
} from '../../../../test/support/fake-innovatrics.ts';
import { type FakeIproov, IPROOV, startFakeIproov } from '../../../../test/support/fake-iproov.ts';
import { jpeg, startGateway, type TestGateway } from '../../../../test/support/harness.ts';
import { type JsonServer, startJsonServer } from '../../../../test/support/json-server.ts';
import {
  ADMIN_USERS,
  auditOf,
  expectError,
  init,
  LCP,
  startLcp,
  tokenOf,
  verify,
} from '../../../../test/support/lcp.ts';
import { migratedMemory } from '../../../../test/support/shared-databases.ts';
import { opening } from '../../../../test/support/opening.ts';

const MEMORY = await migratedMemory();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A store with photos by user, and a user `somebody` without one. */
const startUserDataStore = (photos: Map<string, string[]>): Promise<JsonServer> =>
  startJsonServer(({ path, query, headers }) => {
    if (headers['authorization'] !== `Basic ${Buffer.from('uds:uds-password').toString('base64')}`) {
      return { status: 401, body: { status: 'ERROR', responseObject: { code: 'ERROR_GENERIC', message: '' } } };
    }
    const userId = query.get('userId') ?? '';
    const found = photos.get(userId);
    if (path === '/documents') {
      const document = { id: 'd1', userId, documentType: 'photo', timestampCreated: '2024-06-20T14:45:51.568024' };
      const others = [{ ...document, id: 'd0', documentType: 'profile' }];
      const documents = found === undefined ? others : [...others, document];
      return { status: 200, body: { status: 'OK', responseObject: { documents } } };
    }
    if (path !== '/photos' || query.get('documentId') !== 'd1' || found === undefined) {
      return { status: 400, body: { status: 'ERROR', responseObject: { code: 'NOT_FOUND', message: '' } } };
    }
    const all = found.map((photoData, index) => ({
      id: `p${index}`,
      documentId: 'd1',
      photoType: 'person',
      photoData,
      timestampCreated: `2024-06-20T16:06:0${index}.313191`,
    }));
    const other = {
      ...all[0],
      id: 'p9',
      photoData: '',
      photoType: 'document_front_side',
      timestampCreated: '2025-01-01T00:00:00.000000',
    };
    return { status: 200, body: { status: 'OK', responseObject: { photos: [...all, other] } } };
  });

let store: JsonServer;
let oldPhoto: Uint8Array;
let photo: Uint8Array;

opening(async (closing) => {
  oldPhoto = await jpeg(480, 640, 2);
  photo = await jpeg(480, 640, 3);
  store = closing(
    await startUserDataStore(
      new Map([
        ['user1', [base64(oldPhoto), base64(photo)]],
        ['user2', [base64(photo)]],
        ['somebody', []],
        ['scribble', [base64(new TextEncoder().encode('not a picture'))]],
      ]),
    ),
  );
});

const userDetails = () => ({
  type: 'user-data-store',
  baseUrl: `${store.url}/`,
  auth: { type: 'basic', username: 'uds', password: 'uds-password' },
  timeoutMs: 5000,
});

type Instead = NonNullable<JsonServer['instead']>;

/** Verifies for a caller whose connection closes as soon as `leave` is called; `prepare` sets the vendor request that calls it. */
const verifyAndLeave = async (
  gateway: TestGateway,
  userId: string,
  livenessRecord: unknown,
  prepare: (leave: Instead) => void,
): Promise<void> => {
  const caller = new AbortController();
  prepare(() => {
    caller.abort();
    return undefined;
  });
  await gateway.app.request(`${LCP}/liveness/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, livenessRecord }),
    signal: caller.signal,
  });
  expect(caller.signal.aborted).toBe(true);
};

/** Lets so many requests pass first. */
const afterSteps = (server: JsonServer, steps: number, then: Instead): Instead =>
  steps === 0
    ? then
    : () => {
        server.instead = afterSteps(server, steps - 1, then);
        return undefined;
      };

describe('iproov', () => {
  let iproov: FakeIproov;
  let gateway: TestGateway;

  opening(async (closing) => {
    iproov = closing(await startFakeIproov());
    const lcp = {
      auth: { type: 'basic_http', users: ADMIN_USERS },
      userDetails: userDetails(),
      includeSelfie: true,
      provider: {
        type: 'iproov',
        baseUrl: iproov.url,
        apiKey: IPROOV.apiKey,
        apiSecret: IPROOV.apiSecret,
        oauthUsername: IPROOV.username,
        oauthPassword: IPROOV.password,
        timeoutMs: 5000,
      },
    };
    gateway = closing(await startGateway({ database: MEMORY, config: await adminConfig({ lcp }) }));
  });

  test('init enrols the newest photo of the person under an alias; verify asks once', async () => {
    const reference = await tokenOf(gateway, 'user1');
    const image = iproov.requests.find(({ path }) => path === '/claim/enrol/image');
    expect(image?.body.includes(Buffer.from(photo))).toBe(true);
    expect(iproov.users.size).toBe(1);
    expect(iproov.requests.some(({ path, body }) => path.includes('user1') || body.includes('user1'))).toBe(false);

    const frame = await jpeg(480, 640, 6);
    iproov.streamed(reference, { passed: true, frame_available: 'true', frame: base64(frame) });
    expect((await verify(gateway, 'user1', { reference })).body).toEqual({ result: 'ACCEPTED', selfie: base64(frame) });
    expectError(await verify(gateway, 'user1', { reference }), 400, 'VERIFICATION_ERROR');
    expect(iproov.requests.filter(({ path }) => path.endsWith('/validate'))).toHaveLength(1);
    const messages = (await auditOf(gateway, 'user1')).map(({ message }) => message);
    expect(messages).toContain('User with userId=user1 recorded probe image.');
    expect(JSON.stringify(messages)).not.toContain(reference);
  });

  test('a second init enrols again; a person who does not pass is rejected', async () => {
    const reference = await tokenOf(gateway, 'user1');
    expect(iproov.users.size).toBe(1);
    iproov.streamed(reference, { passed: false, reason: 'spoof', signals: { anti_spoofing: { passed: false } } });
    expect((await verify(gateway, 'user1', { reference })).body).toEqual({ result: 'REJECTED', selfie: null });
    const check = await gateway.db
      .selectFrom('liveness_check')
      .selectAll()
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    expect(check).toMatchObject({ family: 'lcp', state: 'spoof', reason: 'spoof' });
  });

  test('verify too early is an error that does not use up the token; nor does an outage', async () => {
    const reference = await tokenOf(gateway, 'user1');
    expectError(await verify(gateway, 'user1', { reference }), 400, 'VERIFICATION_ERROR');
    iproov.streamed(reference, { passed: true });
    for (const outage of [
      () => null,
      () => ({ status: 500, body: { error: 'server_error' } }),
      () => ({ status: 200, body: '<html>' }),
      () => ({ status: 429, body: { error: 'too_many_requests' } }),
    ]) {
      iproov.instead = outage;
      expectError(await verify(gateway, 'user1', { reference }), 409, 'ERROR_REMOTE');
    }
    expect((await verify(gateway, 'user1', { reference })).body).toMatchObject({ result: 'ACCEPTED' });
  });

  test('the vendor gives a verdict once, so it is stored although the caller has disconnected', async () => {
    const reference = await tokenOf(gateway, 'user2');
    iproov.streamed(reference, { passed: true });
    await verifyAndLeave(gateway, 'user2', { reference }, (leave) => {
      iproov.instead = leave;
    });
    const kept = await gateway.db.selectFrom('liveness_check').select('state').where('user_id', '=', 'user2').execute();
    expect(kept).toEqual([{ state: 'live' }]);
    expect((await auditOf(gateway, 'user2'))[0]?.message).toMatch(/ended with result=ACCEPTED/);
  });

  test('a person erased here is erased at the vendor, with retries', { timeout: 180_000 }, async () => {
    const reference = await tokenOf(gateway, 'user1');
    const before = iproov.users.size;
    iproov.instead = () => ({ status: 500 });
    const person = { family: 'lcp', tenant: 'liveness-check-proxy', userId: 'user1', reason: 'Asked for' };
    const erased = await admin(gateway, 'POST', 'erase-person', await signIn(gateway), person);
    expect(erased.status).toBe(200);
    await vi.waitFor(() => expect(iproov.users.size).toBe(before - 1), { timeout: 120_000, interval: 200 });
    expect(iproov.requests.at(-1)).toMatchObject({ method: 'DELETE' });
    expectError(await verify(gateway, 'user1', { reference }), 400, 'USER_NOT_ENROLLED');
  });

  test('a user whom the vendor refuses to enrol, and one without an init', async () => {
    iproov.refuses.image = true;
    expectError(await init(gateway, 'user1'), 400, 'INITIATION_ERROR');
    iproov.refuses.image = false;
    expectError(await verify(gateway, 'nobody', { reference: 'x' }), 400, 'USER_NOT_ENROLLED');
    const reference = await tokenOf(gateway, 'user1');
    await tokenOf(gateway, 'user2');
    expectError(await verify(gateway, 'user2', { reference }), 400, 'VERIFICATION_ERROR');
    expectError(await verify(gateway, 'user1', {}), 400, 'ERROR_REQUEST');
  });

  test('a management token is renewed after fifty requests', { timeout: 120_000 }, async () => {
    const before = iproov.accessTokens();
    for (let round = 0; round < 26; round += 1) {
      await tokenOf(gateway, 'user1');
    }
    expect(iproov.accessTokens()).toBeGreaterThan(before);
  });

  test('users without details, without a photo, with bytes that are not a picture; a store that fails', async () => {
    expectError(await init(gateway, 'nobody'), 400, 'USER_DETAILS_MISSING');
    expectError(await init(gateway, 'somebody'), 400, 'INITIATION_ERROR');
    expectError(await init(gateway, 'scribble'), 400, 'INITIATION_ERROR');
    for (const outage of [
      () => null,
      () => ({ status: 503 }),
      () => ({ status: 200, body: 'no JSON' }),
      () => ({ status: 401 }),
    ]) {
      store.instead = outage;
      expectError(await init(gateway, 'user1'), 409, 'ERROR_REMOTE');
    }
    const log = gateway.logLines.join('\n');
    expect(log).not.toContain(IPROOV.apiSecret);
    expect(log).not.toContain('uds-password');
  });
});

describe('innovatrics', () => {
  let innovatrics: FakeInnovatrics;
  let gateway: TestGateway;
  const record = { image: base64(new TextEncoder().encode('a serialised capture of the vendor')) };

  opening(async (closing) => {
    innovatrics = closing(await startFakeInnovatrics(base64(await jpeg(480, 640, 7))));
    gateway = closing(
      await startLcp(MEMORY, {
        userDetails: userDetails(),
        includeSelfie: true,
        provider: {
          type: 'innovatrics',
          baseUrl: `${innovatrics.url}/identity`,
          token: INNOVATRICS_TOKEN,
          timeoutMs: 5000,
        },
      }),
    );
  });

  test('init calls nothing; verify accepts a live person who matches the photo, and removes the customer', async () => {
    expect((await init(gateway, 'user1')).body).toEqual({ initiationType: 'NONE', reference: null });
    const verified = await verify(gateway, 'user1', { ...record, reference: null });
    expect(verified.body).toEqual({ result: 'ACCEPTED', selfie: innovatrics.selfie });
    expect(innovatrics.customers.size).toBe(0);
    const posted = innovatrics.requests.find(({ path }) => path.endsWith('/records'));
    expect(base64(posted?.body ?? new Uint8Array())).toBe(record.image);
  });

  test('thresholds: liveness first, then match', async () => {
    innovatrics.finds.liveness = 0.87;
    expect((await verify(gateway, 'user1', record)).body).toMatchObject({ result: 'REJECTED' });
    innovatrics.finds.liveness = 0.875;
    innovatrics.finds.similarity = 0.5;
    expect((await verify(gateway, 'user1', record)).body).toMatchObject({ result: 'REJECTED' });
    innovatrics.finds.similarity = 0.95;
    expect((await verify(gateway, 'user1', record)).body).toMatchObject({ result: 'ACCEPTED' });
    const states = await gateway.db.selectFrom('liveness_check').select('state').orderBy('created_at').execute();
    expect(states.map(({ state }) => state)).toEqual(['live', 'spoof', 'mismatch', 'live']);
  });

  test('a caller who disconnects at any step leaves no customer behind', async () => {
    for (const step of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const before = innovatrics.requests.length;
      await verifyAndLeave(gateway, 'user1', record, (leave) => {
        innovatrics.instead = afterSteps(innovatrics, step - 1, leave);
      });
      const methods = innovatrics.requests.slice(before).map(({ method }) => method);
      expect([step, methods.length, methods.at(-1)]).toEqual([step, step + 1, 'DELETE']);
      expect(innovatrics.customers.size).toBe(0);
    }
  });

  test('errors inside a 200, no score, no photo, outages: each has the proxy’s code, and no customer is left behind', async () => {
    innovatrics.finds.recordError = 'INVALID_DATA';
    expectError(await verify(gateway, 'user1', record), 400, 'VERIFICATION_ERROR');
    innovatrics.finds.recordError = null;
    innovatrics.finds.referenceError = 'NO_FACE_DETECTED';
    expectError(await verify(gateway, 'user1', record), 400, 'VERIFICATION_ERROR');
    innovatrics.finds.referenceError = null;
    innovatrics.finds.liveness = null;
    expectError(await verify(gateway, 'user1', record), 400, 'VERIFICATION_ERROR');
    innovatrics.finds.liveness = 0.97;
    expectError(await verify(gateway, 'nobody', record), 400, 'VERIFICATION_ERROR');
    expectError(await verify(gateway, 'user1', { reference: 'x' }), 400, 'ERROR_REQUEST');
    for (const outage of [() => null, () => ({ status: 500 }), () => ({ status: 403, body: {} })]) {
      innovatrics.instead = outage;
      expectError(await verify(gateway, 'user1', record), 409, 'ERROR_REMOTE');
    }
    expect(innovatrics.customers.size).toBe(0);
    expect(gateway.logLines.join('\n')).not.toContain(INNOVATRICS_TOKEN);
  });
});

test('administrators by bearer token: issuer, signature, audience, expiry, role', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const issuer = await startJsonServer(({ path }) =>
    path === '/jwks'
      ? { status: 200, body: { keys: [jwk] } }
      : { status: 200, body: { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` } },
  );
  const gateway = await startLcp(MEMORY, {
    provider: { type: 'mock' },
    auth: { type: 'oauth2', issuerUri: issuer.url, audiences: ['lcp'] },
  });
  try {
    const status = async (
      claims: JWTPayload = {},
      {
        key = privateKey,
        iss = issuer.url,
        aud = 'lcp',
        exp = '5m',
      }: { key?: CryptoKey; iss?: string; aud?: string; exp?: string } = {},
    ): Promise<number> => {
      const token = await new SignJWT({ roles: ['ADMIN'], ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setSubject('alice')
        .setIssuer(iss)
        .setAudience(aud)
        .setExpirationTime(exp)
        .sign(key);
      return (await ask(gateway, 'GET', `${LCP}/admin/audit/users/u`, { authorization: `Bearer ${token}` })).status;
    };
    expect(await status()).toBe(200);
    expect(await status({ roles: ['admin'] })).toBe(403);
    expect(await status({ roles: ['ROLE_ADMIN'] })).toBe(403);
    expect(await status({ roles: 'ADMIN READ' })).toBe(200);
    expect(await status({}, { key: stranger.privateKey })).toBe(401);
    expect(await status({}, { iss: 'https://elsewhere.example' })).toBe(401);
    expect(await status({}, { aud: 'another' })).toBe(401);
    expect(await status({}, { exp: '-2m' })).toBe(401);
    const none = await ask(gateway, 'GET', `${LCP}/admin/audit/users/u`, { authorization: 'Basic YWRtaW46YWRtaW4=' });
    expectError(none, 401, 'ERROR_REQUEST');
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm="Liveness Check Proxy"');
  } finally {
    await gateway.close(2000);
    await issuer.close();
  }
});
