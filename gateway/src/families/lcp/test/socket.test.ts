/** The Liveness Check Proxy over a socket: the documented example of a verification, with every provider. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Reply } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import {
  type FakeInnovatrics,
  INNOVATRICS_TOKEN,
  startFakeInnovatrics,
} from '../../../../test/support/fake-innovatrics.ts';
import { type FakeIproov, IPROOV, startFakeIproov } from '../../../../test/support/fake-iproov.ts';
import { jpeg, type TestGateway } from '../../../../test/support/harness.ts';
import { ADMIN, auditOf, LCP, startLcp } from '../../../../test/support/lcp.ts';
import { serveApp, type Served } from '../../../../test/support/socket.ts';

/** As documented. */
const IMAGE = 'c2VsZmllSW1hZ2U=';
const REFERENCE = '46a0c1fba98b9a1cae88353ae8279503';

const PROVIDERS = ['iproov', 'innovatrics', 'mock'] as const;
type Provider = (typeof PROVIDERS)[number];

interface Open {
  readonly gateway: TestGateway;
  readonly served: Served;
}

onBothDatabases((location) => {
  let iproov: FakeIproov;
  let innovatrics: FakeInnovatrics;
  const open = new Map<Provider, Open>();

  beforeAll(async () => {
    iproov = await startFakeIproov();
    innovatrics = await startFakeInnovatrics(Buffer.from(await jpeg(480, 640, 7)).toString('base64'));
    const { apiKey, apiSecret, username, password } = IPROOV;
    const settings = {
      iproov: { baseUrl: iproov.url, apiKey, apiSecret, oauthUsername: username, oauthPassword: password },
      innovatrics: { baseUrl: `${innovatrics.url}/identity`, token: INNOVATRICS_TOKEN },
      mock: {},
    };
    for (const type of PROVIDERS) {
      const gateway = await startLcp(location(), {
        userDetails: { type: 'reference-images' },
        provider: { type, ...settings[type] },
      });
      open.set(type, { gateway, served: await serveApp(gateway.app) });
    }
  }, 180_000);
  afterAll(async () => {
    for (const { gateway, served } of open.values()) {
      await served.close();
      await gateway.close(2000);
    }
    await iproov.close();
    await innovatrics.close();
  });

  const at = (provider: Provider): Open => {
    const found = open.get(provider);
    if (found === undefined) {
      throw new TypeError(`${provider} is not open`);
    }
    return found;
  };

  const init = async ({ served }: Open, userId: string): Promise<string | null> => {
    const reply = await ask(served, 'POST', `${LCP}/liveness/init`, {}, { userId });
    return (reply.body as { reference: string | null }).reference;
  };
  const verify = ({ served }: Open, userId: string, livenessRecord: unknown): Promise<Reply> =>
    ask(served, 'POST', `${LCP}/liveness/verify`, {}, { userId, livenessRecord });

  const newUser = async ({ served }: Open): Promise<string> => {
    const userId = randomUUID();
    const stored = await served.app.request(`${LCP}/admin/reference-images/${userId}`, {
      method: 'PUT',
      headers: ADMIN,
      body: new Uint8Array(await jpeg(480, 640, 8)),
    });
    expect(stored.status).toBe(204);
    return userId;
  };

  test.each(PROVIDERS)('%s ignores image or reference, whichever it does not use', async (provider) => {
    const here = at(provider);
    const userId = await newUser(here);
    const reference = (await init(here, userId)) ?? REFERENCE;
    iproov.streamed(reference, { passed: true });
    const verified = await verify(here, userId, { image: IMAGE, reference });
    expect([verified.status, verified.body]).toEqual([200, { result: 'ACCEPTED', selfie: null }]);
    // It is not stored either: the record has only the judged picture.
    const messages = (await auditOf(here.served, userId)).map(({ message }) => message);
    const recorded = `User with userId=${userId} recorded probe image.`;
    expect(messages.includes(recorded)).toBe(provider === 'innovatrics');
  });

  test.each([
    ['iproov', { image: IMAGE }],
    ['mock', { image: IMAGE }],
    ['innovatrics', { reference: REFERENCE }],
  ] as const)('%s requires the one that it uses', async (provider, record) => {
    const here = at(provider);
    const reply = await verify(here, await newUser(here), record);
    expect([reply.status, reply.body]).toMatchObject([400, { responseObject: { code: 'ERROR_REQUEST' } }]);
  });
});
