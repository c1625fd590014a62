/** A database that cannot be reached, is overloaded or in a deadlock: every family answers 503 with Retry-After, in its own format. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../src/database/database.ts';
import { isUnavailable, Unavailable } from '../src/unavailable.ts';
import { ADMIN, adminConfig } from './support/admin.ts';
import { tokenOf } from './support/bpm.ts';
import { ask } from './support/capture.ts';
import { createBrokenGateway } from './support/broken-gateway.ts';
import { START } from './support/e-verify.ts';
import { CLIENT_ID, PASS_KEY, startGateway, type Reachable, type TestGateway } from './support/harness.ts';
import { ADMIN as LCP_ADMIN, ADMIN_USERS, LCP } from './support/lcp.ts';
import { migratedPostgres } from './support/shared-databases.ts';

const withCode = (code: string): Error => Object.assign(new Error('database-secret'), { code });

const AWAY: readonly (readonly [string, Error])[] = [
  ['the pool has no connection left', new Error('timeout exceeded when trying to connect')],
  ['the connection breaks', new Error('Connection terminated unexpectedly')],
  ['the connection times out', new Error('Connection terminated due to connection timeout')],
  ['connection refused', withCode('ECONNREFUSED')],
  ['a deadlock', withCode('40P01')],
  ['a serialisation failure between two transactions', withCode('40001')],
  ['a statement takes too long', withCode('57014')],
  ['a lock cannot be taken', withCode('55P03')],
  ['the server shuts down', withCode('57P01')],
  ['too many clients', withCode('53300')],
  ['wrapped in another error', new Error('query failed', { cause: withCode('08006') })],
  ['the identity provider cannot be reached', new Unavailable('keys')],
];

const FAULTS: readonly Error[] = [
  new Error('database-secret'),
  withCode('42P01'),
  withCode('23505'),
  new TypeError('timeout'),
  new Error('the timeout exceeded when trying to connect is not how it begins'),
];

test.each(AWAY)('%s: unavailable', (_name, error) => {
  expect(isUnavailable(error)).toBe(true);
});

test('an error of our own is not reported as unavailable', () => {
  expect(FAULTS.map(isUnavailable)).toEqual(FAULTS.map(() => false));
  expect(isUnavailable('timeout expired')).toBe(false);
});

const config = await adminConfig({
  lcp: { provider: { type: 'mock' }, auth: { type: 'basic_http', users: ADMIN_USERS } },
});

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly unavailable: unknown;
  readonly fault: unknown;
}

const bpmBody = (message: string) => ({ isSuccessful: false, statusCode: '99', message, data: null });
const eVerifyBody = (code: string, message: string) => ({
  request_id: expect.any(String) as unknown,
  status: 'failed',
  error: { code, message },
  message,
});
const lcpBody = {
  status: 'ERROR',
  responseObject: { code: 'ERROR_GENERIC', message: 'Unknown error occurred while processing request.' },
};
const coeBody = (code: string, cause: string) => ({
  success: false,
  data: null,
  errors: [{ code, cause, entity: 'LIFESIGN_GATEWAY' }],
});

const command = async (name: string, roles: readonly string[], body: unknown): Promise<Call> => ({
  method: 'POST',
  path: `/api/BPMSelfService/commands/${name}`,
  headers: { authorization: `Bearer ${await tokenOf({ roles })}` },
  body,
  unavailable: bpmBody('The service is not available now.'),
  fault: bpmBody('An unexpected error occurred.'),
});

const lcp = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: unknown): Call => ({
  method,
  path: `${LCP}${path}`,
  headers,
  body,
  unavailable: lcpBody,
  fault: lcpBody,
});

const callsTo = async (gateway: Reachable): Promise<Readonly<Record<string, Call>>> => {
  const authentication = { 'client-id': CLIENT_ID, 'pass-key': PASS_KEY };
  const token = await ask(gateway, 'GET', '/v1/coe/partner/authentication', authentication);
  const partner = (token.body as { data: { token: string } }).data.token;
  return {
    'CoE': {
      method: 'GET',
      path: '/coe/v1/submissions',
      headers: { 'x-onekyc-token': partner, 'x-partner-session-id': 'session-1' },
      unavailable: coeBody('903', 'SERVICE_UNAVAILABLE'),
      fault: coeBody('900', 'GENERIC_SERVICE_ERROR'),
    },
    'BPM, a record': await command('UpdateLivenessCheckCommand', ['customer'], { sessionId: 's', isSuccessful: false }),
    'BPM, a session': await command('StartLivenessSessionCommand', ['customer'], {}),
    'BPM, a list': await command('RetrieveLivenessChecksQuery', ['admin'], {}),
    'e-verify': {
      method: 'POST',
      path: START,
      headers: { 'x-api-key': `ev_live_${'a'.repeat(43)}` },
      body: { client_session_token: 'token-of-a-client' },
      unavailable: eVerifyBody('service_unavailable', 'The service is not available now.'),
      fault: eVerifyBody('internal_error', 'Internal server error.'),
    },
    'LCP, init': lcp('POST', '/liveness/init', {}, { userId: 'user1' }),
    'LCP, verify': lcp('POST', '/liveness/verify', {}, { userId: 'user1', livenessRecord: { reference: 'x' } }),
    'LCP, audit': lcp('GET', '/admin/audit/users/user1', LCP_ADMIN),
    'admin page': {
      method: 'POST',
      path: '/admin/api/sign-in',
      headers: { 'x-requested-with': 'lifesign-admin' },
      body: ADMIN,
      unavailable: { message: 'The database cannot be reached now. Try again in a moment.' },
      fault: { message: 'Something went wrong on our side.' },
    },
  };
};

describe.each([
  ...AWAY.map(([name, error]) => [name, error, 503] as const),
  ...FAULTS.map((error) => [`a fault: ${error.message}`, error, 500] as const),
])('%s', (_name, error, status) => {
  test(`every family answers ${status}`, async () => {
    const broken = createBrokenGateway(error, config);
    for (const [name, call] of Object.entries(await callsTo(broken))) {
      const reply = await ask(broken, call.method, call.path, call.headers, call.body);
      expect([name, reply.status, reply.headers.get('retry-after')]).toEqual([
        name,
        status,
        status === 503 ? '2' : null,
      ]);
      expect(reply.body, name).toEqual(status === 503 ? call.unavailable : call.fault);
    }
  });
});

const createLatch = () => {
  let resolve: (() => void) | null = null;
  const opened = new Promise<void>((done) => {
    resolve = done;
  });
  return { opened, open: () => resolve?.() };
};

const lock = (tx: Tx, key: number) => sql`select pg_advisory_xact_lock(${key})`.execute(tx);

describe('PostgreSQL itself', () => {
  let postgres: string | null = null;
  let gateway: TestGateway;

  beforeAll(async () => {
    postgres = await migratedPostgres();
    if (postgres !== null) {
      gateway = await startGateway({ config, database: { kind: 'server', url: postgres } });
    }
  }, 300_000);
  afterAll(async () => {
    if (postgres !== null) {
      await gateway.close(2000);
    }
  }, 120_000);

  const init = () => ask(gateway, 'POST', `${LCP}/liveness/init`, {}, { userId: 'user1' });

  test('a real deadlock is recognised', { timeout: 120_000 }, async (context) => {
    if (postgres === null) {
      context.skip('PostgreSQL could not be started here');
      return;
    }
    let arrived = 0;
    const met = createLatch();
    const crossing = (first: number, second: number) =>
      gateway.db.transaction().execute(async (tx) => {
        await lock(tx, first);
        arrived += 1;
        if (arrived === 2) {
          met.open();
        }
        await met.opened;
        await lock(tx, second);
      });
    const outcomes = await Promise.allSettled([crossing(1, 2), crossing(2, 1)]);
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(errors).toMatchObject([{ code: '40P01' }]);
    expect(errors.map(isUnavailable)).toEqual([true]);
  });

  test('a pool that is used up is 503, and the next request is served again', { timeout: 180_000 }, async (context) => {
    if (postgres === null) {
      context.skip('PostgreSQL could not be started here');
      return;
    }
    const released = createLatch();
    let holding = 0;
    const held = Array.from({ length: 10 }, () =>
      gateway.db.transaction().execute(async (tx) => {
        await sql`select 1`.execute(tx);
        holding += 1;
        await released.opened;
      }),
    );
    const deadline = Date.now() + 60_000;
    while (holding < held.length && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(holding).toBe(held.length);
    const refused = await init().finally(() => released.open());
    expect([refused.status, refused.headers.get('retry-after'), refused.body]).toEqual([503, '2', lcpBody]);
    await Promise.all(held);
    expect((await init()).status).toBe(200);
  });
});
