/** The Liveness Check Proxy over HTTP with our own engine and with the mock: the seed's examples field by field. */
import { hash } from 'bcryptjs';
import { describe, expect, test, vi } from 'vitest';
import { ask } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { livePerson } from '../../../../test/support/fake-engine.ts';
import { jpeg, sha256, type TestGateway } from '../../../../test/support/harness.ts';
import {
  ADMIN,
  ADMIN_USERS,
  auditOf,
  basic,
  expectError,
  init,
  LCP,
  recordFor,
  startLcp,
  tokenOf,
  verify,
} from '../../../../test/support/lcp.ts';
import { opening } from '../../../../test/support/opening.ts';

const post = (path: string, body: unknown, headers = {}) => ['POST', path, headers, body] as const;

const get = (path: string, headers = ADMIN) => ['GET', path, headers, undefined] as const;

onBothDatabases((location) => {
  let gateway: TestGateway;
  let face: Uint8Array;

  opening(async (closing) => {
    face = await jpeg(480, 640, 8);
    gateway = closing(
      await startLcp(location(), {
        provider: { type: 'lifesign' },
        userDetails: { type: 'reference-images' },
        includeSelfie: true,
      }),
    );
    await putReference('user-123');
  });

  const putReference = async (userId: string): Promise<void> => {
    const response = await gateway.app.request(`${LCP}/admin/reference-images/${userId}`, {
      method: 'PUT',
      headers: ADMIN,
      body: new Uint8Array(face),
    });
    expect(response.status).toBe(204);
  };

  const detailOf = async (id: string) =>
    (await ask(gateway, 'GET', `${LCP}/admin/audit/${id}`, ADMIN)).body as {
      readonly params: Readonly<Record<string, string>>;
    };

  test('init and verify: a live person who matches is accepted, and the audit log has the steps', async () => {
    const token = await tokenOf(gateway, 'user-123');
    const verified = await verify(gateway, 'user-123', await recordFor(token));
    const selfie = Buffer.from(await jpeg()).toString('base64');
    expect(verified.body).toEqual({ result: 'ACCEPTED', selfie });
    expect(verified.status).toBe(200);
    expect(Buffer.from(gateway.engine.calls.at(-1)?.reference ?? []).equals(face)).toBe(true);

    const records = await auditOf(gateway, 'user-123');
    expect(records.map(({ message }) => message)).toEqual([
      'Liveness verification of the user with userId=user-123 ended with result=ACCEPTED.',
      'User with userId=user-123 recorded probe image.',
      'Trusted image of the user with userId=user-123 was fetched.',
      'Received request to verify liveness from userId=user-123.',
      'Trusted image of the user with userId=user-123 was fetched.',
      'Received request to initiate liveness verification from userId=user-123.',
      'Trusted image of the user with userId=user-123 was stored by admin:admin.',
    ]);
    for (const record of records) {
      expect(Object.keys(record)).toEqual(['id', 'timestamp', 'message']);
      expect(Number.isInteger(record.timestamp)).toBe(true);
    }
    const probe = records[1];
    expect(await detailOf(probe?.id ?? '')).toEqual({
      ...probe,
      params: { userId: 'user-123', probeImage: selfie },
    });
    const trusted = records[2];
    expect(await detailOf(trusted?.id ?? '')).toEqual({
      ...trusted,
      params: { userId: 'user-123', trustedImage: Buffer.from(face).toString('base64') },
    });
    const [looked] = await auditOf(gateway, 'user-123');
    expect(looked?.message).toBe('Image of the user with userId=user-123 was viewed by admin:admin.');
    expect(JSON.stringify(await auditOf(gateway, 'user-123'))).not.toContain(token);
  });

  test('paging from zero, newest first; a time frame', async () => {
    const all = await auditOf(gateway, 'user-123');
    expect(await auditOf(gateway, 'user-123', '?pageSize=2&pageNumber=1')).toEqual(all.slice(2, 4));
    expect(await auditOf(gateway, 'user-123', '?pageSize=2&pageNumber=99')).toEqual([]);
    const last = all[0]?.timestamp ?? 0;
    expect(await auditOf(gateway, 'user-123', `?end=${last - 31 * 86_400_000}`)).toEqual([]);
    expect(await auditOf(gateway, 'user-123', `?start=${last}&end=${last}`)).toContainEqual(all[0]);
    // Times in the range of Java's long that no database accepts.
    expect(await auditOf(gateway, 'user-123', '?start=-8640000000000000&end=8640000000000000')).toEqual(all);
    expect(await auditOf(gateway, 'user-123', '?start=-62167219200000')).toEqual(all);
    expect(await auditOf(gateway, 'user-123', '?end=-8640000000000000')).toEqual([]);
    const lines = gateway.logLines.join('\n');
    expect(lines).toContain('/admin/audit/users/…');
    expect(lines, 'the user whose log is read is not logged').not.toContain('user-123');
  });

  test('a spoof and a stranger are rejected, an unusable picture is an error', async () => {
    const outcome = async (answer: TestGateway['engine']['answer'], options = {}) => {
      const record = await recordFor(await tokenOf(gateway, 'user-123'), options);
      gateway.engine.answer = answer;
      const reply = await verify(gateway, 'user-123', record);
      gateway.engine.answer = livePerson;
      return reply;
    };
    const spoof = await outcome((input) => ({
      ...livePerson(input),
      liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
      faceMatch: null,
      reference: null,
    }));
    expect(spoof.body).toMatchObject({ result: 'REJECTED' });
    const stranger = await outcome((input) => ({
      ...livePerson(input),
      faceMatch: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' },
    }));
    expect(stranger.body).toMatchObject({ result: 'REJECTED' });
    expect((await outcome(livePerson, { verdict: 'spoof', selfie: null })).body).toEqual({
      result: 'REJECTED',
      selfie: null,
    });
    const dark = await outcome((input) => ({ ...livePerson(input), problem: 'no-face', liveness: null }));
    expectError(dark, 400, 'VERIFICATION_ERROR');
    const states = await gateway.db.selectFrom('liveness_check').select('state').orderBy('created_at').execute();
    expect(states.map(({ state }) => state)).toEqual(['live', 'spoof', 'mismatch', 'spoof', 'unusable']);
  });

  test('a token is for one user, once, for two minutes', async () => {
    await putReference('user-456');
    const token = await tokenOf(gateway, 'user-123');
    const record = await recordFor(token);
    await tokenOf(gateway, 'user-456');
    expectError(await verify(gateway, 'user-456', record), 400, 'VERIFICATION_ERROR');
    const replies = await Promise.all([1, 2, 3].map(() => verify(gateway, 'user-123', record)));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    expectError(await verify(gateway, 'user-123', record), 400, 'VERIFICATION_ERROR');
    expectError(await verify(gateway, 'user-123', await recordFor('unknown')), 400, 'VERIFICATION_ERROR');
    const forged = { ...(await recordFor('another-token')), reference: await tokenOf(gateway, 'user-123') };
    expectError(await verify(gateway, 'user-123', forged), 400, 'VERIFICATION_ERROR');
    expectError(await verify(gateway, 'nobody', record), 400, 'USER_NOT_ENROLLED');
    const late = await recordFor(await tokenOf(gateway, 'user-123'));
    gateway.advance(121_000);
    expectError(await verify(gateway, 'user-123', late), 400, 'VERIFICATION_ERROR');
  });

  test('a capture of thousands of empty objects is refused before it is parsed, and does not use up the token', async () => {
    const reference = await tokenOf(gateway, 'user-123');
    const unfolding = `{"images":[${'{},'.repeat(5000)}{}]}`;
    const parse = vi.spyOn(JSON, 'parse');
    const image = Buffer.from(unfolding).toString('base64');
    const refused = await verify(gateway, 'user-123', { reference, image });
    const parsed = parse.mock.calls.some(([text]) => text === unfolding);
    parse.mockRestore();
    expectError(refused, 400, 'ERROR_REQUEST');
    expect(parsed).toBe(false);
    expect((await verify(gateway, 'user-123', await recordFor(reference))).status).toBe(200);
  });

  test('an engine failure does not use up the token', async () => {
    const record = await recordFor(await tokenOf(gateway, 'user-123'));
    gateway.engine.answer = () => {
      throw new Error('the thread died');
    };
    const failed = await verify(gateway, 'user-123', record);
    gateway.engine.answer = livePerson;
    expectError(failed, 500, 'ERROR_GENERIC');
    expect((await verify(gateway, 'user-123', record)).body).toMatchObject({ result: 'ACCEPTED' });
  });

  test('reference pictures: missing at init, erased before verify', async () => {
    expectError(await init(gateway, 'nobody'), 400, 'USER_DETAILS_MISSING');
    await putReference('user-789');
    const record = await recordFor(await tokenOf(gateway, 'user-789'));
    const path = `${LCP}/admin/reference-images/user-789`;
    expect((await ask(gateway, 'DELETE', path, ADMIN)).status).toBe(204);
    expectError(await verify(gateway, 'user-789', record), 400, 'VERIFICATION_ERROR');
  });

  test('refused with the proxy’s error, nothing stored, nothing disclosed', { timeout: 180_000 }, async () => {
    const good = await recordFor(await tokenOf(gateway, 'user-123'));
    const json = { 'content-type': 'application/json' };
    const audit = `${LCP}/admin/audit/users/user-123`;
    const start = `${LCP}/liveness/init`;
    const end = `${LCP}/liveness/verify`;
    const text = Buffer.from('not a capture').toString('base64');
    const rows = {
      'no user': [...post(start, {}), 400, 'ERROR_REQUEST'],
      'blank user': [...post(start, { userId: '  ' }), 400, 'ERROR_REQUEST'],
      'user as number': [...post(start, { userId: 1 }), 400, 'ERROR_REQUEST'],
      'NUL in the user': [...post(start, { userId: 'a\u0000b' }), 400, 'ERROR_REQUEST'],
      'SQL as a user': [...post(start, { userId: "' or 1=1 --" }), 400, 'USER_DETAILS_MISSING'],
      'not JSON': [...post(start, '{'), 400, 'ERROR_REQUEST'],
      'content type not JSON': [...post(start, '{}', { 'content-type': 'text/plain' }), 415, 'ERROR_REQUEST'],
      'oversize init': [...post(start, { userId: 'x'.repeat(40_000) }), 400, 'ERROR_REQUEST'],
      'no record': [...post(end, { userId: 'user-123' }), 400, 'ERROR_REQUEST'],
      'no image': [
        ...post(end, { userId: 'user-123', livenessRecord: { reference: 'x', image: null } }),
        400,
        'ERROR_REQUEST',
      ],
      'no reference': [...post(end, { userId: 'user-123', livenessRecord: { image: text } }), 400, 'ERROR_REQUEST'],
      'image not base64': [
        ...post(end, { userId: 'user-123', livenessRecord: { ...good, image: '%%%%' } }),
        400,
        'ERROR_REQUEST',
      ],
      'image not a capture': [
        ...post(end, { userId: 'user-123', livenessRecord: { ...good, image: text } }),
        400,
        'ERROR_REQUEST',
      ],
      'oversize image': [
        ...post(end, { userId: 'user-123', livenessRecord: { ...good, image: 'A'.repeat(24_000_000) } }),
        400,
        'ERROR_REQUEST',
      ],
      'unknown path': [...get(`${LCP}/liveness/other`), 404, 'ERROR_NOT_FOUND'],
      'unknown audit log': [...get(`${LCP}/admin/audit/f400fe20-7114-4316-9264-1d505a9ef93a`), 400, 'ERROR_REQUEST'],
      'SQL as an audit log': [...get(`${LCP}/admin/audit/${encodeURIComponent("' or 1=1")}`), 400, 'ERROR_REQUEST'],
      'page size 0': [...get(`${audit}?pageSize=0`), 400, 'ERROR_REQUEST'],
      'page size too large': [...get(`${audit}?pageSize=1001`), 400, 'ERROR_REQUEST'],
      'negative page': [...get(`${audit}?pageNumber=-1`), 400, 'ERROR_REQUEST'],
      'SQL as a time': [
        ...get(`${audit}?start=${encodeURIComponent('1;drop table audit_entry')}`),
        400,
        'ERROR_REQUEST',
      ],
      'time out of range': [...get(`${audit}?end=9223372036854775808`), 400, 'ERROR_REQUEST'],
      'no caller': [...get(audit, {} as typeof ADMIN), 401, 'ERROR_REQUEST'],
      'wrong password': [...get(audit, basic('admin', 'wrong')), 401, 'ERROR_REQUEST'],
      'wrong role': [...get(audit, basic('reader', 'reader-password')), 403, 'ERROR_REQUEST'],
      'reference picture without the role': ['PUT', `${LCP}/admin/reference-images/u`, json, {}, 401, 'ERROR_REQUEST'],
      'reference that is no picture': ['PUT', `${LCP}/admin/reference-images/u`, ADMIN, 'text', 422, 'ERROR_REQUEST'],
    } as const;
    const count = async () => ({
      checks: (await gateway.db.selectFrom('liveness_check').select('id').execute()).length,
      images: (await gateway.db.selectFrom('lcp_image').select('id').execute()).length,
      tokens: (await gateway.db.selectFrom('lcp_initiation').select('user_id').execute()).length,
      references: (await gateway.db.selectFrom('lcp_reference_image').select('user_id').execute()).length,
    });
    const before = await count();
    for (const [name, [method, path, headers, body, status, code]] of Object.entries(rows)) {
      const reply = await ask(gateway, method, path, headers, body);
      try {
        expectError(reply, status, code);
        expect(JSON.stringify(reply.body)).not.toMatch(/select |password|stack|drop table/i);
      } catch (cause) {
        throw new Error(name, { cause });
      }
    }
    expect(await count()).toEqual(before);
    expect((await verify(gateway, 'user-123', good)).body).toMatchObject({ result: 'ACCEPTED' });
    expect(gateway.logLines.join('\n')).not.toContain(good.reference);
  });

  test('retention erases the bytes and keeps the log', async () => {
    const before = await auditOf(gateway, 'user-123', '?pageSize=1000');
    const probe = before.find(({ message }) => message.includes('probe image'));
    gateway.advance(31 * 86_400_000);
    await gateway.eraseExpired();
    expect((await detailOf(probe?.id ?? '')).params).toEqual({ userId: 'user-123' });
    const kept = await gateway.db.selectFrom('lcp_image').select('id').where('sealed', 'is not', null).execute();
    expect(kept).toHaveLength(0);
  });

  describe('the mock provider', () => {
    let mock: TestGateway;

    opening(async (closing) => {
      const salted = `{SHA-256}{salt}${sha256('salted-password{salt}')}`;
      mock = closing(
        await startLcp(location(), {
          contextPath: LCP,
          provider: { type: 'mock' },
          livenessRole: 'CALLER',
          auth: {
            type: 'basic_http',
            users: [...ADMIN_USERS, { username: 'salted', password: salted, authorities: ['ROLE_CALLER'] }],
          },
        }),
      );
      const password = `{bcrypt}${await hash('bcrypt-password', 4)}`;
      await mock.db.insertInto('lcp_user').values({ username: 'crypt', password, enabled: true }).execute();
      await mock.db.insertInto('lcp_user').values({ username: 'gone', password, enabled: false }).execute();
      for (const username of ['crypt', 'gone']) {
        await mock.db.insertInto('lcp_authority').values({ username, authority: 'ROLE_CALLER' }).execute();
      }
    });

    const CALLER = basic('crypt', 'bcrypt-password');
    const start = (userId: string, headers: Readonly<Record<string, string>> = CALLER) =>
      ask(mock, 'POST', `${LCP}/liveness/init`, headers, { userId });
    const end = (userId: string, livenessRecord: unknown) =>
      ask(mock, 'POST', `${LCP}/liveness/verify`, CALLER, { userId, livenessRecord });

    test('the seed’s own requests and answers', async () => {
      const { body } = await start('user1');
      expect(body).toEqual({ initiationType: 'TOKEN', reference: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
      const { reference } = body as { reference: string };
      expect((await end('user1', { image: 'c2VsZmllSW1hZ2U=', reference })).body).toEqual({
        result: 'ACCEPTED',
        selfie: null,
      });
    });

    test('outcomes by user id', async () => {
      const { reference } = (await start('mock-rejected:1')).body as { reference: string };
      expect((await end('mock-rejected:1', { reference })).body).toEqual({ result: 'REJECTED', selfie: null });
      expectError(await start('mock-initiation-error'), 400, 'INITIATION_ERROR');
      expectError(await start('mock-remote-error'), 409, 'ERROR_REMOTE');
      const other = (await start('mock-verification-error')).body as { reference: string };
      expectError(await end('mock-verification-error', other), 400, 'VERIFICATION_ERROR');
    });

    test('a role for the liveness calls; bcrypt and salted SHA-256; disabled users', async () => {
      expect((await start('user1', basic('salted', 'salted-password'))).status).toBe(200);
      const refused = await start('user1', {});
      expectError(refused, 401, 'ERROR_REQUEST');
      expect(refused.headers.get('www-authenticate')).toBe('Basic realm="Liveness Check Proxy"');
      expectError(await start('user1', basic('gone', 'bcrypt-password')), 401, 'ERROR_REQUEST');
      expectError(await start('user1', basic('crypt', 'wrong')), 401, 'ERROR_REQUEST');
      expectError(await start('user1', ADMIN), 403, 'ERROR_REQUEST');
    });
  });
});
