/** What administrators may see and do, over HTTP: checks of all families, pictures, the audit trail, erasure. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createCipher } from '../../images/cipher.ts';
import {
  insertLcpImage,
  keepLcpImage,
  keepReferenceImage,
  readReferenceImage,
  storeReferenceImage,
} from '../../families/lcp/store/images.ts';
import { createPictureStore } from '../../images/picture-store.ts';
import { verifyAudit } from '../../audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../../auth/keys.ts';
import { ADMIN, admin, adminConfig, signIn } from '../../../test/support/admin.ts';
import { command, ISSUER, tokenOf } from '../../../test/support/bpm.ts';
import { onBothDatabases } from '../../../test/support/databases.ts';
import {
  CLIENT_ID,
  finished,
  jpeg,
  launch,
  MASTER_KEY,
  startGateway,
  submit,
  type TestGateway,
} from '../../../test/support/harness.ts';
import { opening } from '../../../test/support/opening.ts';

interface Item {
  readonly id: string;
  readonly userId: string;
  readonly family: string;
  readonly state: string;
}

onBothDatabases((location) => {
  let gateway: TestGateway;
  let cookie: string;
  let coeCheck: string;

  opening(async (closing) => {
    gateway = closing(await startGateway({ config: await adminConfig(), database: location() }));
    cookie = await signIn(gateway);
    const one = await launch(gateway, { userId: 'customer-7' });
    ({ submissionId: coeCheck } = await submit(gateway, one, { both: true }));
    await finished(gateway, one, coeCheck);
    const customer = await tokenOf({ sub: '700' });
    const sessionId = randomUUID();
    await command(gateway, 'StartLivenessSessionCommand', customer, { sessionId });
    await command(gateway, 'UpdateLivenessCheckCommand', customer, {
      sessionId,
      isSuccessful: true,
      imageBase64: Buffer.from(await jpeg(500, 700)).toString('base64'),
      metadata: { verificationResult: true },
    });
    await command(gateway, 'UpdateLivenessCheckCommand', customer, { sessionId: 'no-session', isSuccessful: false });
  });

  const listed = async (query: string): Promise<readonly Item[]> =>
    (await admin(gateway, 'GET', `checks?${query}`, cookie)).body['items'] as readonly Item[];
  const actionsOf = async (userId: string): Promise<readonly string[]> =>
    (await gateway.audit.list({ userId, limit: 100, offset: 0 })).entries
      .filter(({ actor }) => actor === 'admin:alice')
      .map(({ action }) => action);

  test('checks of every family are in one list, newest first, with filters and pages', async () => {
    const all = await admin(gateway, 'GET', 'checks', cookie);
    expect(all.body).toMatchObject({ total: 3, page: 1, pageSize: 20 });
    expect((await listed('')).map(({ family, state, userId }) => [family, state, userId])).toEqual([
      ['bpm', 'unverified', '700'],
      ['bpm', 'live', '700'],
      ['coe', 'live', 'customer-7'],
    ]);
    expect(await listed('family=bpm&state=live&userId=')).toMatchObject([{ userId: '700', state: 'live' }]);
    expect(await listed('pageSize=2&page=2')).toMatchObject([{ family: 'coe' }]);
    expect(await listed('page=9')).toEqual([]);
    expect(await listed(`userId=${encodeURIComponent("' or '1'='1")}`)).toEqual([]);
    for (const query of [
      'page=0',
      'pageSize=101',
      'pageSize=x',
      'family=nobody',
      'state=x',
      'color=red',
      'userId=%00',
    ]) {
      expect([query, (await admin(gateway, 'GET', `checks?${query}`, cookie)).status]).toEqual([query, 400]);
    }
  });

  test('a check: verdict, evidence, history and pictures; every view is on the audit trail', async () => {
    const detail = await admin(gateway, 'GET', `checks/${coeCheck}`, cookie);
    expect(detail.body).toMatchObject({
      id: coeCheck,
      state: 'live',
      score: 0.97,
      tenant: CLIENT_ID,
      deviceVerdict: 'live',
      evidence: { device: { verdict: 'live' } },
      details: { decidedBy: 'engine' },
      history: [{ id: coeCheck }],
    });
    const images = detail.body['images'] as readonly { id: string; role: string; erasedAt: string | null }[];
    expect(images.map(({ role }) => role)).toEqual(['SELFIE', 'ADDITIONAL_SELFIE']);
    const address = `/admin/api/checks/${coeCheck}/images/${images[0]?.id}`;
    const picture = await gateway.app.request(address, { headers: { cookie } });
    expect([picture.status, picture.headers.get('content-type'), picture.headers.get('cache-control')]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(await jpeg());
    expect(await actionsOf('customer-7')).toEqual(['image-viewed', 'record-viewed']);

    const [bpm] = await listed('family=bpm&state=live');
    const bpmDetail = await admin(gateway, 'GET', `checks/${bpm?.id}`, cookie);
    expect(bpmDetail.body['history']).toMatchObject([{ state: 'unverified' }, { state: 'live' }]);
    const [bpmImage] = bpmDetail.body['images'] as readonly { id: string }[];
    // A picture is served only under its own check.
    expect((await admin(gateway, 'GET', `checks/${coeCheck}/images/${bpmImage?.id}`, cookie)).status).toBe(404);
    expect((await admin(gateway, 'GET', `checks/${bpm?.id}/images/${bpmImage?.id}`, cookie)).status).toBe(200);
    for (const id of [randomUUID(), 'x', "' or 1=1"]) {
      expect((await admin(gateway, 'GET', `checks/${encodeURIComponent(id)}`, cookie)).status).toBe(404);
    }
  });

  test('the audit trail of a user and of an entry', async () => {
    const { body } = await admin(gateway, 'GET', 'audit?userId=700&pageSize=2', cookie);
    expect(body).toMatchObject({ page: 1, pageSize: 2 });
    const [first] = body['items'] as readonly { id: string; hash: string }[];
    const entry = await admin(gateway, 'GET', `audit/${first?.id}`, cookie);
    expect(entry.body).toMatchObject({ id: first?.id, hash: first?.hash, userId: '700', chain: `bpm/${ISSUER}` });
    expect((await admin(gateway, 'GET', `audit/${randomUUID()}`, cookie)).status).toBe(404);
    expect((await admin(gateway, 'GET', 'audit?pageSize=0', cookie)).status).toBe(400);
  });

  test('no access without a sign-in, or from another origin', async () => {
    const forged = `${cookie.slice(0, -4)}AAAA`;
    for (const bad of ['', 'lifesign-admin=x', forged]) {
      for (const path of ['me', 'checks', `checks/${coeCheck}`, 'audit', `checks/${coeCheck}/images/${coeCheck}`]) {
        expect([path, (await admin(gateway, 'GET', path, bad)).status]).toEqual([path, 401]);
      }
    }
    const person = { family: 'coe', tenant: CLIENT_ID, userId: 'customer-7', reason: 'none' };
    expect((await admin(gateway, 'POST', 'erase-images', '', person)).status).toBe(401);
    expect((await admin(gateway, 'POST', 'erase-images', cookie, person, {})).status).toBe(400);
    const wrong = await admin(gateway, 'POST', 'sign-in', '', { ...ADMIN, password: 'wrong' });
    const unknown = await admin(gateway, 'POST', 'sign-in', '', { ...ADMIN, name: 'mallory' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);
    const { entries } = await gateway.audit.list({ tenant: 'sign-ins', limit: 2, offset: 0 });
    expect(entries.map(({ actor, action, outcome }) => [actor, action, outcome])).toEqual([
      ['admin:unknown', 'sign-in-refused', 'refused'],
      ['admin:alice', 'sign-in-refused', 'refused'],
    ]);
    const { headers } = await admin(gateway, 'POST', 'sign-in', '', ADMIN);
    const headersOfPage = { 'x-requested-with': 'lifesign-admin', 'content-type': 'application/json' };
    for (const body of ['', 'hunter2', '{"name":"alice","password":"hunter2']) {
      const path = '/admin/api/sign-in';
      const broken = await gateway.app.request(path, { method: 'POST', headers: headersOfPage, body });
      expect([body, broken.status]).toEqual([body, 400]);
    }
    expect(gateway.logLines.join('\n')).not.toContain('hunter2');
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Strict$/);
    expect((await admin(gateway, 'GET', 'me', cookie)).body).toEqual({ name: 'alice' });
  });

  test('erasing a person removes the bytes in every family, records the reason, and keeps verdict and chain', async () => {
    const erase = (family: string, tenant: string, userId: string, reason = 'Asked for by the customer') =>
      admin(gateway, 'POST', 'erase-images', cookie, { family, tenant, userId, reason });
    expect((await erase('coe', CLIENT_ID, 'customer-7', '')).status).toBe(400);
    expect((await erase('coe', 'another-client', 'customer-7')).body).toEqual({ erased: 0 });
    expect((await erase('coe', CLIENT_ID, 'customer-7')).body).toEqual({ erased: 2 });
    expect((await erase('bpm', ISSUER, '700')).body).toEqual({ erased: 1 });
    expect((await erase('bpm', ISSUER, '700')).body).toEqual({ erased: 0 });
    // The longest id that the proxy accepts.
    expect((await erase('lcp', 'any', 'u'.repeat(256))).body).toEqual({ erased: 0 });
    expect((await admin(gateway, 'GET', `audit?userId=${'u'.repeat(256)}`, cookie)).body).toMatchObject({ total: 1 });
    expect((await erase('lcp', 'any', 'u'.repeat(257))).status).toBe(400);
    const pictures = createPictureStore(createCipher(MASTER_KEY), null, 'database');
    const now = new Date();
    await gateway.db.transaction().execute(async (tx) => {
      const bytes = await jpeg();
      await insertLcpImage(tx, await keepLcpImage(pictures, { userId: 'user1', kind: 'probe', bytes }), now);
      for (const userId of ['user1', 'user2']) {
        await storeReferenceImage(tx, userId, await keepReferenceImage(pictures, userId, bytes), now);
      }
    });
    expect((await erase('lcp', 'any', 'user1')).body).toEqual({ erased: 2 });
    expect(await readReferenceImage(gateway.db, pictures, 'user1')).toBeNull();
    expect(await readReferenceImage(gateway.db, pictures, 'user2')).not.toBeNull();
    const left = await gateway.db.selectFrom('document_image').select('document_id').execute();
    const sealed = await gateway.db.selectFrom('check_image').select('id').where('sealed', 'is not', null).execute();
    expect([left, sealed]).toEqual([[], []]);
    const { body } = await admin(gateway, 'GET', `checks/${coeCheck}`, cookie);
    expect(body).toMatchObject({ state: 'live', images: [{ erasedAt: expect.any(String) }, {}] });
    const [image] = body['images'] as readonly { id: string }[];
    expect((await admin(gateway, 'GET', `checks/${coeCheck}/images/${image?.id}`, cookie)).status).toBe(404);
    const bank = await tokenOf({ roles: ['admin'], sub: '9' });
    const { data } = (await command(gateway, 'RetrieveLivenessChecksQuery', bank, { selfServiceUserId: 700 })).body;
    expect(data['Items']).toMatchObject([{ HasImage: false }, { HasImage: false }]);
    const { entries } = await gateway.audit.list({ userId: 'customer-7', limit: 1, offset: 0 });
    expect(entries).toMatchObject([{ action: 'record-viewed' }]);
    const erasures = (await gateway.audit.list({ family: 'coe', limit: 100, offset: 0 })).entries.filter(
      ({ action }) => action === 'images-erased',
    );
    expect(erasures[0]).toMatchObject({
      actor: 'admin:alice',
      images: [{ role: expect.stringMatching(/SELFIE/) }, {}],
      detail: { reason: 'Asked for by the customer', pictures: 2 },
    });
    const chains = await verifyAudit(gateway.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(chains.filter(({ broken }) => broken !== null)).toEqual([]);
  });

  test('erasing everything keeps the number of checks, their outcomes and the audit trail', async () => {
    const personal = { given_name: 'Secretive', email: 'secretive@example.com' };
    const customer = await tokenOf({ sub: '800', claims: personal });
    const sessionId = randomUUID();
    await command(gateway, 'StartLivenessSessionCommand', customer, { sessionId });
    const sent = await command(
      gateway,
      'UpdateLivenessCheckCommand',
      customer,
      {
        sessionId,
        isSuccessful: true,
        imageBase64: Buffer.from(await jpeg(500, 720)).toString('base64'),
        imagePath: '/home/secretive/selfie.jpg',
        metadata: { verificationResult: true, sessionDuration: 4200 },
      },
      { 'user-agent': 'Secretive/1.0' },
    );
    expect(sent.body.data).toMatchObject({ isSuccessful: true });
    const one = await launch(gateway, { userId: 'customer-8' });
    const { submissionId } = await submit(gateway, one);
    await finished(gateway, one, submissionId);
    const session = gateway.db.selectFrom('session').where('user_id', '=', 'customer-8');
    const { id: coeSession } = await session.select('id').executeTakeFirstOrThrow();
    const url = 'https://partner.example.com/secretive.jpg';
    await gateway.db.updateTable('session').set({ reference_image_url: url }).where('id', '=', coeSession).execute();
    await gateway.db
      .insertInto('lcp_initiation')
      .values({ token_sha256: 'a', user_id: 'user8', provider: 'mock', created_at: new Date(), expires_at: null })
      .execute();

    const erase = async (family: string, tenant: string, userId: string, reason = 'Asked for by the customer') =>
      admin(gateway, 'POST', 'erase-person', cookie, { family, tenant, userId, reason });
    expect((await erase('bpm', ISSUER, '800', ' \u0000')).status).toBe(400);
    expect((await admin(gateway, 'POST', 'erase-person', '', {})).status).toBe(401);
    expect((await erase('bpm', 'another-issuer', '801')).body).toEqual({ pictures: 0, checks: 0 });
    expect((await erase('bpm', ISSUER, '800')).body).toEqual({ pictures: 1, checks: 1 });
    expect((await erase('coe', CLIENT_ID, 'customer-8')).body).toEqual({ pictures: 1, checks: 1 });
    expect((await erase('lcp', 'liveness-check-proxy', 'user8')).body).toEqual({ pictures: 0, checks: 0 });

    const bank = await tokenOf({ roles: ['admin'], sub: '9' });
    const user = await command(gateway, 'GetUserLivenessCheckQuery', bank, { userId: 800 });
    expect(user.body.data).toMatchObject({
      FirstName: null,
      EmailAddress: null,
      HasCompletedLivenessCheck: true,
      LivenessCheck: { DeviceInfo: null, ClientIp: null, ImagePath: null, HasImage: false, SessionDuration: 4200 },
    });
    const others = await command(gateway, 'RetrieveLivenessChecksQuery', bank, { selfServiceUserId: 700 });
    expect(others.body.data['Items']).toMatchObject([{ DeviceInfo: expect.any(String) }, {}]);
    const checks = await gateway.db
      .selectFrom('liveness_check')
      .select(['state', 'device_verdict', 'evidence', 'details'])
      .where('user_id', 'in', ['800', 'customer-8'])
      .execute();
    expect(checks).toEqual([
      { state: 'live', device_verdict: null, evidence: null, details: {} },
      { state: 'live', device_verdict: null, evidence: null, details: {} },
    ]);
    expect(await session.select('reference_image_url').execute()).toEqual([{ reference_image_url: null }]);
    const attempts = gateway.db.selectFrom('submission').where('session_id', '=', coeSession);
    expect(await attempts.select(['status', 'evidence']).execute()).toEqual([{ status: 'COMPLETED', evidence: null }]);
    const enrolled = gateway.db.selectFrom('lcp_initiation').where('user_id', '=', 'user8');
    expect(await enrolled.select('token_sha256').execute()).toEqual([]);

    const { entries } = await gateway.audit.list({ family: 'bpm', userId: '800', limit: 20, offset: 0 });
    expect(entries.find(({ action }) => action === 'person-erased')).toMatchObject({
      actor: 'admin:alice',
      detail: { reason: 'Asked for by the customer', pictures: 1, checks: 1 },
    });
    expect(JSON.stringify(entries)).not.toMatch(/secretive/i);
    const trail = await gateway.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('user_id', 'in', ['800', 'customer-8'])
      .execute();
    expect(trail.length).toBeGreaterThan(6);
    expect(JSON.stringify(trail), 'measurements and claims are erased everywhere').not.toMatch(
      /threshold|signals|faceMatch|device|claimed|isSuccessful|verificationResult/i,
    );
    const chains = await verifyAudit(gateway.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(chains.filter(({ broken }) => broken !== null)).toEqual([]);
  });

  test('of a record only the origin can be changed, and only to null', async () => {
    const records = () => gateway.db.updateTable('bpm_record').where('user_id', '=', '700');
    const empty = new Uint8Array();
    await expect(records().set({ is_successful: true }).execute()).rejects.toThrow('append-only');
    await expect(
      records()
        .set({ sealed_origin: new Uint8Array(9) })
        .execute(),
    ).rejects.toThrow('append-only');
    const more = { sealed_origin: empty, session_id: 'another' };
    await expect(records().set(more).execute()).rejects.toThrow('append-only');
    const claim = JSON.stringify({ isSuccessful: true });
    await expect(records().set({ sealed_origin: empty, claim }).execute()).rejects.toThrow('append-only');
    await expect(gateway.db.deleteFrom('bpm_record').execute()).rejects.toThrow('append-only');
    await expect(sql`truncate bpm_record`.execute(gateway.db)).rejects.toThrow('append-only');
  });
});
