/** Pictures in a store outside, over sockets, on both databases: kept sealed, read, erased, and what happens when it is down. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveSigningKeys } from '../src/auth/keys.ts';
import { createUrlSigner } from '../src/auth/signed-url.ts';
import { imageUrlOf } from '../src/families/coe/image-url.ts';
import { admin, adminConfig, signIn } from './support/admin.ts';
import { command, example, picture, tokenOf } from './support/bpm.ts';
import { ask, captureOf, createSigner } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { begin as beginEVerify, START } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import {
  begin,
  confirm,
  CLIENT_ID,
  evidenceFor,
  finished,
  jpeg,
  launch,
  MASTER_KEY,
  prepare,
  sha256,
  startGateway,
  submit,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { ADMIN, ADMIN_USERS, init, LCP, recordFor, verify } from './support/lcp.ts';
import { startS3, type TestS3 } from './support/s3.ts';
import { serveApp, type Served } from './support/socket.ts';

const TABLES = ['document_image', 'check_image', 'lcp_image', 'lcp_reference_image'] as const;
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

const urls = createUrlSigner(deriveSigningKeys(MASTER_KEY).url, { now: () => new Date() });

/** As the result details give it to a partner. */
const imagePath = (documentId: string): string =>
  imageUrlOf({ urls, clock: { now: () => new Date() } }, '', documentId, 60);

