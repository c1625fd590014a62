/** What an operator relies on: retention, logs, limits, headers, the published contract. */
import { randomUUID } from 'node:crypto';
import { HEADERS } from 'lifesign/contract';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  begin,
  call,
  CLIENT_ID,
  finished,
  jpeg,
  launch,
  ONBOARDING,
  partnerTokenOf,
  PASS_KEY,
  startGateway,
  submit,
  testConfig,
  type TestGateway,
  upload,
} from './support/harness.ts';
import { opening } from './support/opening.ts';

let gateway: TestGateway;

opening(async (closing) => {
  const config = testConfig();
  gateway = closing(
    await startGateway({
      config: { ...config, rateLimits: { ...config.rateLimits, authentication: { perMinute: 60, burst: 30 } } },
    }),
  );
});

const DAY_MS = 86_400_000;

const referenceOf = async (partnerSessionId: string): Promise<string | null> => {
  const row = await gateway.db
    .selectFrom('session')
    .select('reference_image_url')
    .where('partner_session_id', '=', partnerSessionId)
    .executeTakeFirstOrThrow();
  return row.reference_image_url;
};

const storedImages = async (submissionId: string): Promise<number> => {
  const rows = await gateway.db
    .selectFrom('document_image')
    .innerJoin('document', 'document.id', 'document_image.document_id')
    .select('document.id')
    .where('document.submission_id', '=', submissionId)
    .execute();
  return rows.length;
};

describe('images at rest', () => {
  test('are encrypted, and erased when their retention ends; the verdict stays', async () => {
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one, { both: true });
    await finished(gateway, one, submissionId);
    const { sealed } = await gateway.db
      .selectFrom('document_image')
      .innerJoin('document', 'document.id', 'document_image.document_id')
      .select('sealed')
      .where('document.submission_id', '=', submissionId)
      .where('document.type', '=', 'SELFIE')
      .executeTakeFirstOrThrow();
    const marker = Buffer.from(await jpeg()).subarray(0, 64);
    expect(Buffer.from(sealed ?? []).includes(marker)).toBe(false);
    expect(sealed?.length).toBeGreaterThan(marker.length);

    await gateway.db
      .updateTable('session')
      .set({ reference_image_url: 'https://partner.example/ktp.jpg?signature=x' })
      .where('partner_session_id', '=', one.partnerSessionId)
      .execute();
    await gateway.eraseExpired();
    expect(await storedImages(submissionId)).toBe(2);
    expect(await referenceOf(one.partnerSessionId)).toContain('ktp.jpg');
    gateway.advance(30 * DAY_MS + 1000);
    try {
      expect(await gateway.eraseExpired()).toBeGreaterThanOrEqual(2);
      expect(await storedImages(submissionId)).toBe(0);
      const details = await call<Record<string, unknown>>(gateway, 'GET', '/coe/v1/submissions', {
        [HEADERS.token]: await partnerTokenOf(gateway),
        [HEADERS.submissionId]: submissionId,
      });
      expect(details.body.data).toMatchObject({ result: 'VALID', submissionDetails: { imageUrls: {} } });
      expect(await referenceOf(one.partnerSessionId)).toBeNull();
    } finally {
      gateway.advance(-30 * DAY_MS - 1000);
    }
  });

  test('of an attempt that was never confirmed are erased after a day, and can be uploaded again', async () => {
    const one = await launch(gateway);
    const { data } = (await begin(gateway, one)).body;
    await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', await jpeg());
    gateway.advance(DAY_MS + 1000);
    try {
      await gateway.eraseExpired();
    } finally {
      gateway.advance(-DAY_MS - 1000);
    }
    expect(await storedImages(data.submissionId)).toBe(0);
    const row = await gateway.db
      .selectFrom('document')
      .select(['status', 'sha256'])
      .where('submission_id', '=', data.submissionId)
      .where('type', '=', 'SELFIE')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'PENDING', sha256: null });
  });

  test('a picture moved to another record does not open', async () => {
    const one = await launch(gateway);
    const { submissionId } = await submit(gateway, one, { both: true });
    await finished(gateway, one, submissionId);
    const documents = await gateway.db
      .selectFrom('document_image')
      .innerJoin('document', 'document.id', 'document_image.document_id')
      .select(['document.id', 'sealed'])
      .where('submission_id', '=', submissionId)
      .execute();
    const [a, b] = documents;
    await gateway.db
      .updateTable('document_image')
      .set({ sealed: a?.sealed ?? new Uint8Array() })
      .where('document_id', '=', b?.id ?? '')
      .execute();
    const details = await call<{ submissionDetails: { imageUrls: Record<string, string> } }>(
      gateway,
      'GET',
      '/coe/v1/submissions',
      { [HEADERS.token]: one.partnerToken, [HEADERS.submissionId]: submissionId },
    );
    const url = Object.values(details.body.data.submissionDetails.imageUrls).find((each) =>
      each.includes(b?.id ?? '?'),
    );
    const { pathname, search } = new URL(url ?? '');
    expect((await gateway.app.request(`${pathname}${search}`)).status).toBe(500);
  });
});

