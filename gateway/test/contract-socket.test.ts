/** Over a real socket: the published document, and what holds for every path: methods, slashes, content types. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import { startGateway, type TestGateway } from './support/harness.ts';
import { ADMIN, ADMIN_USERS, LCP } from './support/lcp.ts';
import { tokenOf } from './support/bpm.ts';
import { type Served, serveApp } from './support/socket.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, unknown>>;
    readonly headers: Readonly<Record<string, unknown>>;
  };
}

let gateway: TestGateway;
let served: Served;
let document: Document;

beforeAll(async () => {
  gateway = await startGateway({ config: familiesConfig(ADMIN_USERS) });
  served = await serveApp(gateway.app);
  document = (await (await served.app.request('/openapi.json')).json()) as Document;
}, 120_000);
afterAll(async () => {
  await served.close();
  await gateway.close(2000);
});

const operations = (): readonly (readonly [string, Operation])[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );

describe('the document', () => {
  test('every operation has its own id and defined security schemes, and every scheme is used', () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['storeReferenceImage', 'eraseReferenceImage']));
    const names = new Set(operations().flatMap(([, { security }]) => security.flatMap(Object.keys)));
    expect([...names].toSorted()).toEqual(Object.keys(document.components.securitySchemes).toSorted());
    expect(operations().filter(([, { security }]) => security.length === 0)).toEqual([]);
  });

  test('patterns match their examples', () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '""']) => JSON.parse(text) as string,
    );
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\/[a-z]*$/);
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
    expect(patterns.some((pattern) => new RegExp(pattern, 'u').test('José'))).toBe(true);
  });

  test('headers, servers, webhooks', () => {
    expect(document.servers).toEqual([{ url: 'https://gateway.example.com' }]);
    for (const [name, { responses, parameters = [] }] of operations()) {
      expect(parameters.map((each) => each.name.toLowerCase())).not.toContain('authorization');
      for (const [status, { headers = {} }] of Object.entries(responses)) {
        expect([name, status, Object.keys(headers)]).toEqual([
          name,
          status,
          expect.arrayContaining(['429', '503'].includes(status) ? ['x-request-id', 'retry-after'] : ['x-request-id']),
        ]);
      }
    }
    const started = document.paths['/v1/biometrics/liveness/start']?.['post']?.responses['200'];
    expect(started?.headers).toHaveProperty('x-lifesign-capture-token');
    expect(Object.keys(document.webhooks)).toEqual(['submissionFinished', 'referenceImage']);
    expect(JSON.stringify(document.webhooks)).toContain('"example"');
  });

  test('without a configured address the server URL is relative to the document', async () => {
    const other = await startGateway({ config: familiesConfig(), derivePublicUrl: true });
    const described = (await (await other.app.request('/openapi.json')).json()) as Document;
    expect(described.servers).toEqual([{ url: '.' }]);
    await other.close(2000);
  });
});

/** One path of each family, with the credentials of its callers. */
const callers = async () => ({
  '/coe/v1/submissions': {},
  '/v1/biometrics/face-match': { 'x-api-key': E_VERIFY_KEY },
  '/api/BPMSelfService/commands/CheckLivenessStatusQuery': { authorization: `Bearer ${await tokenOf()}` },
  [`${LCP}/liveness/init`]: {},
  [`${LCP}/admin/audit/users/user1`]: ADMIN,
});

test('an unknown method of a path is 405 with Allow, in the family’s error format', async () => {
  const allowed: Record<string, unknown> = {};
  for (const [path, headers] of Object.entries(await callers())) {
    const response = await served.app.request(path, { method: 'PATCH', headers });
    const body = (await response.json()) as Record<string, unknown>;
    allowed[path] = [response.status, response.headers.get('allow'), Object.keys(body)[0]];
  }
  expect(allowed).toEqual({
    '/coe/v1/submissions': [405, 'GET, HEAD', 'success'],
    '/v1/biometrics/face-match': [405, 'POST', 'request_id'],
    '/api/BPMSelfService/commands/CheckLivenessStatusQuery': [405, 'POST', 'isSuccessful'],
    [`${LCP}/liveness/init`]: [405, 'POST', 'status'],
    [`${LCP}/admin/audit/users/user1`]: [405, 'GET, HEAD', 'status'],
  });
  const unknown = await served.app.request('/coe/v1/nothing', { method: 'PATCH' });
  expect([unknown.status, unknown.headers.get('allow')]).toEqual([404, null]);
});

test('a slash at the end changes nothing', async () => {
  for (const path of [
    '/healthz',
    '/openapi.json',
    '/v1/coe/partner/authentication',
    `${LCP}/admin/audit/users/user1`,
  ]) {
    const [plain, slashed] = [
      await served.app.request(path, { headers: ADMIN }),
      await served.app.request(`${path}/`, { headers: ADMIN }),
    ];
    expect([path, slashed.status, await slashed.text()]).toEqual([path, plain.status, await plain.text()]);
  }
});

test('a body without the content type JSON is 415 in every family', async () => {
  const bearer = { authorization: `Bearer ${await tokenOf()}` };
  for (const [path, headers] of [
    ['/v1/biometrics/face-match', { 'x-api-key': E_VERIFY_KEY }],
    ['/api/BPMSelfService/commands/SubmitLivenessCheckCommand', bearer],
    [`${LCP}/liveness/init`, {}],
  ] as const) {
    const response = await served.app.request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: '{"userId":"user1"}',
    });
    expect([path, response.status]).toEqual([path, 415]);
  }
});

test.each(['/openapi.json', '/docs/swagger-ui-bundle.js'])(
  'what is the same for every caller is compressed: %s',
  async (path) => {
    const get = (encoding: string) =>
      fetch(`http://127.0.0.1:${served.port}${path}`, { headers: { 'accept-encoding': encoding } });
    const [small, whole] = [await get('gzip'), await get('identity')];
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(small.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(whole.headers.get('content-encoding')).toBeNull();
    expect(await small.text()).toBe(await whole.text());
  },
);
