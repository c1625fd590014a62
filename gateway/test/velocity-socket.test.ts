/** Over a real socket: attempts of one user, from one address and by one launch key, over sessions and over gateways. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { FAMILIES, type Family } from '../src/check/check.ts';
import type { DatabaseLocation } from '../src/database/database.ts';
import { admin, adminConfig, signIn } from './support/admin.ts';
import { command, tokenOf } from './support/bpm.ts';
import { ask, createSigner } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { START } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import {
  begin,
  CLIENT_ID,
  finished,
  jpeg,
  launch,
  MASTER_KEY,
  prepare,
  type Reachable,
  startGateway,
  submit,
  type TestGateway,
} from './support/harness.ts';
import { init } from './support/lcp.ts';
import { sendersOf } from './support/send.ts';
import { type Served, serveApp } from './support/socket.ts';

const HOUR_MS = 3_600_000;
const OFF = { attempts: 0 };

/** One limit of two attempts an hour. */
const only = (by: 'user' | 'address' | 'launchKey', more: object = {}) => ({
  velocity: { user: OFF, address: OFF, launchKey: OFF, [by]: { attempts: 2, hours: 1 }, ...more },
});

interface Began {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The first call of a launch, which the gateway may refuse before a selfie is taken. */
const beginners = (
  gateway: Reachable,
  publicKey: string,
): Readonly<Record<Family, (userId: string) => Promise<Began>>> => ({
  'coe': async (userId) => begin(gateway, await launch(gateway, { userId })),
  'bpm': async (userId) =>
    command(gateway, 'StartLivenessSessionCommand', await tokenOf({ sub: userId }), { publicKey }),
  'e-verify': async (userId) => {
    const named = { client_session_token: `${userId}-${randomUUID()}` };
    const { body, headers } = await ask(gateway, 'POST', START, { 'x-api-key': E_VERIFY_KEY }, named);
    const path = `/v1/biometrics/liveness/${(body as { session_id: string }).session_id}/capture`;
    const authorization = `Bearer ${headers.get('x-lifesign-capture-token')}`;
    return ask(gateway, 'POST', path, { authorization }, { public_key: publicKey });
  },
  'lcp': (userId) => init(gateway, userId),
});

const SHAPES: Readonly<Record<Family, object>> = {
  'coe': { success: false, data: null, errors: [{ code: '429', cause: 'TOO_MANY_ATTEMPTS' }] },
  'bpm': { isSuccessful: false, statusCode: '07', message: 'Too many liveness checks.', data: null },
  'e-verify': { status: 'failed', error: { code: 'rate_limited', message: 'Too many captures.' } },
  'lcp': { status: 'ERROR', responseObject: { code: 'ERROR_REQUEST', message: 'Too many liveness checks.' } },
};

/** The same, as if it came from another address through a proxy of ours. */
const from = ({ app }: Reachable, address: string): Reachable => ({
  app: {
    request: (path, options = {}) =>
      app.request(path, {
        ...options,
        headers: { ...(options.headers as Record<string, string>), 'x-forwarded-for': address },
      }),
  },
});

const expectRefused = (family: Family, { status, headers, body }: Began, reason: string): void => {
  expect([family, status, headers.get('x-lifesign-reason')]).toEqual([family, 429, reason]);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(3000);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(3600);
  expect(headers.get('access-control-expose-headers')).toContain('x-lifesign-reason');
  expect(body).toMatchObject(SHAPES[family]);
};

const attemptsOf = ({ db }: TestGateway) => db.selectFrom('attempt').selectAll().execute();

/** On the audit trail. */
const refusedIn = (family: string) => ({
  family,
  outcome: 'refused',
  detail: JSON.stringify({ reason: 'velocity-user' }),
});

onBothDatabases((location) => {
  const closing: { close(timeoutMs: number): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of closing.splice(0).toReversed()) {
      await one.close(2000);
    }
  });

  const open = async (
    policy: Readonly<Record<string, unknown>>,
    masterKeys: readonly [Uint8Array, ...Uint8Array[]] = [MASTER_KEY],
  ): Promise<{ readonly gateway: TestGateway; readonly served: Served }> => {
    const families = familiesConfig([], { policy: { imageReuseDays: 0, ...policy } });
    const config = { ...families, admin: (await adminConfig()).admin };
    const gateway = await startGateway({ config, database: location(), masterKeys, trustedProxies: 1 });
    closing.push(gateway);
    const served = await serveApp(gateway.app);
    closing.push(served);
    return { gateway, served };
  };

  test('the third attempt of a user is refused in each family that knows users', { timeout: 240_000 }, async () => {
    const { gateway, served } = await open(only('user'));
    const signer = await createSigner();
    const userId = String(Date.now());
    for (const family of ['coe', 'bpm', 'lcp'] as const) {
      const send = sendersOf(served, signer)[family];
      const pictures = { SELFIE: await jpeg() };
      // An attempt that was only begun is not counted.
      const early = beginners(served, signer.publicKey)[family];
      expect([(await early(userId)).status, (await early(userId)).status]).toEqual([200, 200]);
      const late = family === 'coe' ? await prepare(served, await launch(served, { userId })) : null;
      expect([(await send({ userId, pictures })).passed, (await send({ userId, pictures })).passed]).toEqual([
        true,
        true,
      ]);
      expectRefused(family, await early(userId), 'velocity-user');
      if (late !== null) {
        // Begun before the limit was reached: refused when it is confirmed, and nothing of it is stored.
        expectRefused(family, await late.confirm(), 'velocity-user');
        expect((await begin(served, await launch(served, { userId: `${userId}-other` }))).status).toBe(200);
      }
    }
    const entries = await gateway.db
      .selectFrom('audit_entry')
      .select(['family', 'outcome', 'detail'])
      .where('action', '=', 'attempt-refused')
      .where('user_id', '=', userId)
      .orderBy('at')
      .execute();
    expect(entries).toEqual(['coe', 'coe', 'bpm', 'lcp'].map(refusedIn));
    expect(await gateway.metrics.text()).toContain(
      'lifesign_attempts_over_limit_total{family="coe",reason="velocity-user",outcome="refused"} 2',
    );
    const records = await gateway.db
      .selectFrom('liveness_check')
      .select(['state', 'details'])
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .execute();
    const counted = [1, 2].map((user) => ({
      state: 'live',
      details: { velocity: { counts: { user }, exceeded: [] } },
    }));
    expect(records).toMatchObject([...counted, ...counted, ...counted]);

    gateway.advance(HOUR_MS + 1000);
    expect((await beginners(served, signer.publicKey)['coe'](userId)).status).toBe(200);
    await gateway.eraseExpired();
    expect(await attemptsOf(gateway)).toHaveLength(0);
  });

