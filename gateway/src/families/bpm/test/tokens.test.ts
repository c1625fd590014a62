/** Bearer tokens checked by the published keys of an identity provider: rotation, outages, forgeries. */
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bpmSchema } from '../config.ts';
import { Unavailable } from '../../../unavailable.ts';
import { AUDIENCE, bpmConfig, command, ISSUER } from '../../../../test/support/bpm.ts';
import { createBrokenGateway } from '../../../../test/support/broken-gateway.ts';
import { type JsonServer, startJsonServer } from '../../../../test/support/json-server.ts';
import { createBpmTokens, type ReadBpmToken } from '../tokens.ts';

type Algorithm = 'RS256' | 'ES256';

const newKey = async (kid: string, alg: Algorithm = 'RS256') => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};
type Key = Awaited<ReturnType<typeof newKey>>;

let provider: JsonServer;
let published: readonly unknown[] = [];
let first: Key;
let elliptic: Key;
let read: ReadBpmToken;

const CLOCK = { now: () => new Date() };
const readerOf = (jwksUrl: string): ReadBpmToken =>
  createBpmTokens(bpmSchema.parse({ issuer: ISSUER, audience: AUDIENCE, jwksUrl }), CLOCK);

beforeAll(async () => {
  provider = await startJsonServer(() => ({ status: 200, body: { keys: published } }));
  first = await newKey('first');
  elliptic = await newKey('elliptic', 'ES256');
});
afterAll(() => provider.close());

beforeEach(() => {
  // Keys expire by the faked clock; timers stay real, because the network needs them.
  vi.useFakeTimers({ toFake: ['Date'] });
  published = [first.jwk, elliptic.jwk];
  provider.instead = null;
  read = readerOf(`${provider.url}/jwks`);
});
afterEach(() => {
  vi.useRealTimers();
});

interface Claims {
  readonly issuer?: string;
  readonly audience?: string | string[];
  readonly subject?: string | null;
  readonly expiresIn?: number | null;
  readonly notBefore?: number;
}

const claimsOf = (builder: SignJWT, { issuer, audience, subject, expiresIn, notBefore }: Claims): SignJWT => {
  const now = Math.floor(Date.now() / 1000);
  builder.setIssuer(issuer ?? ISSUER).setAudience(audience ?? AUDIENCE);
  if (subject !== null) {
    builder.setSubject(subject ?? '1234');
  }
  if (expiresIn !== null) {
    builder.setExpirationTime(now + (expiresIn ?? 600));
  }
  return notBefore === undefined ? builder : builder.setNotBefore(now + notBefore);
};

const signedBy = (key: Key, claims: Claims = {}, header: { kid?: string; alg?: string } = {}): Promise<string> =>
  claimsOf(new SignJWT({ roles: ['customer'], name: 'Jane Doe' }), claims)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token of the provider', () => {
  test('identifies its user, by any of the keys; the keys are fetched once', async () => {
    const asked = provider.requests.length;
    expect(await read(await signedBy(first))).toMatchObject({
      subject: '1234',
      userId: '1234',
      isCustomer: true,
      isAdmin: false,
      profile: { displayName: 'Jane Doe', emailAddress: null },
    });
    expect(await read(await signedBy(elliptic))).toMatchObject({ userId: '1234' });
    expect(await read(await signedBy(first, { audience: ['another', AUDIENCE] }))).not.toBeNull();
    expect(provider.requests.length - asked).toBe(1);
  });

  test.each([
    ['of another issuer', { issuer: 'https://evil.example.com' }],
    ['of an issuer that begins alike', { issuer: `${ISSUER}.evil.example.com` }],
    ['for another audience', { audience: 'somebody' }],
    ['expired', { expiresIn: -61 }],
    ['without an end', { expiresIn: null }],
    ['of tomorrow', { notBefore: 86_400 }],
    ['without a subject', { subject: null }],
  ] as const)('%s is refused', async (_name, claims) => {
    expect(await read(await signedBy(first, claims))).toBeNull();
  });

  test('expires while it is in use', async () => {
    const token = await signedBy(first, { expiresIn: 60 });
    expect(await read(token)).not.toBeNull();
    vi.setSystemTime(Date.now() + 121_000);
    expect(await read(token)).toBeNull();
  });
});

