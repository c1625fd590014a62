/** Over a real socket: what a picture without signed evidence decides, why a record did not pass, and the sandbox. */
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { AUDIENCE, type BpmAnswer, command, ISSUER, picture, SECRET, tokenOf } from '../../../../test/support/bpm.ts';
import { captureOf, createSigner } from '../../../../test/support/capture.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { startGateway, testConfig, type TestGateway } from '../../../../test/support/harness.ts';
import { type Served, serveApp } from '../../../../test/support/socket.ts';
import { parseConfig } from '../../../config.ts';

const bpm = { issuer: ISSUER, audience: AUDIENCE, secret: SECRET, reasons: true };

/** `verificationResult` is null where nothing was judged and the client claimed nothing. */
const outcomeOf = ({ status, headers, body }: BpmAnswer) => [
  status,
  body.data['isSuccessful'],
  body.data['verificationResult'],
  headers.get('x-lifesign-reason'),
];

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;

  const serve = async (overrides: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    gateway = await startGateway({
      config: testConfig({ bpm: { ...bpm, ...overrides }, policy: { imageReuseDays: 90 } }),
      database: location(),
    });
    served = await serveApp(gateway.app);
  };
  afterEach(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const start = async (token: string, sessionId: string = randomUUID(), publicKey?: string): Promise<string> => {
    const { status, body } = await command(served, 'StartLivenessSessionCommand', token, { sessionId, publicKey });
    expect(status).toBe(200);
    return String(body.data['nonce']);
  };
  const submit = (token: string, sessionId: string, more: Readonly<Record<string, unknown>>) =>
    command(served, 'SubmitLivenessCheckCommand', token, { sessionId, isSuccessful: true, ...more });

  test('by default one still picture decides nothing, and evidence does', { timeout: 120_000 }, async () => {
    await serve();
    const token = await tokenOf({ sub: '9001' });
    const still = randomUUID();
    await start(token, still);
    expect(outcomeOf(await submit(token, still, { imageBase64: await picture() }))).toEqual([
      200,
      false,
      null,
      'evidence-missing',
    ]);
    expect(gateway.engine.calls).toHaveLength(0);
    const unknown = await submit(token, 'not-begun', { imageBase64: await picture() });
    expect(outcomeOf(unknown)).toEqual([200, false, null, 'session-unknown']);

    const signer = await createSigner();
    const sessionId = randomUUID();
    const nonce = await start(token, sessionId, signer.publicKey);
    const selfie = new Uint8Array(Buffer.from(await picture(), 'base64'));
    const { evidence } = await captureOf(signer, { nonce, submissionId: sessionId }, { selfie });
    const imageBase64 = Buffer.from(selfie).toString('base64');
    const passed = await submit(token, sessionId, { imageBase64, metadata: { evidence } });
    expect(outcomeOf(passed)).toEqual([200, true, true, 'passed']);
    // The body has the documented fields and no others.
    expect(Object.keys(passed.body).toSorted()).toEqual(['data', 'isSuccessful', 'message', 'statusCode']);

    const again = randomUUID();
    const secondNonce = await start(token, again, signer.publicKey);
    const replay = await captureOf(signer, { nonce: secondNonce, submissionId: again }, { selfie });
    const replayed = await submit(token, again, { imageBase64, metadata: { evidence: replay.evidence } });
    expect(outcomeOf(replayed)).toEqual([200, false, false, 'image-reused']);
  });

  test.each([
    ['preferred', 0.7],
    ['optional', undefined],
  ] as const)(
    '%s: a picture alone is judged, against its own threshold',
    { timeout: 120_000 },
    async (evidence, bar) => {
      await serve({ evidence });
      const token = await tokenOf({ sub: '9002' });
      const sessionId = randomUUID();
      await start(token, sessionId);
      expect(outcomeOf(await submit(token, sessionId, { imageBase64: await picture() }))).toEqual([
        200,
        true,
        true,
        'passed',
      ]);
      expect(gateway.engine.calls.map(({ livenessThreshold }) => livenessThreshold)).toEqual([bar]);
    },
  );

  test('the five commands alone are enough where that is configured', { timeout: 120_000 }, async () => {
    await serve({ evidence: 'optional', withoutSession: 'judged' });
    const token = await tokenOf({ sub: '9003' });
    const imageBase64 = await picture();
    expect(outcomeOf(await submit(token, 'of-their-own', { imageBase64 }))).toEqual([200, true, true, 'passed']);
    expect(outcomeOf(await submit(token, 'another', { imageBase64 }))).toEqual([200, false, false, 'image-reused']);
  });

  test('without the setting no reason is given', { timeout: 120_000 }, async () => {
    await serve({ reasons: false });
    const answer = await submit(await tokenOf({ sub: '9004' }), 'not-begun', { imageBase64: await picture() });
    expect(answer.headers.get('x-lifesign-reason')).toBeNull();
  });

  test('the sandbox plays outcomes by session id, without the engine', { timeout: 120_000 }, async () => {
    await serve({ sandbox: true, reasons: false, evidence: 'preferred' });
    const token = await tokenOf({ sub: '9005' });
    const play = async (sessionId: string) => {
      await start(token, sessionId);
      return submit(token, sessionId, { imageBase64: await picture() });
    };
    expect(outcomeOf(await play('sandbox-not-live:1'))).toEqual([200, false, false, 'spoof']);
    expect(outcomeOf(await play('sandbox-uncertain'))).toEqual([200, false, false, 'uncertain']);
    expect(outcomeOf(await play('sandbox-no-face'))).toEqual([200, false, false, 'no-face']);
    expect(outcomeOf(await play('sandbox-too-small'))).toEqual([200, false, false, 'too-small']);
    expect(outcomeOf(await play('anything'))).toEqual([200, true, true, 'passed']);
    expect(outcomeOf(await play('constructor'))).toEqual([200, true, true, 'passed']);
    const away = await play('sandbox-error');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
    expect(gateway.engine.calls).toHaveLength(0);
  });
});

test('judging without a session needs evidence not to be required', () => {
  const [partner] = testConfig().partners;
  const partners = [
    {
      clientId: partner?.clientId,
      name: 'One',
      passKeySha256: partner?.passKeySha256,
      onboardingPartners: [{ id: 'ONE-SDK-COE' }],
    },
  ];
  expect(() => parseConfig({ partners, bpm: { ...bpm, withoutSession: 'judged' } })).toThrow('bpm.withoutSession');
});
