/** The BPM self-service family over a socket, as clients that are not our SDK send it. */
import { CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  AUDIENCE,
  bpmConfig,
  command,
  example,
  FAILED,
  ISSUER,
  notLive,
  picture,
  SECRET,
  tokenOf,
} from '../../../../test/support/bpm.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { livePerson } from '../../../../test/support/fake-engine.ts';
import { startGateway, type TestGateway } from '../../../../test/support/harness.ts';
import { serveApp, type Served } from '../../../../test/support/socket.ts';
import { opening } from '../../../../test/support/opening.ts';

const PATH = '/api/BPMSelfService/commands';

const timeOf = (value: unknown): number => Date.parse(String(value));

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;
  let admin: string;

  opening(async (closing) => {
    gateway = closing(await startGateway({ config: bpmConfig(), database: location() }));
    served = closing(await serveApp(gateway.app));
    admin = await tokenOf({ roles: ['admin'], sub: '9001' });
  });

  const start = async (token: string): Promise<string> => {
    const { body } = await command(served, 'StartLivenessSessionCommand', token);
    return String(body.data['sessionId']);
  };
  const standing = async (token: string): Promise<Record<string, unknown>> =>
    (await command(served, 'CheckLivenessStatusQuery', token)).body.data;

  const judged = async (token: string, metadata: unknown, answer: TestGateway['engine']['answer'] = livePerson) => {
    gateway.engine.answer = answer;
    try {
      const sent = { ...example(await start(token), await picture()), metadata };
      const { body } = await command(served, 'SubmitLivenessCheckCommand', token, sent);
      const { isSuccessful, verificationResult } = body.data;
      return { message: body['message'], outcome: [isSuccessful, verificationResult] };
    } finally {
      gateway.engine.answer = livePerson;
    }
  };

  const claim = async (token: string, metadata: unknown) => {
    const sent = { ...example(await start(token), await picture()), metadata };
    const { status, body } = await command(served, 'UpdateLivenessCheckCommand', token, sent);
    return { status, data: body.data };
  };

  /** The answer as text: JavaScript's numbers would round the ids. */
  const asText = async (name: string, body: string): Promise<string> => {
    const headers = { 'authorization': `Bearer ${admin}`, 'content-type': 'application/json' };
    const response = await served.app.request(`${PATH}/${name}`, { method: 'POST', headers, body });
    return response.text();
  };

  describe('an empty body', () => {
    /** The ways to send no body: Node and curl send content-length 0, others send no header. */
    const EMPTY = {
      'no length': '',
      'a length of 0': 'content-length: 0\r\n',
      'called JSON': 'content-type: application/json\r\ncontent-length: 0\r\n',
      'called text': 'content-type: text/plain;charset=UTF-8\r\ncontent-length: 0\r\n',
      'with the content type of a form': 'content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n',
      'called nothing': 'content-type: \r\ncontent-length: 0\r\n',
      'chunked': 'transfer-encoding: chunked\r\n',
    };

    test.each(Object.entries(EMPTY))('%s: is an empty object', async (name, headers) => {
      const customer = await tokenOf({ sub: '1111' });
      const ask = async (commandName: string, token: string): Promise<unknown> => {
        const text = await served.exchange(
          Buffer.from(
            `POST ${PATH}/${commandName} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n` +
              `authorization: Bearer ${token}\r\n${headers}\r\n${name === 'chunked' ? '0\r\n\r\n' : ''}`,
          ),
        );
        return [text.slice(9, 12), JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))];
      };
      expect(await ask('CheckLivenessStatusQuery', customer)).toMatchObject([
        '200',
        { statusCode: '00', data: { HasCompletedLivenessCheck: false } },
      ]);
      expect(await ask('RetrieveLivenessChecksQuery', admin)).toMatchObject([
        '200',
        { statusCode: '00', data: { PageNumber: 1, PageSize: 20 } },
      ]);
      expect(await ask('StartLivenessSessionCommand', customer)).toMatchObject(['200', { statusCode: '00' }]);
      expect(await ask('GetUserLivenessCheckQuery', admin)).toMatchObject(['400', { statusCode: '01' }]);
    });
  });

  describe('our verdict decides, and a claim may only lower it', () => {
    test.each([
      ['no metadata', undefined],
      ['null for metadata', null],
      ['empty metadata', {}],
      ['metadata without a result', { sessionDuration: 4200 }],
      ['a result of null', { verificationResult: null }],
    ])('%s: a live capture passes, an attack does not', async (_name, metadata) => {
      const token = await tokenOf({ sub: '6001' });
      expect(await judged(token, metadata)).toEqual({
        message: 'Liveness check completed successfully.',
        outcome: [true, true],
      });
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(true);
      expect(await judged(token, metadata, notLive)).toEqual({
        message: 'Liveness check recorded but verification was not successful.',
        outcome: [false, false],
      });
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(false);
    });

    test('a claimed false overrules a live verdict; a claimed true changes nothing', async () => {
      const token = await tokenOf({ sub: '6002' });
      expect((await judged(token, { verificationResult: false })).outcome).toEqual([true, false]);
      expect((await judged(token, { verificationResult: true }, notLive)).outcome).toEqual([false, false]);
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(false);
    });

    test('without a verdict of ours there is no result', async () => {
      const token = await tokenOf({ sub: '6003' });
      const { body } = await command(served, 'SubmitLivenessCheckCommand', token, {
        sessionId: 'began-nowhere',
        isSuccessful: true,
        imageBase64: await picture(),
      });
      expect(body.data).toMatchObject({ isSuccessful: false, verificationResult: null });
    });
  });

  describe('times from a client', () => {
    test('a future time is replaced by the record’s time, which is the date of the check', async () => {
      const token = await tokenOf({ sub: '6101' });
      const { data } = await claim(token, { verificationResult: true, completedAt: '2099-01-01T00:00:00Z' });
      expect(Math.abs(timeOf(data['createdAt']) - Date.now())).toBeLessThan(60_000);
      expect(data['completedAt']).toBe(data['createdAt']);
      expect((await standing(token))['LivenessCheckDate']).toBe(data['createdAt']);
      const { data: user } = (await command(served, 'GetUserLivenessCheckQuery', admin, { userId: 6101 })).body;
      expect(user['LivenessCheck']).toMatchObject({ CompletedAt: data['createdAt'] });
      const kept = await gateway.db
        .selectFrom('bpm_record')
        .select('claim')
        .where('user_id', '=', '6101')
        .executeTakeFirstOrThrow();
      expect(kept.claim.metadata?.completedAt).toBe('2099-01-01T00:00:00Z');
    });

    test('an earlier time is kept, and is not the date of the check', async () => {
      const token = await tokenOf({ sub: '6102' });
      const { data } = await claim(token, { completedAt: '2001-02-03T04:05:06Z' });
      expect(data['completedAt']).toBe('2001-02-03T04:05:06Z');
      expect((await standing(token))['LivenessCheckDate']).toBe(data['createdAt']);
    });

    test.each([
      ['2026-03-22T14:00:00', '2026-03-22T14:00:00Z'],
      ['2026-03-22T14:00', '2026-03-22T14:00:00Z'],
      ['2026-03-22T14:00:00.1234567', '2026-03-22T14:00:00Z'],
      ['2026-03-22T14:00:00.5Z', '2026-03-22T14:00:00Z'],
      ['2026-03-22T14:00:00+01:00', '2026-03-22T13:00:00Z'],
    ])('%s is %s', async (completedAt, kept) => {
      const { status, data } = await claim(await tokenOf({ sub: '6103' }), { completedAt });
      expect([status, data['completedAt']]).toEqual([200, kept]);
    });

    test('a duration with a fraction is accepted and returned rounded', async () => {
      const metrics = { sessionDuration: 1100.4 };
      const metadata = { timestamp: 1742680800000.125, sessionDuration: 4199.6, finalCapture: metrics };
      const { status } = await claim(await tokenOf({ sub: '6104' }), metadata);
      const { data } = (await command(served, 'GetUserLivenessCheckQuery', admin, { userId: 6104 })).body;
      expect([status, data['LivenessCheck']]).toMatchObject([200, { SessionDuration: 4200 }]);
    });
  });

  test('optional fields may be empty', async () => {
    const token = await tokenOf({ sub: '6201' });
    const started = await command(served, 'StartLivenessSessionCommand', token, { sessionId: '', publicKey: '' });
    expect(started.body.data['sessionId']).toMatch(/./);
    const record = await command(
      served,
      'UpdateLivenessCheckCommand',
      token,
      {
        ...example(String(started.body.data['sessionId']), await picture()),
        additionalImageBase64: '',
        imagePath: '',
        metadata: { completedAt: '', evidence: '' },
      },
      { 'idempotency-key': '' },
    );
    expect([record.status, record.body.data]).toMatchObject([200, { isSuccessful: true, completedAt: null }]);
    const bare = { sessionId: 'bare', isSuccessful: false, imageBase64: '' };
    expect((await command(served, 'UpdateLivenessCheckCommand', token, bare)).status).toBe(200);
    const listed = await command(served, 'RetrieveLivenessChecksQuery', admin, {
      selfServiceUserId: 6201,
      sessionId: '',
      cursor: '',
    });
    expect([listed.status, listed.body.data]).toMatchObject([200, { TotalCount: 2, Items: [{}, { ImagePath: null }] }]);
  });

  describe('ids are longs', () => {
    test.each(['9007199254740993', '9223372036854775807'])('%s: exact as a number and as a string', async (id) => {
      const before = (BigInt(id) - 1n).toString();
      for (const sub of [id, before]) {
        const token = await tokenOf({ sub, claims: { pre_registration_id: id } });
        const { status } = await command(served, 'UpdateLivenessCheckCommand', token, { sessionId: id, ...FAILED });
        expect(status).toBe(200);
      }
      for (const wire of [id, `"${id}"`]) {
        expect(await asText('GetUserLivenessCheckQuery', `{"userId":${wire}}`)).toContain(`"UserId":${id},`);
        const listed = await asText('RetrieveLivenessChecksQuery', `{"selfServiceUserId":${wire}}`);
        expect(listed).toContain('"TotalCount":1,');
        expect(listed).toContain(`"SelfServiceUserId":${id},"PreRegistrationId":${id}}`);
        const both = await asText('RetrieveLivenessChecksQuery', `{"preRegistrationId":${wire}}`);
        expect(both).toContain('"TotalCount":2,');
        expect(both).toContain(`"SelfServiceUserId":${before},`);
      }
    });

    test('a token may hold them as numbers, and digits name the user of the same number', async () => {
      const id = '9007199254740995';
      const now = Math.floor(Date.now() / 1000);
      const claims = `{"iss":"${ISSUER}","aud":"${AUDIENCE}","sub":"7","roles":["customer"],"exp":${now + 600}`;
      const payload = `${claims},"pre_registration_id":${id}}`;
      const token = await new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(SECRET));
      await command(served, 'UpdateLivenessCheckCommand', token, { sessionId: 'by-number', ...FAILED });
      expect(await asText('RetrieveLivenessChecksQuery', `{"preRegistrationId":${id}}`)).toContain(
        `"SelfServiceUserId":7,"PreRegistrationId":${id}}`,
      );
      expect(await asText('GetUserLivenessCheckQuery', '{"userId":"7"}')).toContain('"UserId":7,');
    });
  });

  test('an administrator sees the picture of a record that failed, and the view is on the audit trail', async () => {
    const token = await tokenOf({ sub: '7001', claims: { pre_registration_id: 71 } });
    const imageBase64 = await picture();
    gateway.engine.answer = notLive;
    const failed = await command(served, 'UpdateLivenessCheckCommand', token, {
      ...example(await start(token), imageBase64),
      imagePath: null,
    });
    gateway.engine.answer = livePerson;
    const bare = await command(served, 'UpdateLivenessCheckCommand', token, { sessionId: 'bare', ...FAILED });
    const lookAt = (id: unknown) => command(served, 'GetLivenessCheckQuery', admin, { id });
    const listed = await command(served, 'RetrieveLivenessChecksQuery', admin, { selfServiceUserId: 7001 });
    const [last, first] = listed.body.data['Items'] as readonly Record<string, unknown>[];

    expect((await lookAt(failed.body.data['id'])).body).toEqual({
      isSuccessful: true,
      statusCode: '00',
      message: 'Liveness check retrieved.',
      data: { ...first, ImageBase64: `data:image/jpeg;base64,${imageBase64}` },
    });
    expect(first).toMatchObject({ IsSuccessful: false, VerificationResult: false, SelfServiceUserId: 7001 });
    expect((await lookAt(bare.body.data['id'])).body.data).toEqual({ ...last, ImageBase64: null });
    const { entries } = await gateway.audit.list({ userId: '7001', limit: 2, offset: 0 });
    expect(entries.map(({ action, actor, images }) => [action, actor, images.length])).toEqual([
      ['record-viewed', 'admin:9001', 0],
      ['image-viewed', 'admin:9001', 1],
    ]);
    // The documented query returns the record that counts, and no record counts here.
    const user = await command(served, 'GetUserLivenessCheckQuery', admin, { userId: 7001 });
    expect(user.body.data).toMatchObject({ HasCompletedLivenessCheck: false, LivenessCheck: null });
  });

  test.each([
    [{}, 'sessionId is missing.'],
    [{ sessionId: 1 }, 'sessionId must be a string.'],
    [{ sessionId: 'a', isSuccessful: 'true' }, 'isSuccessful must be true or false.'],
    [{ sessionId: 'a'.repeat(201), isSuccessful: true }, 'sessionId is longer than 200 characters.'],
    [
      { sessionId: 'a', isSuccessful: true, metadata: { lightingValue: 2 } },
      'metadata.lightingValue must be at most 1.',
    ],
  ])('%j: %s', async (body, message) => {
    const reply = await command(served, 'UpdateLivenessCheckCommand', await tokenOf({ sub: '7101' }), body);
    expect([reply.status, reply.body]).toMatchObject([400, { statusCode: '01', message }]);
  });
});