describe('a token of another issuer', () => {
  test('signed by the attacker’s key, under any key id', async () => {
    const mallory = await newKey('mallory');
    for (const kid of ['mallory', 'first', 'elliptic', '../first', '']) {
      expect(await read(await signedBy(mallory, {}, { kid })), kid).toBeNull();
    }
  });

  test('with a key in its own header', async () => {
    const mallory = await newKey('first');
    const header = { alg: 'RS256', kid: 'first', jwk: mallory.jwk, jku: `${provider.url}/mallory` };
    const token = await claimsOf(new SignJWT({ roles: ['admin'] }), {})
      .setProtectedHeader(header)
      .sign(mallory.privateKey);
    const asked = provider.requests.length;
    expect(await read(token)).toBeNull();
    expect(provider.requests.slice(asked).map(({ path }) => path)).toEqual(['/jwks']);
  });

  test('signed with the public key as a shared secret', async () => {
    const secrets = [await exportSPKI(first.publicKey), JSON.stringify(first.jwk), String(first.jwk.n), ''];
    for (const secret of secrets.filter((each) => each !== '')) {
      for (const alg of ['HS256', 'HS384', 'HS512']) {
        const token = await claimsOf(new SignJWT({ roles: ['admin'] }), {})
          .setProtectedHeader({ alg, kid: 'first' })
          .sign(new TextEncoder().encode(secret));
        expect(await read(token), alg).toBeNull();
      }
    }
  });

  test('signed with a shared secret that the provider publishes by mistake', async () => {
    const secret = 'a-secret-that-was-never-meant-to-be-published';
    published = [...published, { kty: 'oct', kid: 'oct', alg: 'HS256', k: Buffer.from(secret).toString('base64url') }];
    const token = await claimsOf(new SignJWT({ roles: ['admin'] }), {})
      .setProtectedHeader({ alg: 'HS256', kid: 'oct' })
      .sign(new TextEncoder().encode(secret));
    expect(await read(token)).toBeNull();
  });

  test('unsigned, or with another algorithm than the key’s', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: '1234', iss: ISSUER, aud: AUDIENCE, exp: now + 600, roles: ['admin'] };
    const [, payload, signature] = (await signedBy(first)).split('.');
    const tokens = [
      new UnsecuredJWT(claims).encode(),
      `${segment({ alg: 'none' })}.${segment(claims)}.`,
      `${segment({ alg: 'None', kid: 'first' })}.${segment(claims)}.${signature ?? ''}`,
      `${segment({ alg: 'ES256', kid: 'first' })}.${payload ?? ''}.${signature ?? ''}`,
      `${segment({ alg: 'RS256', kid: 'elliptic' })}.${payload ?? ''}.${signature ?? ''}`,
      `${segment({ alg: 'RS256', kid: 'first', crit: ['exp'] })}.${payload ?? ''}.${signature ?? ''}`,
    ];
    for (const token of tokens) {
      expect(await read(token), token.slice(0, 40)).toBeNull();
    }
  });

  test('with the claims of another token', async () => {
    const [header, , signature] = (await signedBy(first)).split('.');
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: '1', iss: ISSUER, aud: AUDIENCE, exp: now + 600, roles: ['admin'] };
    expect(await read(`${header ?? ''}.${segment(claims)}.${signature ?? ''}`)).toBeNull();
  });
});

describe('keys that change', () => {
  test('a new key is fetched, but not for every unknown key id; an old one stops working', async () => {
    const old = await signedBy(first);
    expect(await read(old)).not.toBeNull();
    const second = await newKey('second');
    published = [second.jwk];
    const asked = provider.requests.length;
    for (let index = 0; index < 5; index += 1) {
      expect(await read(await signedBy(second))).toBeNull();
    }
    expect(provider.requests.length, 'just fetched: not fetched again').toBe(asked);
    vi.setSystemTime(Date.now() + 31_000);
    expect(await read(await signedBy(second))).not.toBeNull();
    expect(provider.requests.length).toBe(asked + 1);
    expect(await read(old), 'its key was removed').toBeNull();
  });

  test('a key removed without a replacement works until the cached keys expire', async () => {
    const token = await signedBy(first, { expiresIn: 3600 });
    expect(await read(token)).not.toBeNull();
    published = [elliptic.jwk];
    vi.setSystemTime(Date.now() + 601_000);
    expect(await read(token)).toBeNull();
  });
});

describe('a provider that cannot be reached', () => {
  const OUTAGES: readonly (readonly [string, NonNullable<JsonServer['instead']>])[] = [
    ['breaks the connection', () => null],
    ['answers 500', () => ({ status: 500, body: { keys: [] } })],
    ['answers an HTML page', () => ({ status: 200, body: '<html></html>' })],
    ['answers no key set', () => ({ status: 200, body: { hello: 'world' } })],
    ['sends elsewhere', () => ({ status: 302, body: { keys: [] } })],
  ];

  test.each(OUTAGES)(
    '%s: no token is refused as invalid for it, and tokens work again afterwards',
    async (_name, outage) => {
      provider.instead = outage;
      const token = await signedBy(first);
      await expect(read(token)).rejects.toBeInstanceOf(Unavailable);
      expect(await read(token)).not.toBeNull();
    },
  );

  test('keys fetched before are used for ten minutes', async () => {
    const token = await signedBy(first, { expiresIn: 3600 });
    expect(await read(token)).not.toBeNull();
    provider.instead = () => null;
    vi.setSystemTime(Date.now() + 500_000);
    expect(await read(token)).not.toBeNull();
    vi.setSystemTime(Date.now() + 101_000);
    await expect(read(token)).rejects.toBeInstanceOf(Unavailable);
  });

  test('over HTTP: 503 with Retry-After; a bad token is still 401', async () => {
    const bpm = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: `${provider.url}/jwks` };
    // A request whose user cannot be identified must not reach the database.
    const gateway = createBrokenGateway(new Error('asked'), bpmConfig({ bpm }));
    provider.instead = () => null;
    const token = await signedBy(first);
    const away = await command(gateway, 'CheckLivenessStatusQuery', token);
    expect([away.status, away.headers.get('retry-after'), away.body]).toEqual([
      503,
      '2',
      { isSuccessful: false, statusCode: '99', message: 'The service is not available now.', data: null },
    ]);
    const mallory = await signedBy(await newKey('first'));
    const forged = await command(gateway, 'CheckLivenessStatusQuery', mallory);
    expect([forged.status, forged.body['statusCode']]).toEqual([401, '05']);
    const known = await command(gateway, 'CheckLivenessStatusQuery', token);
    expect([known.status, known.body['statusCode']]).toEqual([500, '99']);
  });
});