test('the audit record of an attempt is complete, and the database refuses to change it', async () => {
  const one = await launch(gateway);
  const { submissionId } = await submit(gateway, one);
  await finished(gateway, one, submissionId);
  const { entries } = await gateway.audit.list({ checkId: submissionId, limit: 100, offset: 0 });
  expect(entries.map(({ action }) => action)).toEqual([
    'verdict',
    'attempt-confirmed',
    'image-stored',
    'attempt-opened',
  ]);
  const [verdict] = entries;
  expect(verdict).toMatchObject({
    family: 'coe',
    tenant: CLIENT_ID,
    actor: 'gateway',
    userId: 'user-1',
    outcome: 'accepted',
    images: [{ role: 'SELFIE' }],
  });
  expect(verdict?.detail).toEqual({
    state: 'live',
    reason: null,
    score: 0.97,
    decidedBy: 'engine',
    models: { fake: '0'.repeat(64) },
  });
  await expect(gateway.db.updateTable('audit_entry').set({ actor: 'x' }).execute()).rejects.toThrow('append-only');
  await expect(gateway.db.deleteFrom('audit_entry').execute()).rejects.toThrow('append-only');
  await expect(sql`truncate audit_entry`.execute(gateway.db)).rejects.toThrow('append-only');
  await expect(gateway.db.deleteFrom('audit_chain').execute()).rejects.toThrow('append-only');
});

test('logs hold no token, pass key, signature, evidence or query string', async () => {
  gateway.logLines.length = 0;
  const one = await launch(gateway);
  const { data } = (await begin(gateway, one)).body;
  await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', new TextEncoder().encode('no picture'));
  const { submissionId } = await submit(gateway, one);
  await finished(gateway, one, submissionId);
  await call(gateway, 'GET', '/v1/coe/partner/authentication', {
    [HEADERS.clientId]: CLIENT_ID,
    [HEADERS.passKey]: 'a-wrong-pass-key',
  });
  const log = gateway.logLines.join('');
  expect(log).toContain('"path":"/coe/v1/submissions/urls"');
  expect(log).toContain('"requestId"');
  const signature = new URL(data.documents.SELFIE?.documentUrl ?? '').searchParams.get('signature') ?? '?';
  const secrets = [one.token, one.partnerToken, PASS_KEY, 'a-wrong-pass-key', signature, data.nonce, one.publicKey];
  for (const secret of [...secrets, 'submissionType=', 'user-1']) {
    expect(log).not.toContain(secret);
  }
});

