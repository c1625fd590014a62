/** The BPM self-service family over HTTP, by the examples of its documentation, and the rules behind them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from './adapters/postgres/verify-audit.ts';
import { deriveSigningKeys } from './auth/keys.ts';
import { bpmConfig, command, JANE, tokenOf } from './testing/bpm.ts';
import { captureOf, createSigner } from './testing/capture.ts';
import { onBothDatabases } from './testing/databases.ts';
import { livePerson } from './testing/fake-engine.ts';
import {
  evidenceFor,
  jpeg,
  launch,
  MASTER_KEY,
  sha256,
  startGateway,
  submit,
  type TestGateway,
} from './testing/harness.ts';
import { CompactSign, exportSPKI, generateKeyPair } from 'jose';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The request of the documentation; its picture is cut short there. */
const example = (sessionId: string, imageBase64: string) => ({
  sessionId,
  isSuccessful: true,
  imageBase64,
  imagePath: '/uploads/liveness/abc123.jpg',
  metadata: {
    timestamp: 1742680800000,
    completedAt: '2026-03-22T14:00:00Z',
    verificationResult: true,
    sessionDuration: 4200,
    lightingValue: 0.93,
    challengeCount: 3,
    completedChallenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
    challenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
    finalCapture: { verificationResult: true, sessionDuration: 1100, lightingValue: 0.95 },
  },
  imageMetadata: { verificationResult: true, sessionDuration: 900, lightingValue: 0.91 },
});

const FAILED = {
  isSuccessful: false,
  metadata: {
    verificationResult: false,
    sessionDuration: 8000,
    lightingValue: 0.42,
    challengeCount: 3,
    completedChallenges: ['BLINK'],
  },
};

let seed = 0;
/** A picture that no other test has sent. */
const picture = async (): Promise<string> => {
  seed += 1;
  return Buffer.from(await jpeg(480, 640 + (seed % 50) * 2, Math.floor(seed / 50))).toString('base64');
};

const notLive: TestGateway['engine']['answer'] = (input) => {
  const result = livePerson(input);
  return { ...result, liveness: { score: 0.1, threshold: 0.5, result: false, version: 'fake@0' } };
};

