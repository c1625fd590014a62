/** Limits of two gateways on one PostgreSQL, over sockets: guesses split over both count together. */
import { HEADERS } from 'lifesign/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ADMIN, admin, adminConfig, signIn } from './support/admin.ts';
import { command, tokenOf } from './support/bpm.ts';
import { CLIENT_ID, startGateway, type TestGateway, until } from './support/harness.ts';
import { passForLimits } from './support/limits.ts';
import { migratedPostgres } from './support/shared-databases.ts';
import { type Served, serveApp } from './support/socket.ts';

const BURST = 6;
/** So slow that no token is refilled during a test. */
const RATE = { perMinute: 0.5, burst: BURST };

let url: string | null = null;
let gateways: readonly TestGateway[] = [];
let served: readonly Served[] = [];

beforeAll(async () => {
  url = await migratedPostgres();
  if (url === null) {
    return;
  }
  const database = { kind: 'server', url } as const;
  const config = await adminConfig();
  const limited = { ...config, rateLimits: { ...config.rateLimits, authentication: RATE } };
  gateways = [await startGateway({ config: limited, database }), await startGateway({ config: limited, database })];
  served = await Promise.all(gateways.map(({ app }) => serveApp(app)));
}, 180_000);

afterAll(async () => {
  await Promise.all(served.map((each) => each.close()));
  await Promise.all(gateways.map((each) => each.close(2000)));
});

beforeEach(async (context) => {
  if (url === null) {
    context.skip('PostgreSQL could not be started here');
  }
  await sql`delete from rate_limit`.execute(first().db);
});

const first = (): TestGateway => gateways[0] as TestGateway;
const oneOf = (index: number): Served => served[index % served.length] as Served;

type Guess = (gateway: Served) => Promise<{ readonly status: number; readonly headers: Headers }>;

const GUESSES: Readonly<Record<string, Guess>> = {
  'CoE pass keys': (gateway) =>
    gateway.app.request('/v1/coe/partner/authentication', {
      headers: { [HEADERS.clientId]: CLIENT_ID, [HEADERS.passKey]: 'a wrong one' },
    }),
  'hand-off codes': (gateway) =>
    gateway.app.request('/coe/v1/handoffs/redeem', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'w'.repeat(43) }),
    }),
  'e-verify keys': (gateway) =>
    gateway.app.request('/v1/biometrics/liveness/start', {
      method: 'POST',
      headers: { 'x-api-key': `ev_live_${'w'.repeat(43)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ client_session_token: 'a-token-of-a-client' }),
    }),
  'BPM tokens': async (gateway) =>
    command(gateway, 'CheckLivenessStatusQuery', await tokenOf({ secret: 'another-secret-of-somebody-who-guesses' })),
  'administrators': (gateway) => admin(gateway, 'POST', 'sign-in', '', { name: ADMIN.name, password: 'a wrong one' }),
};

test.each(Object.keys(GUESSES))('%s: the guesses at both gateways are counted as one caller’s', async (name) => {
  const guess = GUESSES[name] as Guess;
  for (let index = 0; index < BURST; index += 1) {
    expect((await guess(oneOf(index))).status).not.toBe(429);
  }
  for (const index of [0, 1]) {
    const refused = await guess(oneOf(index));
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(100);
    expect(seconds).toBeLessThanOrEqual(120);
  }
  await passForLimits(first(), 121_000);
  expect((await guess(oneOf(1))).status).not.toBe(429);
  expect((await guess(oneOf(0))).status).toBe(429);
});

test('of requests at once, exactly as many pass as there are tokens', async () => {
  const guess = GUESSES['administrators'] as Guess;
  const answers = await Promise.all(Array.from({ length: 4 * BURST }, (_, index) => guess(oneOf(index))));
  expect(answers.filter(({ status }) => status !== 429)).toHaveLength(BURST);
});

test('the table holds no address and no name, and full buckets are swept', async () => {
  await signIn(oneOf(0));
  const rows = await first().db.selectFrom('rate_limit').selectAll().execute();
  expect(rows.map(({ key }) => key)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  await first().eraseExpired();
  expect(await first().db.selectFrom('rate_limit').selectAll().execute()).toHaveLength(1);
  await passForLimits(first(), BURST * 121_000);
  await first().eraseExpired();
  expect(await first().db.selectFrom('rate_limit').selectAll().execute()).toEqual([]);
});

test('while the table cannot be queried each gateway applies its own limits, and it is queried again later', async () => {
  const guess = GUESSES['administrators'] as Guess;
  await sql`alter table rate_limit rename to rate_limit_away`.execute(first().db);
  try {
    for (const gateway of served) {
      const statuses: number[] = [];
      for (let index = 0; index <= BURST; index += 1) {
        statuses.push((await guess(gateway)).status);
      }
      expect(statuses).toEqual([...Array.from({ length: BURST }, () => 401), 429]);
    }
  } finally {
    await sql`alter table rate_limit_away rename to rate_limit`.execute(first().db);
  }
  for (const { logLines } of gateways) {
    expect(logLines.filter((line) => line.includes('limits are counted by this process alone'))).toHaveLength(1);
  }
  await until(
    async () => (await guess(oneOf(0))).status,
    (status) => status !== 429,
    10_000,
  );
  expect(first().logLines.join('')).toContain('limits are shared again');
}, 60_000);