describe('limits', () => {
  test('a client that guesses pass keys gets 429 with Retry-After', async () => {
    const guess = () =>
      call(gateway, 'GET', '/v1/coe/partner/authentication', {
        [HEADERS.clientId]: CLIENT_ID,
        [HEADERS.passKey]: 'wrong',
      });
    gateway.advance(60_000);
    const statuses = [];
    while (statuses.length < 31) {
      statuses.push((await guess()).status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const limited = await guess();
    expect(limited.body.errors).toMatchObject([{ code: '429', cause: 'TOO_MANY_REQUESTS' }]);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    gateway.advance(2000);
    expect((await guess()).status).toBe(401);
    gateway.advance(60_000);
  });

  test('a token without a session is limited by its user, whatever session each call names', async () => {
    const config = testConfig();
    const strict = await startGateway({
      config: { ...config, rateLimits: { ...config.rateLimits, session: { perMinute: 1, burst: 2 } } },
    });
    try {
      const tokenOf = async (userId: string): Promise<string> => {
        const { body } = await call<{ token: string }>(strict, 'GET', '/v2/coe/authentication', {
          [HEADERS.clientId]: CLIENT_ID,
          [HEADERS.passKey]: PASS_KEY,
          [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
          [HEADERS.partnerUserId]: userId,
          [HEADERS.partnerUserIdType]: 'TEST_ID',
        });
        return body.data.token;
      };
      const ask = async (token: string): Promise<number> => {
        const headers = { [HEADERS.token]: token, [HEADERS.partnerSessionId]: randomUUID() };
        return (await call(strict, 'GET', '/coe/v1/submissions/x/status', headers)).status;
      };
      const token = await tokenOf('user-1');
      expect([await ask(token), await ask(token), await ask(token)]).toEqual([400, 400, 429]);
      expect(await ask(await tokenOf('user-2'))).toBe(400);
    } finally {
      await strict.close(2000);
    }
  });
});

const preflight = (path: string, method: string, origin = 'https://app.example.com') =>
  gateway.app.request(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'x-onekyc-token',
    },
  });

describe('headers', () => {
  test('a preflight from an allowed page, and from another', async () => {
    const allowed = await preflight('/coe/v1/submissions/urls', 'PUT');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('x-lifesign-public-key');
    expect((await preflight('/coe/v1/uploads/x', 'PUT')).headers.get('access-control-allow-origin')).not.toBeNull();
    const server = await preflight('/coe-partner/v1/initiate-flow', 'POST');
    expect(server.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the hosted page may call for a partner that names only pages of its own', async () => {
    const origin = 'https://verify.example.com';
    const allowed = await preflight('/coe/v1/submissions/urls', 'GET', origin);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    const one = await launch(gateway);
    expect((await begin(gateway, { ...one, headers: { ...one.headers, origin } })).status).toBe(200);
  });

  test('a page can read refusals and Retry-After as well', async () => {
    const origin = 'https://app.example.com';
    for (const [path, method] of [
      ['/coe/v1/submissions/urls', 'GET'],
      ['/coe/v1/submissions/urls', 'PUT'],
      ['/coe/v1/submissions/x/status', 'GET'],
      ['/coe/v1/uploads/x', 'PUT'],
    ] as const) {
      const refused = await gateway.app.request(path, { method, headers: { origin } });
      expect([401, 403]).toContain(refused.status);
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
      expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
    }
  });

  test('no answer may be framed, sniffed or cached', async () => {
    const { headers } = await gateway.app.request('/healthz');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('the published contract', () => {
  interface Document {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: unknown[] }>>;
    readonly components: { readonly schemas: Record<string, unknown> };
  }

  test('is OpenAPI 3.1, names every route, and every reference in it resolves', async () => {
    const document = (await (await gateway.app.request('/openapi.json')).json()) as Document;
    expect(document.openapi).toBe('3.1.0');
    expect(
      Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`)),
    ).toEqual(
      expect.arrayContaining([
        'get /v1/coe/partner/authentication',
        'get /v2/coe/authentication',
        'post /coe-partner/v1/initiate-flow',
        'get /coe/v1/submissions/urls',
        'put /coe/v1/submissions/urls',
        'put /coe/v1/uploads/{documentReference}',
        'get /coe/v1/submissions/{submissionId}/status',
        'get /coe/v1/submissions',
        'get /coe/v1/images/{documentReference}',
        'get /coe-partner/v1/callback-deliveries',
      ]),
    );
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name = ''] of references) {
      expect(document.components.schemas).toHaveProperty(name);
    }
    const headers = document.paths['/coe/v1/submissions/urls']?.['get']?.parameters;
    expect(headers).toContainEqual(expect.objectContaining({ in: 'header', name: 'x-onekyc-token', required: true }));
    expect(headers).toContainEqual(expect.objectContaining({ in: 'header', name: 'x-sdk-session-id', required: true }));
  });

  test('has a page that loads all its files from the gateway', async () => {
    const page = await gateway.app.request('/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const files = [...html.matchAll(/(?:src|href)="(docs\/[^"]+)"/g)].map(([, path]) => `/${path}`);
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect((await gateway.app.request(file)).status).toBe(200);
    }
  });
});