/** The name of an object, as the gateway makes it. */
const nameOf = (key: string, index: number): string =>
  `${key}/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

onBothDatabases((location) => {
  let s3: TestS3;
  let gateway: TestGateway;
  let served: Served;

  beforeAll(async () => {
    s3 = await startS3();
    const config = {
      ...familiesConfig(),
      ...(await adminConfig({
        pictures: s3.pictures,
        eVerify: { keys: [{ account: 'acme', keySha256: sha256(E_VERIFY_KEY) }] },
        lcp: {
          provider: { type: 'lifesign' },
          userDetails: { type: 'reference-images' },
          auth: { type: 'basic_http', users: ADMIN_USERS },
        },
      })),
    };
    gateway = await startGateway({ database: location(), config });
    served = await serveApp(gateway.app);
  }, 180_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
    await s3.close();
  });

  /** Names of the objects that rows refer to, and the number of pictures in rows. */
  const placed = async () => {
    const names: string[] = [];
    let inRows = 0;
    for (const table of TABLES) {
      const rows = await gateway.db.selectFrom(table).select(['sealed', 'blob']).execute();
      inRows += rows.filter(({ sealed }) => sealed !== null).length;
      names.push(...rows.flatMap(({ blob }) => (blob === null ? [] : [blob])));
    }
    return { names: names.toSorted(), inRows };
  };

  const documentsOf = async (submissionId: string) => {
    const rows = await gateway.db
      .selectFrom('document')
      .innerJoin('document_image', 'document_image.document_id', 'document.id')
      .select(['document.id', 'blob'])
      .where('submission_id', '=', submissionId)
      .orderBy('type', 'desc')
      .execute();
    return rows.map(({ id, blob }) => ({ id, blob: blob ?? '' }));
  };

  const bpmCheck = async (sub: string) => {
    const token = await tokenOf({ sub });
    const { body } = await command(served, 'StartLivenessSessionCommand', token);
    return command(
      served,
      'UpdateLivenessCheckCommand',
      token,
      example(String(body.data['sessionId']), await picture()),
    );
  };

  const eVerifyCheck = async (name: string) => {
    const signer = await createSigner();
    const started = await ask(served, 'POST', START, { 'x-api-key': E_VERIFY_KEY }, { client_session_token: name });
    const { session_id: sessionId } = started.body as { session_id: string };
    const captureToken = started.headers.get('x-lifesign-capture-token') ?? '';
    const headers = { authorization: `Bearer ${captureToken}` };
    const at = { sessionId, captureToken, capturePath: `/v1/biometrics/liveness/${sessionId}/capture`, headers };
    const keys = { live: '', test: '', matchOnly: '', other: '' };
    const nonce = await beginEVerify({ gateway: served, signer, keys }, at);
    const capture = await captureOf(signer, { nonce, submissionId: sessionId });
    return ask(served, 'PUT', at.capturePath, headers, capture);
  };

  const storeReference = async (userId: string): Promise<Response> =>
    served.app.request(`${LCP}/admin/reference-images/${userId}`, {
      method: 'PUT',
      headers: ADMIN,
      body: new Uint8Array(await jpeg(480, 640, 8)),
    });

  test('pictures of every family are sealed in the store, and are read from there', { timeout: 240_000 }, async () => {
    expect((await served.app.request('/readyz')).status).toBe(200);
    const one = await launch(served, { userId: 'customer-1' });
    const { submissionId } = await submit(served, one, { both: true });
    expect(await finished(served, one, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    expect((await bpmCheck('1001')).body.data).toMatchObject({ verificationResult: true });
    expect(await eVerifyCheck('person-1')).toMatchObject({ status: 200, body: { outcome: 'live' } });
    expect((await storeReference('user-1')).status).toBe(204);
    const { reference } = (await init(served, 'user-1')).body as { reference: string };
    expect((await verify(served, 'user-1', await recordFor(reference))).body).toMatchObject({ result: 'ACCEPTED' });

    const { names, inRows } = await placed();
    expect(inRows).toBe(0);
    expect(names).toEqual(s3.names());
    for (const table of TABLES) {
      expect((await gateway.db.selectFrom(table).select('blob').execute()).length, table).toBeGreaterThan(0);
    }
    const [selfie] = await documentsOf(submissionId);
    const marker = Buffer.from(await jpeg()).subarray(0, 64);
    for (const name of names) {
      expect(s3.read(name).includes(marker)).toBe(false);
      expect(s3.read(name).subarray(0, 64).includes(JPEG)).toBe(false);
    }

    const image = await served.app.request(imagePath(selfie?.id ?? ''));
    expect(Buffer.from(await image.arrayBuffer()).equals(await jpeg())).toBe(true);
    const cookie = await signIn(served);
    const listed = (await admin(served, 'GET', 'checks?family=bpm', cookie)).body as { items: { id: string }[] };
    const checkId = listed.items[0]?.id ?? '';
    const check = (await admin(served, 'GET', `checks/${checkId}`, cookie)).body as { images: { id: string }[] };
    const shown = await served.app.request(`/admin/api/checks/${checkId}/images/${check.images[0]?.id ?? ''}`, {
      headers: { cookie },
    });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const trusted = await gateway.db
      .selectFrom('audit_entry')
      .select('id')
      .where('action', '=', 'reference-image-fetched')
      .execute();
    const detail = await ask(served, 'GET', `${LCP}/admin/audit/${String(trusted[0]?.id)}`, ADMIN);
    expect(detail.body).toMatchObject({
      params: { trustedImage: Buffer.from(await jpeg(480, 640, 8)).toString('base64') },
    });

    const figures = await gateway.metrics.text();
    expect(figures).toMatch(/lifesign_picture_store_seconds_count\{operation="put",outcome="done"\} [1-9]/);
    expect(gateway.logLines.join('')).not.toContain('S3RVER');
  });

  test(
    'an object that was swapped, cut off, replaced by an earlier one or lost is detected',
    { timeout: 120_000 },
    async () => {
      const one = await launch(served);
      const { data } = (await begin(served, one)).body;
      const address = data.documents.SELFIE?.documentUrl ?? '';
      expect((await upload(served, address, await jpeg(480, 640, 2))).status).toBe(200);
      const [former] = await documentsOf(data.submissionId);
      const formerBytes = s3.read(former?.blob ?? '');
      expect((await upload(served, address, await jpeg())).status).toBe(200);
      const other = data.documents.ADDITIONAL_SELFIE?.documentUrl ?? '';
      expect((await upload(served, other, await jpeg(480, 640, 1))).status).toBe(200);
      const [selfie, additional] = await documentsOf(data.submissionId);
      expect(selfie?.id).toBe(former?.id);
      const name = selfie?.blob ?? '';
      const whole = s3.read(name);
      const status = async (): Promise<number> => (await served.app.request(imagePath(selfie?.id ?? ''))).status;
      for (const bytes of [s3.read(additional?.blob ?? ''), whole.subarray(0, -1), formerBytes, Buffer.alloc(0)]) {
        s3.write(name, bytes);
        expect(await status()).toBe(500);
      }
      s3.write(name, whole);
      expect(await status()).toBe(200);
      s3.lose(name);
      expect(await status()).toBe(500);
      expect(gateway.logLines.join('')).toContain(`The store has no object ${name}`);
      s3.write(name, whole);
    },
  );

  test(
    'what erasure or retention erases is removed from the store, also after it was down',
    { timeout: 240_000 },
    async () => {
      const one = await launch(served, { userId: 'customer-2' });
      const { submissionId } = await submit(served, one, { both: true });
      await finished(served, one, submissionId);
      const documents = await documentsOf(submissionId);
      const blobs = documents.map(({ blob }) => blob).toSorted();
      expect(s3.names()).toEqual(expect.arrayContaining(blobs));

      // Each change that removes a row's reference puts the object on the list in the same transaction.
      const forgotten = async (db: TestGateway['db']): Promise<readonly string[]> => {
        const { rows } = await sql<{ blob: string }>`select blob from blob_removal`.execute(db);
        return rows
          .map(({ blob }) => blob)
          .filter((blob) => blobs.includes(blob))
          .toSorted();
      };
      await expect(
        gateway.db.transaction().execute(async (tx) => {
          await tx
            .deleteFrom('document')
            .where(
              'id',
              'in',
              documents.map(({ id }) => id),
            )
            .execute();
          expect(await forgotten(tx)).toEqual(blobs);
          throw new Error('taken back');
        }),
      ).rejects.toThrow('taken back');
      expect(await forgotten(gateway.db)).toEqual([]);

      const cookie = await signIn(served);
      const erase = { family: 'coe', tenant: CLIENT_ID, userId: 'customer-2', reason: 'asked for' };
      await s3.kill();
      expect((await admin(served, 'POST', 'erase-images', cookie, erase)).body).toEqual({ erased: 2 });
      await expect(gateway.tidyPictureStore()).rejects.toThrow('remove failed (ECONNREFUSED)');
      expect(await forgotten(gateway.db)).toEqual(blobs);
      expect(await gateway.metrics.text()).toMatch(/lifesign_pictures_to_remove [1-9]/);
      expect((await served.app.request(imagePath(documents[0]?.id ?? ''))).status).toBe(404);
      await s3.restart();
      await gateway.tidyPictureStore();
      expect(s3.names().filter((name) => blobs.includes(name))).toEqual([]);
      expect(await forgotten(gateway.db)).toEqual([]);

      gateway.advance(31 * 86_400_000);
      await gateway.eraseExpired();
      gateway.advance(-31 * 86_400_000);
      await gateway.tidyPictureStore();
      // The proxy's reference pictures stay until they are replaced or erased.
      const kept = await gateway.db.selectFrom('lcp_reference_image').select('blob').execute();
      expect(s3.names()).toEqual(kept.map(({ blob }) => blob));
      expect((await storeReference('user-1')).status).toBe(204);
      await gateway.tidyPictureStore();
      expect(s3.names()).toHaveLength(1);
      expect(s3.names()).not.toEqual(kept.map(({ blob }) => blob));
    },
  );

  test('old objects without a row are swept, page after page, and nothing else is', { timeout: 240_000 }, async () => {
    const one = await launch(served);
    const { submissionId } = await submit(served, one);
    await finished(served, one, submissionId);
    const [document] = await documentsOf(submissionId);
    s3.age(document?.blob ?? '', 48);
    // A full page of the store's list, sorted before the objects to be swept.
    const young = Array.from({ length: 1000 }, (_, index) => nameOf('00000000', index));
    young.forEach((name) => s3.write(name, new Uint8Array(1)));
    const orphans = [1, 2, 3].map((index) => nameOf('ffffffff', index));
    for (const name of orphans) {
      s3.write(name, new Uint8Array(1));
      s3.age(name, 2);
    }
    const foreign = 'notes/of-somebody-else.txt';
    s3.write(foreign, new Uint8Array(1));
    s3.age(foreign, 48);
    const before = s3.names().filter((name) => !orphans.includes(name));
    expect(await gateway.tidyPictureStore()).toBe(orphans.length);
    expect(s3.names()).toEqual(before);
    [...young, foreign].forEach((name) => s3.lose(name));
  });

  test(
    'while the store is down uploads are refused with each family’s error, and nothing is lost',
    { timeout: 240_000 },
    async () => {
      const one = await launch(served);
      const { data } = (await begin(served, one)).body;
      const address = data.documents.SELFIE?.documentUrl ?? '';
      const waiting = await launch(served);
      const prepared = await prepare(served, waiting);
      const { reference } = (await init(served, 'user-1')).body as { reference: string };

      await s3.kill();
      const refused = await upload(served, address, await jpeg());
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await refused.json()).toMatchObject({ errors: [{ code: '903', cause: 'SERVICE_UNAVAILABLE' }] });
      expect((await bpmCheck('1002')).status).toBe(503);
      expect((await eVerifyCheck('person-2')).status).toBe(503);
      expect((await storeReference('user-2')).status).toBe(503);
      expect((await verify(served, 'user-1', await recordFor(reference))).status).toBe(503);
      await until(
        async () => (await served.app.request('/readyz')).status,
        (status) => status === 503,
      );
      // Its picture was acknowledged, so the check waits, for longer than a job is retried.
      expect((await prepared.confirm()).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 8000));

      await s3.restart();
      expect(await finished(served, waiting, prepared.submissionId)).toMatchObject({
        status: 'COMPLETED',
        reasonCode: '',
      });
      expect((await upload(served, address, await jpeg())).status).toBe(200);
      const evidence = await one.sign(evidenceFor(data, { SELFIE: sha256(await jpeg()) }));
      expect((await confirm(served, one, data.submissionId, evidence)).status).toBe(200);
      expect(await finished(served, one, data.submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
      expect((await bpmCheck('1002')).status).toBe(200);
      expect((await verify(served, 'user-1', await recordFor(reference))).body).toMatchObject({ result: 'ACCEPTED' });
      expect((await served.app.request('/readyz')).status).toBe(200);
    },
  );

  test(
    'a store that is killed repeatedly during uploads loses no acknowledged picture',
    { timeout: 240_000 },
    async () => {
      const acknowledged = new Map<string, Uint8Array>();
      let refusals = 0;
      const stop = new AbortController();
      const person = async (index: number): Promise<void> => {
        for (let round = 0; !stop.signal.aborted; round += 1) {
          const { data } = (await begin(served, await launch(served))).body;
          const bytes = await jpeg(480, 640 + round, index);
          const { status } = await upload(served, data.documents.SELFIE?.documentUrl ?? '', bytes);
          if (status === 200) {
            const [document] = await documentsOf(data.submissionId);
            acknowledged.set(document?.id ?? '', bytes);
          } else {
            expect(status).toBe(503);
            refusals += 1;
          }
        }
      };
      const people = [1, 2, 3].map(person);
      for (let kills = 0; kills < 2; kills += 1) {
        const before = acknowledged.size;
        await until(
          () => acknowledged.size,
          (size) => size > before + 2,
        );
        await s3.kill();
        const refused = refusals;
        await until(
          () => refusals,
          (count) => count > refused,
        );
        await s3.restart();
      }
      stop.abort();
      await Promise.all(people);
      for (const [id, bytes] of acknowledged) {
        const response = await served.app.request(imagePath(id));
        expect(response.status).toBe(200);
        expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
      }
    },
  );
});
