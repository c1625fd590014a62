/** The BPM self-service family over HTTP, by the examples of its documentation, and the rules behind them. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../../audit/store/verify-audit.ts';
import { deriveSigningKeys } from '../../../auth/keys.ts';
import { bpmConfig, command, example, FAILED, JANE, picture, tokenOf } from '../../../../test/support/bpm.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { MASTER_KEY, startGateway, type TestGateway } from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const askWithoutBody = async (gateway: TestGateway, name: string, token: string, headers = {}) => {
  const path = `/api/BPMSelfService/commands/${name}`;
  const authorization = `Bearer ${token}`;
  const response = await gateway.app.request(path, { method: 'POST', headers: { authorization, ...headers } });
  return (await response.json()) as Awaited<ReturnType<typeof command>>['body'];
};

onBothDatabases((location) => {
  let gateway: TestGateway;
  let admin: string;

  opening(async (closing) => {
    gateway = closing(await startGateway({ config: bpmConfig(), database: location() }));
    admin = await tokenOf({ roles: ['admin'], sub: '9001' });
  });

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
        LivenessCheckDate: submitted.body.data['createdAt'],
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

  test('no body at all is an empty one', async () => {
    const nobody = await tokenOf({ sub: '1111' });
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      expect(await askWithoutBody(gateway, 'CheckLivenessStatusQuery', nobody, headers)).toMatchObject({
        isSuccessful: true,
        statusCode: '00',
        data: { HasCompletedLivenessCheck: false },
      });
      expect(await askWithoutBody(gateway, 'RetrieveLivenessChecksQuery', admin, headers)).toMatchObject({
        statusCode: '00',
        data: { PageNumber: 1, PageSize: 20 },
      });
      expect(await askWithoutBody(gateway, 'GetUserLivenessCheckQuery', admin, headers)).toMatchObject({
        statusCode: '01',
      });
    }
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

  test('every record and every view is on the audit trail, and the chain verifies', async () => {
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
