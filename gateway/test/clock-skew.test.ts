/** Clocks of machines differ: for every kind of token, a minute ahead or behind is accepted, and no more. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { HEADERS } from 'lifesign/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CLOCK_SKEW_SECONDS } from '../src/auth/verify-jwt.ts';
import { hashPassword } from '../src/admin/password.ts';
import { ADMIN, admin, signIn } from './support/admin.ts';
import { AUDIENCE, command, ISSUER, SECRET } from './support/bpm.ts';
import { ask } from './support/capture.ts';
import { START } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import { call, launch, partnerTokenOf, startGateway, testConfig, type TestGateway } from './support/harness.ts';
import { type JsonServer, startJsonServer } from './support/json-server.ts';
import { LCP } from './support/lcp.ts';
import { serveApp, type Served } from './support/socket.ts';
import { opening } from './support/opening.ts';

const TOLERATED = CLOCK_SKEW_SECONDS - 1;
const TOO_MUCH = CLOCK_SKEW_SECONDS + 1;

let issuer: JsonServer;
let privateKey: CryptoKey;
let gateway: TestGateway;
let served: Served;
/** Another process with the same master key, whose clock is moved. */
let other: TestGateway;

opening(async (closing) => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  ({ privateKey } = pair);
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  issuer = closing(
    await startJsonServer(({ path }) =>
      path === '/jwks'
        ? { status: 200, body: { keys: [jwk] } }
        : { status: 200, body: { issuer: issuer.url, jwks_uri: `${issuer.url}/jwks` } },
    ),
  );
  const { bpm, eVerify } = familiesConfig();
  const config = testConfig({
    bpm,
    eVerify,
    lcp: { provider: { type: 'mock' }, auth: { type: 'oauth2', issuerUri: issuer.url } },
    admin: { users: [{ name: ADMIN.name, passwordHash: await hashPassword(ADMIN.password, 2 ** 10) }] },
  });
  gateway = closing(await startGateway({ config }));
  other = closing(await startGateway({ config }));
  served = closing(await serveApp(gateway.app));
});

// Real time must not eat into the seconds at the edge; timers stay real, so that the network does too.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const TIMES: readonly (readonly [string, (skew: number) => JWTPayload])[] = [
  ['nbf ahead', (skew) => ({ nbf: nowSeconds() + skew, exp: nowSeconds() + 600 })],
  ['iat ahead', (skew) => ({ iat: nowSeconds() + skew, exp: nowSeconds() + 600 })],
  ['exp behind', (skew) => ({ exp: nowSeconds() - skew })],
];

describe.each(TIMES)('a bearer token with its %s', (_name, timesOf) => {
  const ofTheBank = async (skew: number): Promise<number> => {
    const token = await new SignJWT({ sub: '1234', roles: ['customer'], ...timesOf(skew) })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .sign(new TextEncoder().encode(SECRET));
    return (await command(served, 'CheckLivenessStatusQuery', token)).status;
  };

  const ofTheProxy = async (skew: number): Promise<number> => {
    const token = await new SignJWT({ sub: 'alice', roles: ['ADMIN'], ...timesOf(skew) })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(issuer.url)
      .sign(privateKey);
    const headers = { authorization: `Bearer ${token}` };
    return (await ask(served, 'GET', `${LCP}/admin/audit/users/u`, headers)).status;
  };

  test('of the BPM identity provider', async () => {
    expect([await ofTheBank(TOLERATED), await ofTheBank(TOO_MUCH)]).toEqual([200, 401]);
  });

  test('of the proxy’s authorization server', async () => {
    expect([await ofTheProxy(TOLERATED), await ofTheProxy(TOO_MUCH)]).toEqual([200, 401]);
  });
});

/** Tokens made by the other process, whose clock is ahead, and what this one answers. */
const OWN_TOKENS: readonly (readonly [string, number, () => Promise<number>])[] = [
  [
    'partner',
    400,
    async () => {
      const headers = { [HEADERS.token]: await partnerTokenOf(other), [HEADERS.partnerSessionId]: 'unknown' };
      return (await call(served, 'GET', '/coe/v1/submissions', headers)).status;
    },
  ],
  [
    'user',
    404,
    async () => {
      const { headers } = await launch(other);
      return (await call(served, 'GET', `/coe/v1/submissions/${randomUUID()}/status`, headers)).status;
    },
  ],
  [
    'capture',
    404,
    async () => {
      const body = { client_session_token: randomUUID() };
      const started = await ask(other, 'POST', START, { 'x-api-key': E_VERIFY_KEY }, body);
      const { session_id: id } = started.body as { session_id: string };
      const authorization = `Bearer ${started.headers.get('x-lifesign-capture-token') ?? ''}`;
      return (await ask(served, 'GET', `/v1/biometrics/liveness/${id}/capture`, { authorization })).status;
    },
  ],
  ['sign-in', 200, async () => (await admin(served, 'GET', 'me', await signIn(other))).status],
];

test.each(OWN_TOKENS)('a %s token of a process that is ahead', async (_name, accepted, statusOf) => {
  const statuses: number[] = [];
  for (const skew of [TOLERATED, TOO_MUCH]) {
    other.advance(skew * 1000);
    statuses.push(await statusOf());
    other.advance(-skew * 1000);
  }
  expect(statuses).toEqual([accepted, 401]);
});
