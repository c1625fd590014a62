/** The BPM self-service family over a socket, as clients that are not our SDK send it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bpmConfig, command, example, notLive, picture, tokenOf } from './testing/bpm.ts';
import { onBothDatabases } from './testing/databases.ts';
import { livePerson } from './testing/fake-engine.ts';
import { startGateway, type TestGateway } from './testing/harness.ts';
import { serveApp, type Served } from './testing/socket.ts';

const PATH = '/api/BPMSelfService/commands';

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;
  let admin: string;

  beforeAll(async () => {
    gateway = await startGateway({ config: bpmConfig(), database: location() });
    served = await serveApp(gateway.app);
    admin = await tokenOf({ roles: ['admin'], sub: '9001' });
  }, 180_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const start = async (token: string): Promise<string> => {
    const { body } = await command(served, 'StartLivenessSessionCommand', token);
    return String(body.data['sessionId']);
  };
  const standing = async (token: string): Promise<Record<string, unknown>> =>
    (await command(served, 'CheckLivenessStatusQuery', token)).body.data;

  describe('a body of nothing', () => {
    /** Every way in which a client can send none: Node and curl add a length of 0, others nothing at all. */
    const EMPTY = {
      'no length': '',
      'a length of 0': 'content-length: 0\r\n',
      'called JSON': 'content-type: application/json\r\ncontent-length: 0\r\n',
      'called text': 'content-type: text/plain;charset=UTF-8\r\ncontent-length: 0\r\n',
      'called a form': 'content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n',
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

  describe('the verdict is ours, a claim may only lower it', () => {
    const record = async (token: string, metadata: unknown, answer: TestGateway['engine']['answer'] = livePerson) => {
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

    test.each([
      ['no metadata', undefined],
      ['null for metadata', null],
      ['empty metadata', {}],
      ['metadata without a result', { sessionDuration: 4200 }],
      ['a result of null', { verificationResult: null }],
    ])('%s: a live capture passes, an attack does not', async (_name, metadata) => {
      const token = await tokenOf({ sub: '6001' });
      expect(await record(token, metadata)).toEqual({
        message: 'Liveness check completed successfully.',
        outcome: [true, true],
      });
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(true);
      expect(await record(token, metadata, notLive)).toEqual({
        message: 'Liveness check recorded but verification was not successful.',
        outcome: [false, false],
      });
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(false);
    });

    test('a result of false takes a live verdict down, one of true lifts nothing', async () => {
      const token = await tokenOf({ sub: '6002' });
      expect((await record(token, { verificationResult: false })).outcome).toEqual([true, false]);
      expect((await record(token, { verificationResult: true }, notLive)).outcome).toEqual([false, false]);
      expect((await standing(token))['HasCompletedLivenessCheck']).toBe(false);
    });

    test('where there is no verdict of ours, there is no result', async () => {
      const token = await tokenOf({ sub: '6003' });
      const { body } = await command(served, 'SubmitLivenessCheckCommand', token, {
        sessionId: 'began-nowhere',
        isSuccessful: true,
        imageBase64: await picture(),
      });
      expect(body.data).toMatchObject({ isSuccessful: false, verificationResult: null });
    });
  });
});
