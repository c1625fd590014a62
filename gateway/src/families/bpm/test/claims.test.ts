/** The BPM self-service family: a client's claims count only together with our own verdict. */
import { randomUUID } from 'node:crypto';
import { CompactSign, exportSPKI, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { bpmConfig, command, example, notLive, picture, tokenOf } from '../../../../test/support/bpm.ts';
import { captureOf, createSigner } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { livePerson } from '../../../../test/support/fake-engine.ts';
import {
  evidenceFor,
  finished,
  jpeg,
  launch,
  sha256,
  startGateway,
  submit,
  type TestGateway,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

onBothDatabases((location) => {
  let gateway: TestGateway;
  let admin: string;

  opening(async (closing) => {
    gateway = closing(
      await startGateway({ config: bpmConfig({ policy: { imageReuseDays: 90 } }), database: location() }),
    );
    admin = await tokenOf({ roles: ['admin'], sub: '9001' });
  });

  const start = async (token: string): Promise<string> => {
    const { status, body } = await command(gateway, 'StartLivenessSessionCommand', token, {});
    expect(status).toBe(200);
    return String(body.data['sessionId']);
  };
  const completed = async (token: string): Promise<unknown> =>
    (await command(gateway, 'CheckLivenessStatusQuery', token)).body.data['HasCompletedLivenessCheck'];

  test.each([
    ['under an unknown session', '2001', async () => `unknown-${randomUUID()}`, livePerson],
    ['with a picture that is not live', '2002', (token: string) => start(token), notLive],
  ] as const)('%s it is kept as unverified', async (_name, sub, sessionFor, answer) => {
    const token = await tokenOf({ sub });
    gateway.engine.answer = answer;
    try {
      const sessionId = await sessionFor(token);
      const { status, body } = await command(
        gateway,
        'SubmitLivenessCheckCommand',
        token,
        example(sessionId, await picture()),
      );
      expect(status).toBe(200);
      expect(body['message']).toBe('Liveness check recorded but verification was not successful.');
      expect(body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
      expect(await completed(token)).toBe(false);
    } finally {
      gateway.engine.answer = livePerson;
    }
  });

  test('an expired session, a used one and a replayed picture verify nothing', async () => {
    const token = await tokenOf({ sub: '3001', expiresIn: 7200 });
    const used = await start(token);
    const base64 = await picture();
    const first = await command(gateway, 'UpdateLivenessCheckCommand', token, example(used, base64));
    expect(first.body.data).toMatchObject({ isSuccessful: true, verificationResult: true });
    const again = await command(gateway, 'UpdateLivenessCheckCommand', token, example(used, await picture()));
    expect(again.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
    const replayed = await command(gateway, 'UpdateLivenessCheckCommand', token, example(await start(token), base64));
    expect(replayed.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
    // A picture that was sent to another family verifies nothing either.
    const foreign = await launch(gateway);
    const { submissionId } = await submit(gateway, foreign);
    await finished(gateway, foreign, submissionId);
    const taken = example(await start(token), Buffer.from(await jpeg()).toString('base64'));
    const borrowed = await command(gateway, 'UpdateLivenessCheckCommand', token, taken);
    expect(borrowed.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
    const late = await start(token);
    gateway.advance(601_000);
    const expired = await command(gateway, 'UpdateLivenessCheckCommand', token, example(late, await picture()));
    expect(expired.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
    const reasons = await gateway.db
      .selectFrom('liveness_check')
      .select('reason')
      .where('user_id', '=', '3001')
      .orderBy('created_at')
      .execute();
    expect(reasons.map(({ reason }) => reason)).toEqual([
      null,
      'session-used',
      'image-reused',
      'image-reused',
      'session-expired',
    ]);
  });

  test('a repeat under one key is one record', async () => {
    const token = await tokenOf({ sub: '3003' });
    const body = example(await start(token), await picture());
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([
      command(gateway, 'UpdateLivenessCheckCommand', token, body, headers),
      command(gateway, 'UpdateLivenessCheckCommand', token, body, headers),
    ]);
    const later = await command(gateway, 'UpdateLivenessCheckCommand', token, body, headers);
    expect(new Set([...answers, later].map(({ body: { data } }) => data['id'])).size).toBe(1);
    expect(later.body.data).toMatchObject({ isSuccessful: true });
  });

  test('signed evidence: bound to session and picture, and a spoof stopped on the device needs no picture', async () => {
    const token = await tokenOf({ sub: '3004' });
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const spki = Buffer.from((await exportSPKI(publicKey)).replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const begin = async () => {
      const { body } = await command(gateway, 'StartLivenessSessionCommand', token, {
        publicKey: spki.toString('base64url'),
      });
      return { submissionId: String(body.data['sessionId']), nonce: String(body.data['nonce']) };
    };
    const sign = (payload: unknown): Promise<string> =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
    const base64 = await picture();
    const one = await begin();
    const images = { SELFIE: sha256(Buffer.from(base64, 'base64')) };
    const claim = example(one.submissionId, base64);
    const withEvidence = (evidence: string) => ({ ...claim, metadata: { ...claim.metadata, evidence } });
    for (const forged of [
      evidenceFor({ ...one, nonce: randomUUID() }, images),
      evidenceFor(one, { SELFIE: 'a'.repeat(64) }),
    ]) {
      const refused = await command(gateway, 'UpdateLivenessCheckCommand', token, withEvidence(await sign(forged)));
      expect([refused.status, refused.body['statusCode'], refused.body.data]).toEqual([400, '01', null]);
    }
    const genuine = withEvidence(await sign(evidenceFor(one, images)));
    expect((await command(gateway, 'UpdateLivenessCheckCommand', token, genuine)).body.data).toMatchObject({
      isSuccessful: true,
      verificationResult: true,
    });
    const two = await begin();
    const stopped = await command(gateway, 'UpdateLivenessCheckCommand', token, {
      sessionId: two.submissionId,
      isSuccessful: false,
      metadata: { verificationResult: false, evidence: await sign(evidenceFor(two, {}, 'spoof')) },
    });
    expect(stopped.body.data).toMatchObject({ isSuccessful: false, verificationResult: false });
    const last = await gateway.db
      .selectFrom('liveness_check')
      .select(['state', 'device_verdict'])
      .where('reference', '=', two.submissionId)
      .executeTakeFirstOrThrow();
    expect(last).toEqual({ state: 'spoof', device_verdict: 'spoof' });
  });

  test('both pictures of a capture are judged, stored and bound; neither may have been sent before', async () => {
    const token = await tokenOf({ sub: '3006' });
    const signer = await createSigner();
    const begin = async () => {
      const { body } = await command(gateway, 'StartLivenessSessionCommand', token, { publicKey: signer.publicKey });
      return { submissionId: String(body.data['sessionId']), nonce: String(body.data['nonce']) };
    };
    const send = async (about: Awaited<ReturnType<typeof begin>>, second: string, sent = second) => {
      const selfie = Buffer.from(await picture(), 'base64');
      const additional = Buffer.from(second, 'base64');
      const { evidence, images } = await captureOf(signer, about, { selfie, additional });
      return command(gateway, 'UpdateLivenessCheckCommand', token, {
        sessionId: about.submissionId,
        isSuccessful: true,
        imageBase64: images.SELFIE,
        additionalImageBase64: sent,
        metadata: { verificationResult: true, evidence },
      });
    };
    const second = await picture();
    const about = await begin();
    const swapped = await send(about, second, await picture());
    expect([swapped.status, swapped.body['statusCode']]).toEqual([400, '01']);
    const asked = gateway.engine.calls.length;
    expect((await send(about, second)).body.data).toMatchObject({ isSuccessful: true, verificationResult: true });
    expect(Object.keys(gateway.engine.calls[asked]?.images ?? {})).toEqual(['SELFIE', 'ADDITIONAL_SELFIE']);
    const kept = await gateway.db
      .selectFrom('check_image')
      .innerJoin('liveness_check', 'liveness_check.id', 'check_image.check_id')
      .select(['check_image.role', 'check_image.sha256'])
      .where('reference', '=', about.submissionId)
      .orderBy('role')
      .execute();
    expect(kept).toEqual([
      { role: 'ADDITIONAL_SELFIE', sha256: sha256(Buffer.from(second, 'base64')) },
      { role: 'SELFIE', sha256: expect.any(String) },
    ]);
    // What the administrator is shown is the selfie.
    const shown = (await command(gateway, 'GetUserLivenessCheckQuery', admin, { userId: 3006 })).body.data;
    const { ImageBase64 = '' } = shown['LivenessCheck'] as { ImageBase64?: string };
    expect(sha256(Buffer.from(ImageBase64.split(',')[1] ?? '', 'base64'))).toBe(kept[1]?.sha256);
    expect((await send(await begin(), second)).body.data).toMatchObject({ isSuccessful: false });
  });

  test('an engine that fails stores nothing', async () => {
    const token = await tokenOf({ sub: '3005' });
    const sessionId = await start(token);
    gateway.engine.answer = () => {
      throw new Error('crash');
    };
    const body = example(sessionId, await picture());
    const failed = await command(gateway, 'UpdateLivenessCheckCommand', token, body);
    gateway.engine.answer = livePerson;
    expect([failed.status, failed.body]).toEqual([
      500,
      { isSuccessful: false, statusCode: '99', message: 'An unexpected error occurred.', data: null },
    ]);
    // The session is still good: nothing was used up.
    const { data } = (await command(gateway, 'UpdateLivenessCheckCommand', token, body)).body;
    expect(data).toMatchObject({ isSuccessful: true, verificationResult: true });
  });

  test('one picture sent by several users at once verifies one of them', { timeout: 120_000 }, async () => {
    const base64 = await picture();
    const tokens = await Promise.all(['3010', '3011', '3012', '3013', '3014'].map((sub) => tokenOf({ sub })));
    const records = await Promise.all(
      tokens.map(async (token) => ({ token, body: example(await start(token), base64) })),
    );
    const answers = await Promise.all(
      records.map(({ token, body }) => command(gateway, 'UpdateLivenessCheckCommand', token, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.filter(({ body }) => body.data['isSuccessful'] === true)).toHaveLength(1);
  });

  test('base64 with line breaks is the same picture', async () => {
    const token = await tokenOf({ sub: '3015' });
    const base64 = await picture();
    const broken = base64.replace(/.{76}/g, '$&\r\n');
    await command(gateway, 'UpdateLivenessCheckCommand', token, example(await start(token), broken));
    const shown = (await command(gateway, 'GetUserLivenessCheckQuery', admin, { userId: 3015 })).body.data;
    expect(shown['LivenessCheck']).toMatchObject({ ImageBase64: `data:image/jpeg;base64,${base64}` });
  });
});
