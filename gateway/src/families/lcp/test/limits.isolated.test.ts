/** How many requests the Liveness Check Proxy accepts, and from whom; the refusal has its own format. */
import { expect, test, vi } from 'vitest';
import { matchNobody } from '../spring-password.ts';
import { ask, type Reply } from '../../../../test/support/capture.ts';
import { startGateway, testConfig, type TestGateway } from '../../../../test/support/harness.ts';
import { ADMIN, ADMIN_USERS, basic, expectError, init, LCP, verify } from '../../../../test/support/lcp.ts';
import { opening } from '../../../../test/support/opening.ts';

vi.mock('../spring-password.ts', { spy: true });

const OPEN = { perMinute: 1_000_000, burst: 1_000_000 };
const PER_USER = 2;
const PER_CALLER = 6;
const GUESSES = 3;
/** One more a minute, so that a slow test adds none; after this time all are available again. */
const REFILL_MS = 600_000;

let gateway: TestGateway;

opening(async (closing) => {
  gateway = closing(
    await startGateway({
      config: testConfig({
        lcp: { provider: { type: 'mock' }, auth: { type: 'basic_http', users: ADMIN_USERS } },
        rateLimits: {
          authentication: { perMinute: 1, burst: GUESSES },
          partner: { perMinute: 1, burst: PER_CALLER },
          session: { perMinute: 1, burst: PER_USER },
          content: OPEN,
        },
      }),
    }),
  );
});

const expectLimited = (reply: Reply): void => {
  expectError(reply, 429, 'ERROR_REQUEST');
  const wait = Number(reply.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(60);
};

const entries = async (): Promise<number> => (await gateway.audit.list({ limit: 1, offset: 0 })).total;

test('by user and by caller; a refused request is not stored', { timeout: 120_000 }, async () => {
  for (let index = 0; index < PER_USER; index += 1) {
    expect((await init(gateway, 'user1')).status).toBe(200);
  }
  const before = await entries();
  expectLimited(await init(gateway, 'user1'));
  expectLimited(await verify(gateway, 'user1', { reference: 'x' }));
  expect(await entries()).toBe(before);
  expect((await init(gateway, 'user2')).status, 'another user is not limited').toBe(200);
  gateway.advance(REFILL_MS);
  for (let index = 0; index < PER_CALLER; index += 1) {
    expect((await init(gateway, `user1${index}`)).status).toBe(200);
  }
  expectLimited(await init(gateway, 'user99'));
  gateway.advance(REFILL_MS);
  expect((await init(gateway, 'user1')).status).toBe(200);
});

test('a caller who guesses passwords gets 429, even with the right one; right passwords are not counted', async () => {
  const audit = (headers: Readonly<Record<string, string>>) =>
    ask(gateway, 'GET', `${LCP}/admin/audit/users/user1`, headers);
  gateway.advance(REFILL_MS);
  for (let index = 0; index < GUESSES + 1; index += 1) {
    expect((await audit(ADMIN)).status).toBe(200);
  }
  for (let index = 0; index < GUESSES; index += 1) {
    expectError(await audit(basic('admin', `guess-${index}`)), 401, 'ERROR_REQUEST');
  }
  expectLimited(await audit(basic('admin', 'guess')));
  expectLimited(await audit(ADMIN));
  gateway.advance(REFILL_MS);
  expect((await audit(ADMIN)).status).toBe(200);
});

test('guesses sent at once are each counted', async () => {
  gateway.advance(REFILL_MS);
  vi.mocked(matchNobody).mockClear();
  const guessed = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      ask(gateway, 'GET', `${LCP}/admin/audit/users/user1`, basic('nobody', `guess-${index}`)),
    ),
  );
  const statuses = guessed.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(GUESSES);
  expect(statuses.filter((status) => status === 429)).toHaveLength(40 - GUESSES);
  expect(vi.mocked(matchNobody), 'no further password is compared').toHaveBeenCalledTimes(GUESSES);
});

test('an unknown name is compared too, so that the time of an answer does not tell known names', async () => {
  gateway.advance(REFILL_MS);
  vi.mocked(matchNobody).mockClear();
  const audit = `${LCP}/admin/audit/users/user1`;
  expectError(await ask(gateway, 'GET', audit, basic('nobody', 'guess')), 401, 'ERROR_REQUEST');
  expect(vi.mocked(matchNobody).mock.calls).toEqual([['guess', 'sha_256']]);
});