  test('attempts of devices at one address count together', { timeout: 240_000 }, async () => {
    const { served } = await open(only('address'));
    const here = from(served, `10.1.0.${1 + Math.floor(Math.random() * 250)}`);
    for (const family of FAMILIES) {
      const signer = await createSigner();
      const pictures = { SELFIE: await jpeg() };
      for (const userId of ['81', '82']) {
        expect((await sendersOf(here, signer)[family]({ userId, pictures })).passed).toBe(true);
      }
      const third = await beginners(here, signer.publicKey)[family]('83');
      if (family === 'lcp') {
        expect(third.status).toBe(200);
      } else {
        expectRefused(family, third, 'velocity-address');
      }
      expect((await beginners(from(served, '10.2.0.1'), signer.publicKey)[family]('83')).status).toBe(200);
    }
  });

  test('attempts by one launch key count together', { timeout: 240_000 }, async () => {
    const { served } = await open(only('launchKey'));
    const signer = await createSigner();
    for (const family of ['bpm', 'e-verify', 'lcp'] as const) {
      const pictures = { SELFIE: await jpeg() };
      const send = sendersOf(served, signer)[family];
      for (const userId of ['91', '92']) {
        expect((await send({ userId, pictures })).passed).toBe(true);
      }
      if (family === 'lcp') {
        // Its key comes with the capture.
        expect((await send({ userId: '93', pictures })).status).toBe(429);
      } else {
        expectRefused(family, await beginners(served, signer.publicKey)[family]('93'), 'velocity-launch-key');
      }
      const other = sendersOf(served, await createSigner())[family];
      expect((await other({ userId: '93', pictures })).passed).toBe(true);
    }
  });

  test('of attempts at once at two gateways, exactly as many pass as may', { timeout: 240_000 }, async () => {
    const database: DatabaseLocation = location();
    const first = await open(only('user'));
    const second = database.kind === 'server' ? await open(only('user')) : first;
    const signer = await createSigner();
    const userId = String(Date.now());
    const pictures = { SELFIE: await jpeg() };
    const outcomes = await Promise.all(
      [first, second, first, second, first, second].map(({ served }) =>
        sendersOf(served, signer)['bpm']({ userId, pictures }),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 429, 429, 429, 429]);
    const stored = await first.gateway.db.selectFrom('bpm_record').select('id').where('user_id', '=', userId).execute();
    expect(stored).toHaveLength(2);
  });

  test(
    'reported only: judged, on record, and a higher risk; a sandbox is not counted',
    { timeout: 240_000 },
    async () => {
      const { gateway, served } = await open(only('user', { mode: 'report' }));
      const userId = String(Date.now());
      const levels: (string | undefined)[] = [];
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const one = await launch(served, { userId });
        levels.push(
          (await finished(served, one, (await submit(served, one)).submissionId)).verificationResult?.riskLevel,
        );
      }
      expect(levels).toEqual(['LOW', 'LOW', 'MEDIUM']);
      const { details } = await gateway.db
        .selectFrom('liveness_check')
        .select('details')
        .where('user_id', '=', userId)
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow();
      expect(details).toMatchObject({ velocity: { counts: { user: 3 }, exceeded: ['velocity-user'] } });
      expect(await gateway.metrics.text()).toContain('reason="velocity-user",outcome="reported"} 1');
      const before = await attemptsOf(gateway);
      const sandbox = await launch(served, { userId: 'sandbox-valid', sandbox: true });
      await submit(served, sandbox);
      expect(await attemptsOf(gateway)).toHaveLength(before.length);
    },
  );

  test(
    'counted rows identify no person, still count after a change of keys, and are erased with the person',
    { timeout: 240_000 },
    async () => {
      const former = await open(only('user'));
      const userId = String(Date.now());
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        const one = await launch(former.served, { userId });
        await finished(former.served, one, (await submit(former.served, one)).submissionId);
      }
      const rows = await attemptsOf(former.gateway);
      expect(rows.length).toBeGreaterThanOrEqual(2);
      expect(rows.every(({ digest }) => /^[\w-]{43}$/.test(digest) && !digest.includes(userId))).toBe(true);
      for (const one of closing.splice(0).toReversed()) {
        await one.close(2000);
      }
      // An embedded database in memory is gone with its gateway.
      if (location().kind === 'server') {
        const { served } = await open(only('user'), [new Uint8Array(32).fill(9), MASTER_KEY]);
        const refused = await begin(served, await launch(served, { userId }));
        expect(refused.status).toBe(429);
        const person = { family: 'coe', tenant: CLIENT_ID, userId, reason: 'asked for' };
        expect((await admin(served, 'POST', 'erase-person', await signIn(served), person)).status).toBe(200);
        expect((await begin(served, await launch(served, { userId }))).status).toBe(200);
      }
    },
  );
});