onBothDatabases((location) => {
  let gateway: TestGateway;
  let admin: string;

  beforeAll(async () => {
    gateway = await startGateway({ config: bpmConfig(), database: location() });
    admin = await tokenOf({ roles: ['admin'], sub: '9001' });
  }, 180_000);
  afterAll(() => gateway.close(2000));

  const start = async (token: string, sessionId = `sdk-session-${randomUUID()}`): Promise<string> => {
    const { status, body } = await command(gateway, 'StartLivenessSessionCommand', token, { sessionId });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ sessionId, nonce: expect.any(String), deviceVerdict: 'enforce' });
    return sessionId;
  };
  const list = async (body: unknown) => (await command(gateway, 'RetrieveLivenessChecksQuery', admin, body)).body.data;
  const completed = async (token: string): Promise<unknown> =>
    (await command(gateway, 'CheckLivenessStatusQuery', token)).body.data['HasCompletedLivenessCheck'];

  test('the documentation by its examples: submit, update, status, user, list', { timeout: 120_000 }, async () => {
    const jane = await tokenOf({ claims: JANE });
    const none = await command(gateway, 'CheckLivenessStatusQuery', jane, {});
    expect(none.body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      message: 'Liveness check has not been completed.',
      data: { HasCompletedLivenessCheck: false, LivenessCheckDate: null, SessionId: null },
    });
    const sessionId = await start(jane, 'sdk-session-abc123');
    const known = await command(gateway, 'GetUserLivenessCheckQuery', admin, { userId: 1234 });
    expect(known.body.data).toMatchObject({ HasCompletedLivenessCheck: false, LivenessCheck: null });

    const base64 = await picture();
    const submitted = await command(
      gateway,
      'SubmitLivenessCheckCommand',
      jane,
      example(sessionId, `data:image/jpeg;base64,${base64}`),
      { 'user-agent': 'Bank/2.1', 'x-device-platform': 'Android', 'x-app-version': '2.1.0' },
    );
    expect(submitted.status).toBe(200);
    expect(submitted.body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      message: 'Liveness check completed successfully.',
      data: {
        id: expect.any(Number),
        sessionId: 'sdk-session-abc123',
        isSuccessful: true,
        verificationResult: true,
        challengeCount: 3,
        completedAt: '2026-03-22T14:00:00Z',
        createdAt: expect.stringMatching(TIME),
      },
    });
    const status = await command(gateway, 'CheckLivenessStatusQuery', jane, {});
    expect(status.body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      message: 'Liveness check has been completed.',
      data: {
        HasCompletedLivenessCheck: true,
        LivenessCheckDate: '2026-03-22T14:00:00Z',
        SessionId: 'sdk-session-abc123',
      },
    });
    const user = await command(gateway, 'GetUserLivenessCheckQuery', admin, { userId: 1234 });
    const record = {
      Id: submitted.body.data['id'],
      SessionId: 'sdk-session-abc123',
      IsSuccessful: true,
      VerificationResult: true,
      SessionDuration: 4200,
      LightingValue: 0.93,
      ChallengeCount: 3,
      CompletedChallenges: ['BLINK', 'SMILE', 'TURN_LEFT'],
      FinalCaptureVerificationResult: true,
      HasImage: true,
      ImagePath: '/uploads/liveness/abc123.jpg',
      ImageVerificationResult: true,
      CompletedAt: '2026-03-22T14:00:00Z',
      CreatedAt: submitted.body.data['createdAt'],
      DeviceInfo: '{"userAgent":"Bank/2.1","devicePlatform":"Android","appVersion":"2.1.0"}',
      ClientIp: null,
    };
    expect(user.body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      data: {
        UserId: 1234,
        EmailAddress: 'customer@example.com',
        UserId2: 'USR-00001234',
        FirstName: 'Jane',
        LastName: 'Doe',
        MiddleName: null,
        DisplayName: 'Jane Doe',
        HasCompletedLivenessCheck: true,
        LivenessCheck: { ...record, ImageBase64: `data:image/jpeg;base64,${base64}` },
      },
    });

    const updated = await command(gateway, 'UpdateLivenessCheckCommand', jane, { sessionId, ...FAILED });
    expect(updated.body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      message: 'Liveness check recorded but verification was not successful.',
      data: {
        id: Number(submitted.body.data['id']) + 1,
        sessionId: 'sdk-session-abc123',
        isSuccessful: false,
        verificationResult: false,
        challengeCount: 3,
        completedAt: null,
        createdAt: expect.stringMatching(TIME),
      },
    });
    // The latest record decides, so a later failure revokes.
    expect(await completed(jane)).toBe(false);

    const listed = await command(gateway, 'RetrieveLivenessChecksQuery', admin, {
      selfServiceUserId: 1234,
      pageNumber: 1,
      pageSize: 20,
    });
    expect(listed.body.data).toMatchObject({ PageNumber: 1, PageSize: 20, TotalCount: 2, TotalPages: 1 });
    expect(listed.body.data['Items']).toEqual([
      expect.objectContaining({ Id: updated.body.data['id'], IsSuccessful: false, HasImage: false }),
      { ...record, SelfServiceUserId: 1234, PreRegistrationId: 77 },
    ]);
  });

  describe('a claim counts only with our own verdict', () => {
    test.each([
      ['under a session that nobody began', async () => `unknown-${randomUUID()}`, livePerson],
      ['with a picture that is not live', (token: string) => start(token), notLive],
    ] as const)('%s it is kept as unverified', async (_name, sessionFor, answer) => {
      const token = await tokenOf({ sub: String(2000 + (seed += 1)) });
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
      // Nor does one that came in by another family.
      const foreign = await launch(gateway);
      await submit(gateway, foreign);
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

    test('without metadata it can never complete', async () => {
      const token = await tokenOf({ sub: '3002' });
      const { metadata: _left, ...bare } = example(await start(token), await picture());
      const { body } = await command(gateway, 'SubmitLivenessCheckCommand', token, bare);
      expect(body.data).toMatchObject({ isSuccessful: true, verificationResult: null, challengeCount: null });
      expect(await completed(token)).toBe(false);
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

    test('both pictures of a capture are judged, kept and bound; neither may have been sent before', async () => {
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
  });

  test('pages: filters are ANDed, totals are right, past the end is empty', async () => {
    const token = await tokenOf({ sub: '4001', claims: { pre_registration_id: '88' } });
    for (let index = 0; index < 3; index += 1) {
      await command(gateway, 'UpdateLivenessCheckCommand', token, { ...FAILED, sessionId: `page-${index % 2}` });
    }
    expect(await list({ preRegistrationId: 88, pageSize: 2 })).toMatchObject({
      Items: [{ SessionId: 'page-0' }, { SessionId: 'page-1' }],
      PageNumber: 1,
      PageSize: 2,
      TotalCount: 3,
      TotalPages: 2,
    });
    expect(await list({ preRegistrationId: 88, pageSize: 2, pageNumber: 3 })).toMatchObject({
      Items: [],
      TotalCount: 3,
    });
    expect(await list({ selfServiceUserId: 4001, sessionId: 'page-0' })).toMatchObject({ TotalCount: 2 });
    expect(await list({ selfServiceUserId: 1, sessionId: 'page-0' })).toMatchObject({ TotalCount: 0, TotalPages: 0 });
  });

  test('every record and every look is on the audit trail, and the chain verifies', async () => {
    const token = await tokenOf({ sub: '5001', claims: { given_name: 'Secretive' } });
    await command(gateway, 'UpdateLivenessCheckCommand', token, example(await start(token), await picture()));
    await command(gateway, 'GetUserLivenessCheckQuery', admin, { userId: 5001 });
    const { entries } = await gateway.audit.list({ userId: '5001', limit: 10, offset: 0 });
    expect(entries.map(({ action, actor, outcome }) => [action, actor, outcome])).toEqual([
      ['image-viewed', 'admin:9001', 'done'],
      ['verdict', 'gateway', 'accepted'],
      ['session-opened', 'user:5001', 'done'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('Secretive');
    const chains = await verifyAudit(gateway.db, deriveSigningKeys(MASTER_KEY).audit);
    expect(chains.filter(({ broken }) => broken !== null)).toEqual([]);
    expect(chains.map(({ chain }) => chain)).toContain('bpm/https://id.bank.example.com');
  });
});
