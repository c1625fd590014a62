/** More requests than engine and memory can take: each family answers 503 with Retry-After, and nothing is lost. */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { command, example, picture, tokenOf as bpmTokenOf } from './support/bpm.ts';
import { ask, captureOf, createSigner, type Reply } from './support/capture.ts';
import { begin, start } from './support/e-verify.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import { livePerson } from './support/fake-engine.ts';
import {
  begin as begun,
  finished,
  jpeg,
  launch,
  startGateway,
  submit,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { LCP, recordFor } from './support/lcp.ts';
import { opening } from './support/opening.ts';
import { serveApp, type Served } from './support/socket.ts';

/** One thread: one verification runs, one waits, and one picture of 480 by 640 fits into memory. */
const FEW = { waitingPerThread: 1, megapixels: 0.4, bodyMiB: 0.1 };
const BODY_BYTES = Math.floor(FEW.bodyMiB * 1024 * 1024);

let gateway: TestGateway;
let served: Served;

opening(async (closing) => {
  gateway = closing(await startGateway({ config: { ...familiesConfig(), admission: FEW } }));
  served = closing(await serveApp(gateway.app));
});

/** Makes the engine wait until the returned function is called. */
const holdEngine = () => {
  let open: (() => void) | null = null;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const state = { running: 0, most: 0 };
  gateway.engine.answer = async (input) => {
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    await opened;
    state.running -= 1;
    return livePerson(input);
  };
  return { state, release: () => open?.() };
};

const comesBackLater = ({ status, headers }: Pick<Reply, 'status' | 'headers'>): boolean =>
  status === 503 && /^[2-8]$/.test(headers.get('retry-after') ?? '');

const bpmSubmit = async (sub: string) => {
  const token = await bpmTokenOf({ sub });
  const { body } = await command(served, 'StartLivenessSessionCommand', token);
  const sent = example(String(body.data['sessionId']), await picture());
  return () => command(served, 'UpdateLivenessCheckCommand', token, sent);
};

test(
  'a full queue is 503 in each family, and the same request passes once there is room',
  { timeout: 60_000 },
  async () => {
    const signer = await createSigner();
    const client = { gateway: served, signer, keys: { live: E_VERIFY_KEY, test: '', matchOnly: '', other: '' } };
    const session = await start(client);
    const nonce = await begin(client, session);
    const captured = await captureOf(signer, { nonce, submissionId: session.sessionId });
    const eVerify = () => ask(served, 'PUT', session.capturePath, session.headers, captured);
    const initiated = await ask(served, 'POST', `${LCP}/liveness/init`, {}, { userId: 'user1' });
    const livenessRecord = await recordFor((initiated.body as { reference: string }).reference);
    const proxy = () => ask(served, 'POST', `${LCP}/liveness/verify`, {}, { userId: 'user1', livenessRecord });
    const submits = await Promise.all(['7001', '7002', '7003', '7004'].map(bpmSubmit));

    const { state, release } = holdEngine();
    const first = submits.map(async (send) => {
      const answer = await send();
      return { send, answer };
    });
    const refusals: Awaited<(typeof first)[number]>[] = [];
    first.forEach((each) => void each.then((one) => one.answer.status === 503 && refusals.push(one)));
    await until(
      () => refusals.length + state.running,
      (count) => count === 3,
    );
    const launched = await launch(served);
    const { submissionId, confirmed } = await submit(served, launched);
    expect(confirmed.status).toBe(200);

    for (const { answer } of refusals) {
      expect(comesBackLater(answer)).toBe(true);
      expect(answer.body).toEqual({
        isSuccessful: false,
        statusCode: '99',
        message: 'The service is not available now.',
        data: null,
      });
    }
    const [refusedCapture, refusedVerify] = await Promise.all([eVerify(), proxy()]);
    expect([refusedCapture, refusedVerify].map(comesBackLater)).toEqual([true, true]);
    expect(refusedCapture.body).toMatchObject({ status: 'failed', error: { code: 'service_unavailable' } });
    expect(refusedVerify.body).toMatchObject({ status: 'ERROR', responseObject: { code: 'ERROR_GENERIC' } });

    release();
    const answers = await Promise.all(first);
    expect(answers.map(({ answer }) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 200, 503, 503]);
    // A confirmed submission waits in the queue instead of being refused.
    expect(await finished(served, launched, submissionId)).toMatchObject({ status: 'COMPLETED', reasonCode: '' });
    for (const { send } of refusals) {
      expect((await send()).body.data).toMatchObject({ isSuccessful: true, verificationResult: true });
    }
    expect((await eVerify()).body).toMatchObject({ outcome: 'live' });
    expect((await proxy()).body).toMatchObject({ result: 'ACCEPTED' });
    // Two pictures of 0.3 megapixels are never decoded at once.
    expect(state.most).toBe(1);
  },
);

test('bodies that fill their share of the memory make further ones 503 until they are read', async () => {
  gateway.engine.answer = livePerson;
  const send = await bpmSubmit('7101');
  const launched = await launch(served);
  const place = (await begun(served, launched)).body.data.documents.SELFIE?.documentUrl ?? '';
  const bytes = await jpeg();
  const put = () => upload(served, place, bytes);
  const token = await bpmTokenOf({ sub: '7102' });
  const slow = connect(served.port, '127.0.0.1', () =>
    slow.write(
      'POST /api/BPMSelfService/commands/UpdateLivenessCheckCommand HTTP/1.1\r\nhost: gateway\r\n' +
        `authorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${BODY_BYTES}\r\n\r\n{`,
    ),
  );
  // Only once the gateway has read its header: while another body is held, this one would be refused.
  await once(slow, 'connect');
  await pause(500);
  expect(slow.bytesRead, 'the slow body was answered').toBe(0);
  const refused = await until(put, ({ status }) => status === 503);
  expect(comesBackLater(refused)).toBe(true);
  expect(await refused.json()).toMatchObject({
    success: false,
    errors: [{ code: '903', cause: 'SERVICE_UNAVAILABLE' }],
  });
  expect(comesBackLater(await send())).toBe(true);
  slow.destroy();
  await until(put, ({ status }) => status === 200);
  expect((await send()).body.data).toMatchObject({ isSuccessful: true });
});
