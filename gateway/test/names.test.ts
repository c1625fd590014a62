/**
 * Ids, names and references beyond ASCII, over a socket: the same text in each header, body, token, callback, search and
 * erasure, however it was encoded; what is not valid text is refused and changes nothing.
 */
import { randomUUID } from 'node:crypto';
import { decodeHeaderText, encodeHeaderText, HEADERS } from 'lifesign/contract';
import { describe, expect, test } from 'vitest';
import { hashPassword } from '../src/admin/password.ts';
import { getReferenceImage } from '../src/families/coe/use-cases/reference-image.ts';
import { ADMIN, admin, signIn } from './support/admin.ts';
import { command, ISSUER, tokenOf } from './support/bpm.ts';
import { ask } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { START } from './support/e-verify.ts';
import { E_VERIFY_ACCOUNT, E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import {
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
  until,
} from './support/harness.ts';
import { coeAnswer, lcpAnswer } from './support/hazards.ts';
import { type JsonServer, startJsonServer } from './support/json-server.ts';
import { ADMIN as LCP_ADMIN, ADMIN_USERS, auditOf, basic, LCP } from './support/lcp.ts';
import { serveApp, type Served } from './support/socket.ts';
import { opening } from './support/opening.ts';

const IDS = ['José', 'Łukasz', '李小龍', 'Ольга', '100%', 'a%20b', 'à 😀'] as const;

const decomposed = (text: string): string => text.normalize('NFD');

const pictureOf = (id: string): string => `${LCP}/admin/reference-images/${encodeURIComponent(id)}`;

onBothDatabases((location) => {
  let partner: JsonServer;
  let gateway: TestGateway;
  let served: Served;
  let cookie: string;

  opening(async (closing) => {
    partner = closing(await startJsonServer(() => ({ status: 404 })));
    const { host } = new URL(partner.url);
    const { bpm, eVerify, partners } = familiesConfig();
    const config = testConfig({
      bpm,
      eVerify,
      lcp: {
        provider: { type: 'lifesign' },
        userDetails: { type: 'reference-images' },
        auth: { type: 'basic_http', users: [...ADMIN_USERS, { ...ADMIN_USERS[0], username: 'Zoë' }] },
      },
      admin: { users: [{ name: ADMIN.name, passwordHash: await hashPassword(ADMIN.password, 2 ** 10) }] },
    });
    gateway = closing(
      await startGateway({
        config: {
          ...config,
          partners: config.partners.map((each) =>
            each.clientId === partners[0]?.clientId
              ? {
                  ...each,
                  referenceImage: { ...each.referenceImage, endpoint: `${partner.url}/r`, allowHosts: [host] },
                }
              : each,
          ),
        },
        database: location(),
        getReferenceImage,
      }),
    );
    served = closing(await serveApp(gateway.app));
    cookie = await signIn(served);
  });

  const totalOf = async (path: string, query: Readonly<Record<string, string>>): Promise<unknown> =>
    (await admin(served, 'GET', `${path}?${new URLSearchParams(query).toString()}`, cookie)).body['total'];

  const erase = (family: string, tenant: string, userId: string) =>
    admin(served, 'POST', 'erase-person', cookie, { family, tenant, userId, reason: 'asked for' });

  const startEVerify = async (clientToken: string): Promise<string> => {
    const body = { client_session_token: clientToken };
    const reply = await ask(served, 'POST', START, { 'x-api-key': E_VERIFY_KEY }, body);
    return (reply.body as { session_id: string }).session_id;
  };

  describe('CoE', () => {
    test.each(IDS)('%s: sent, returned, called back, found and erased', async (userId) => {
      const partnerSessionId = `${userId} ${randomUUID()}`;
      const one = await launch(served, { userId: decomposed(userId), partnerSessionId });
      const sent = gateway.callbacks.length;
      const { submissionId } = await submit(served, one);
      expect(await finished(served, one, submissionId)).toMatchObject({ status: 'COMPLETED' });
      const called = await until(
        () => gateway.callbacks[sent],
        (callback) => callback !== undefined,
      );
      expect(JSON.parse(called?.body ?? '')).toMatchObject({ userId, partnerSessionId });

      const spellings = [userId, decomposed(userId), encodeHeaderText(userId), encodeHeaderText(decomposed(userId))];
      for (const spelling of spellings) {
        const details = await call<{ partnerSessionId: string }>(served, 'GET', '/coe/v1/submissions', {
          [HEADERS.token]: one.partnerToken,
          [HEADERS.partnerSessionId]: encodeHeaderText(decomposed(partnerSessionId)),
          [HEADERS.partnerUserId]: spelling,
        });
        expect([spelling, details.status, details.body.data.partnerSessionId]).toEqual([
          spelling,
          200,
          partnerSessionId,
        ]);
      }
      const log = await call<{ deliveries: unknown[] }>(served, 'GET', '/coe-partner/v1/callback-deliveries', {
        [HEADERS.token]: one.partnerToken,
        [HEADERS.partnerSessionId]: partnerSessionId,
      });
      expect(log.body.data.deliveries).toHaveLength(1);

      for (const spelling of [userId, decomposed(userId)]) {
        expect(await totalOf('checks', { userId: spelling })).toBe(1);
        expect(await totalOf('audit', { userId: spelling })).not.toBe(0);
      }
      expect((await erase('coe', CLIENT_ID, decomposed(userId))).body).toEqual({ pictures: 1, checks: 1 });
    });

    test('the same person under two spellings opens one session, and another person does not', async () => {
      const partnerSessionId = `сессия-${randomUUID()}`;
      await launch(served, { userId: 'José', partnerSessionId });
      await launch(served, { userId: decomposed('José'), partnerSessionId: decomposed(partnerSessionId) });
      await expect(launch(served, { userId: 'Jose', partnerSessionId })).rejects.toThrow(
        'DUPLICATE_PARTNER_SESSION_ID',
      );
    });

    test('a percent sign in a plain id is a percent sign', async () => {
      const partnerSessionId = randomUUID();
      await launch(served, { userId: 'Jos%C3%A9', partnerSessionId });
      await expect(launch(served, { userId: 'José', partnerSessionId })).rejects.toThrow(
        'DUPLICATE_PARTNER_SESSION_ID',
      );
    });

    test('the token of the old way names the user as well', async () => {
      const answer = await call<{ token: string }>(served, 'GET', '/v2/coe/authentication', {
        [HEADERS.clientId]: CLIENT_ID,
        [HEADERS.passKey]: PASS_KEY,
        [HEADERS.onboardingPartner]: ONBOARDING.STANDALONE_LIVENESS,
        [HEADERS.partnerUserId]: decomposed('Łukasz José'),
        [HEADERS.partnerUserIdType]: 'Тип',
      });
      const [, payload = ''] = answer.body.data.token.split('.');
      expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
        sub: 'Łukasz José',
        userId: 'Łukasz José',
        userIdType: 'Тип',
      });
    });

    test('the partner is asked for a reference image by the same ids', async () => {
      const partnerSessionId = `会话 ${randomUUID()}`;
      const one = await launch(served, { userId: '李小龍', partnerSessionId, flow: 'FACE_VERIFICATION' });
      const { submissionId } = await submit(served, one);
      await finished(served, one, submissionId);
      const asked = partner.requests.at(-1)?.headers ?? {};
      const told = [HEADERS.partnerUserId, HEADERS.partnerUserIdType, HEADERS.partnerSessionId].map((name) =>
        decodeHeaderText(String(asked[name])),
      );
      expect(told).toEqual(['李小龍', 'TEST_ID', partnerSessionId]);
      expect(asked[HEADERS.partnerUserId]).toBe("UTF-8''%E6%9D%8E%E5%B0%8F%E9%BE%8D");
    });

    test('invalid text is refused by the field’s name and opens nothing', async () => {
      const token = await partnerTokenOf(served);
      const before = await gateway.db.selectFrom('session').select('id').execute();
      const post = (userId: Uint8Array): Promise<string> => {
        const body = JSON.stringify({ flow: 'STANDALONE_LIVENESS', source: 'SDK' });
        const head = [
          'POST /coe-partner/v1/initiate-flow HTTP/1.1',
          'host: gateway',
          'connection: close',
          'content-type: application/json',
          `content-length: ${body.length}`,
          `${HEADERS.token}: ${token}`,
          `${HEADERS.onboardingPartner}: ${ONBOARDING.STANDALONE_LIVENESS}`,
          `${HEADERS.partnerUserIdType}: TEST_ID`,
          `${HEADERS.partnerSessionId}: ${randomUUID()}`,
          `${HEADERS.partnerUserId}: `,
        ].join('\r\n');
        return served.exchange(Buffer.concat([Buffer.from(head), userId, Buffer.from(`\r\n\r\n${body}`)]));
      };
      const refused = [
        Buffer.from('José', 'latin1'),
        Buffer.from('李').subarray(0, 2),
        Buffer.from('\u0085next'),
        Buffer.from("UTF-8''Jos%E9"),
        Buffer.from("UTF-8''100%"),
        Buffer.from("UTF-8''a%00b"),
        Buffer.from("UTF-8''a%0D%0Ab"),
        Buffer.from('é'.repeat(201)),
        Buffer.from(encodeHeaderText('é'.repeat(201))),
      ];
      for (const bytes of refused) {
        const answer = await post(bytes);
        expect(answer.split('\r\n', 1)[0]).toBe('HTTP/1.1 400 Bad Request');
        expect(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).toEqual(
          coeAnswer('1539', 'INVALID_X_PARTNER_USER_ID'),
        );
      }
      expect(await gateway.db.selectFrom('session').select('id').execute()).toHaveLength(before.length);
      // The longest allowed; and Node's own parser refuses control characters.
      expect(await post(Buffer.from('é'.repeat(200)))).toContain('HTTP/1.1 200 OK');
      expect(await post(Buffer.from('a\u0000b'))).toContain('HTTP/1.1 400 Bad Request');
      expect(await gateway.db.selectFrom('session').select('id').execute()).toHaveLength(before.length + 1);
    });
  });

  describe('BPM', () => {
    test.each(IDS)('a session and a repeat under the name %s', async (name) => {
      const sub = String(1000 + IDS.indexOf(name));
      const token = await tokenOf({ sub, claims: { name } });
      const sessionId = `${name} ${randomUUID()}`;
      const begun = await command(served, 'StartLivenessSessionCommand', token, { sessionId: decomposed(sessionId) });
      expect(begun.body.data['sessionId']).toBe(sessionId);
      expect((await command(served, 'StartLivenessSessionCommand', token, { sessionId })).body['statusCode']).toBe(
        '06',
      );
      const ids: unknown[] = [];
      for (const key of [name, decomposed(name), encodeHeaderText(name)]) {
        const record = await command(
          served,
          'UpdateLivenessCheckCommand',
          token,
          { sessionId: key === name ? sessionId : decomposed(sessionId), isSuccessful: false },
          { 'idempotency-key': key, 'x-device-platform': name },
        );
        ids.push(record.body.data['id']);
        expect(record.body.data['sessionId']).toBe(sessionId);
      }
      expect(new Set(ids).size).toBe(1);
      const reader = await tokenOf({ roles: ['admin'], sub: 'ädmin' });
      for (const spelling of [sessionId, decomposed(sessionId)]) {
        const found = await command(served, 'RetrieveLivenessChecksQuery', reader, { sessionId: spelling });
        const [item] = found.body.data['Items'] as readonly Record<string, string>[];
        expect(item).toMatchObject({ Id: ids[0], SessionId: sessionId });
        expect(JSON.parse(item?.['DeviceInfo'] ?? '')).toMatchObject({ devicePlatform: name });
        expect(await totalOf('checks', { reference: spelling })).toBe(1);
      }
      const user = await command(served, 'GetUserLivenessCheckQuery', reader, { userId: Number(sub) });
      expect(user.body.data['DisplayName']).toBe(name);
      expect((await erase('bpm', ISSUER, sub)).body).toEqual({ pictures: 0, checks: 1 });
    });

    test('a body or a key that is not UTF-8 is refused', async () => {
      const token = await tokenOf({ sub: '999' });
      const post = (header: Uint8Array, body: Uint8Array): Promise<string> =>
        served.exchange(
          Buffer.concat([
            Buffer.from(
              `POST /api/BPMSelfService/commands/UpdateLivenessCheckCommand HTTP/1.1\r\nhost: gateway\r\n` +
                `connection: close\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\n` +
                `content-length: ${body.length}\r\nidempotency-key: `,
            ),
            header,
            Buffer.from('\r\n\r\n'),
            body,
          ]),
        );
      const body = '{"sessionId":"José","isSuccessful":false}';
      const badKey = await post(Buffer.from('clé', 'latin1'), Buffer.from(body));
      expect(badKey).toContain('"statusCode":"01","message":"idempotency-key is not valid."');
      const badBody = await post(Buffer.from('key'), Buffer.from(body, 'latin1'));
      expect(badBody).toContain('"statusCode":"01","message":"The body is not JSON."');
      const stored = await gateway.db.selectFrom('bpm_user').select('id').where('id', '=', '999').execute();
      expect(stored).toEqual([]);
    });
  });

  describe('e-verify', () => {
    test.each(IDS)('a session with the client token %s', async (name) => {
      const token = `session of ${name}`;
      const first = await startEVerify(decomposed(token));
      expect(await startEVerify(token)).toBe(first);
      for (const spelling of [token, decomposed(token)]) {
        expect(await totalOf('audit', { family: 'e-verify', userId: spelling })).toBe(1);
      }
      expect((await erase('e-verify', E_VERIFY_ACCOUNT, decomposed(token))).status).toBe(200);
      expect(await startEVerify(token)).not.toBe(first);
    });

    test('a body that is not UTF-8 is refused', async () => {
      const body = Buffer.from('{"client_session_token":"session of José"}', 'latin1');
      const head =
        `POST ${START} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\ncontent-type: application/json\r\n` +
        `x-api-key: ${E_VERIFY_KEY}\r\ncontent-length: ${body.length}\r\n\r\n`;
      const answer = await served.exchange(Buffer.concat([Buffer.from(head), body]));
      expect(answer).toContain('400 Bad Request');
      expect(answer).toContain('"code":"invalid_input"');
    });
  });

  describe('Liveness Check Proxy', () => {
    test.each(IDS)('%s: reference picture, token and log, and nothing left after erasure', async (userId) => {
      const stored = await served.app.request(pictureOf(decomposed(userId)), {
        method: 'PUT',
        headers: { ...LCP_ADMIN, 'content-type': 'image/jpeg' },
        body: new Uint8Array(await jpeg()),
      });
      expect(stored.status).toBe(204);
      const begun = await ask(served, 'POST', `${LCP}/liveness/init`, {}, { userId });
      const { reference } = begun.body as { reference: string };
      // The token is this user's under the other spelling too: the capture fails. Another user's token is unknown.
      const record = { image: Buffer.from('{}').toString('base64'), reference };
      const body = { userId: decomposed(userId), livenessRecord: record };
      const verified = await ask(served, 'POST', `${LCP}/liveness/verify`, {}, body);
      expect(verified.body).toEqual(lcpAnswer('ERROR_REQUEST'));
      const stranger = { userId: `${userId}x`, livenessRecord: record };
      expect((await ask(served, 'POST', `${LCP}/liveness/verify`, {}, stranger)).body).toEqual(
        lcpAnswer('USER_NOT_ENROLLED'),
      );
      const records = await auditOf(served, userId);
      expect(records).toHaveLength(5);
      expect(await auditOf(served, decomposed(userId))).toEqual(records);
      const [newest] = records;
      const detail = await ask(served, 'GET', `${LCP}/admin/audit/${newest?.id ?? ''}`, LCP_ADMIN);
      expect(detail.body).toMatchObject({ params: { userId } });
      expect(await erase('lcp', 'liveness-check-proxy', decomposed(userId))).toMatchObject({
        status: 200,
        body: { pictures: 2 },
      });
      expect((await ask(served, 'POST', `${LCP}/liveness/init`, {}, { userId })).body).toEqual(
        lcpAnswer('USER_DETAILS_MISSING'),
      );
    });

    test('an administrator by either spelling of the name', async () => {
      for (const name of ['Zoë', decomposed('Zoë')]) {
        const reply = await ask(served, 'GET', `${LCP}/admin/audit/users/u`, basic(name, 'admin-password'));
        expect(reply.status).toBe(200);
      }
    });

    test('a path or a body that is not UTF-8 is refused', async () => {
      for (const [method, path] of [
        ['GET', `${LCP}/admin/audit/users/Jos%E9`],
        ['PUT', `${LCP}/admin/reference-images/Jos%E9`],
        ['DELETE', `${LCP}/admin/reference-images/Jos%E9`],
      ] as const) {
        const reply = await ask(served, method, path, LCP_ADMIN);
        expect([path, reply.status, reply.body]).toEqual([path, 400, lcpAnswer('ERROR_REQUEST')]);
      }
      const body = Buffer.from('{"userId":"José"}', 'latin1');
      const head =
        `POST ${LCP}/liveness/init HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
      expect(await served.exchange(Buffer.concat([Buffer.from(head), body]))).toContain('"code":"ERROR_REQUEST"');
      const kept = await gateway.db.selectFrom('lcp_reference_image').select('user_id').execute();
      expect(kept).toEqual([]);
    });
  });

  test('rows stored decomposed by an earlier release are found and erased as well', async () => {
    const userId = 'Zoé';
    await gateway.db
      .insertInto('liveness_check')
      .values({
        id: randomUUID(),
        family: 'e-verify',
        tenant: E_VERIFY_ACCOUNT,
        user_id: decomposed(userId),
        reference: 'r',
        state: 'live',
        reason: null,
        score: 1,
        device_verdict: null,
        evidence: null,
        details: '{}',
        created_at: new Date(),
      })
      .execute();
    expect(await totalOf('checks', { userId })).toBe(1);
    expect((await erase('e-verify', E_VERIFY_ACCOUNT, userId)).body).toEqual({ pictures: 0, checks: 1 });
  });
});
