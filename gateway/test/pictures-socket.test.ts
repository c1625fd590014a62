/** Over a real socket: which pictures are accepted, what a refusal says and costs, and what is reported of reference pictures. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HEADERS, type UploadUrlsData } from 'lifesign/contract';
import { expect, test } from 'vitest';
import { getReferenceImage } from '../src/families/coe/use-cases/reference-image.ts';
import { FAMILIES } from '../src/check/check.ts';
import { command, tokenOf as bpmToken } from './support/bpm.ts';
import { ask, createSigner, type LaunchSigner } from './support/capture.ts';
import { onBothDatabases } from './support/databases.ts';
import { E_VERIFY_KEY, familiesConfig } from './support/families.ts';
import {
  begin,
  call,
  confirm,
  evidenceFor,
  finished,
  jpeg,
  launch,
  ONBOARDING,
  partnerTokenOf,
  sha256,
  startGateway,
  statusOf,
  submit,
  type TestGateway,
  until,
  upload,
} from './support/harness.ts';
import { init, verify } from './support/lcp.ts';
import { START } from './support/e-verify.ts';
import { opening } from './support/opening.ts';
import { type Served, serveApp } from './support/socket.ts';

/** A partner on loopback: answers `answer` about where a reference picture is, and the picture. */
const startPartner = async () => {
  const state = { answer: {} as unknown, port: 0, close: () => void server.close() };
  const server = createServer((request, response) => {
    if (request.url === '/picture') {
      void jpeg().then((bytes) => response.end(bytes));
      return;
    }
    response.end(JSON.stringify(state.answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.port = (server.address() as AddressInfo).port;
  return state;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const host = (url: string | undefined): string => new URL(url ?? '').host;

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;
  let signer: LaunchSigner;
  let partner: Awaited<ReturnType<typeof startPartner>>;

  opening(async (closing) => {
    partner = closing(await startPartner());
    const config = familiesConfig();
    gateway = closing(
      await startGateway({
        config,
        database: location(),
        derivePublicUrl: true,
        getReferenceImage: (configured, session, signal) =>
          getReferenceImage(
            {
              ...configured,
              referenceImage: {
                ...configured.referenceImage,
                endpoint: `http://localhost:${partner.port}/where`,
                allowHosts: [`localhost:${partner.port}`],
              },
            },
            session,
            signal,
          ),
      }),
    );
    served = closing(await serveApp(gateway.app));
    signer = await createSigner();
  });

  const uploaded = async (data: UploadUrlsData, bytes: Uint8Array) => {
    const response = await upload(served, data.documents.SELFIE?.documentUrl ?? '', bytes);
    const { errors } = (await response.json()) as { errors?: readonly { reason?: string }[] };
    return [response.status, errors?.[0]?.reason];
  };

  test('an upload that is refused says why and costs no attempt', { timeout: 60_000 }, async () => {
    const one = await launch(served);
    const { data } = (await begin(served, one)).body;
    const good = await jpeg(368, 656);
    expect(await uploaded(data, good.subarray(0, good.length - 60))).toEqual([422, 'unreadable']);
    expect(await uploaded(data, await jpeg(319, 656))).toEqual([422, 'too-small']);
    expect(await uploaded(data, new TextEncoder().encode('<svg/>'))).toEqual([422, 'unreadable']);
    const unsigned = await confirm(served, one, data.submissionId, await one.sign(evidenceFor(data, {}, 'live')));
    expect([unsigned.status, unsigned.body.errors]).toEqual([422, [expect.objectContaining({ reason: 'missing' })]]);
    expect(await uploaded(data, good)).toEqual([200, undefined]);
    const other = evidenceFor(data, { SELFIE: sha256('another') });
    const different = await confirm(served, one, data.submissionId, await one.sign(other));
    expect(different.body.errors).toEqual([expect.objectContaining({ code: '422', reason: 'not-signed' })]);
    const standing = await statusOf(served, one, data.submissionId);
    expect(standing.body.data).toMatchObject({ status: 'INITIATED', attemptsLeft: 3 });
    const evidence = await one.sign(evidenceFor(data, { SELFIE: sha256(good) }));
    expect((await confirm(served, one, data.submissionId, evidence)).status).toBe(200);
    // It passed: no attempt is left.
    expect(await finished(served, one, data.submissionId)).toMatchObject({ nextAction: 'EXIT', attemptsLeft: 0 });
  });

  test(
    'a truncated picture is refused in every family, and the session still accepts a whole one',
    { timeout: 120_000 },
    async () => {
      const whole = await jpeg(480, 640, 3);
      const cut = whole.subarray(0, whole.length - 60);
      const about = { 'bpm': 'whole JPEG', 'e-verify': 'whole JPEG', 'lcp': 'whole JPEG' };
      const user = await bpmToken({ sub: '8101' });
      const begun = await command(served, 'StartLivenessSessionCommand', user, { publicKey: signer.publicKey });
      const { sessionId, nonce } = begun.body.data as { sessionId: string; nonce: string };
      const sendBpm = async (bytes: Uint8Array) => {
        const evidence = await signer.sign(evidenceFor({ submissionId: sessionId, nonce }, { SELFIE: sha256(bytes) }));
        const record = { sessionId, isSuccessful: true, imageBase64: base64(bytes), metadata: { evidence } };
        return command(served, 'SubmitLivenessCheckCommand', user, record);
      };
      const refused = await sendBpm(cut);
      expect([refused.status, refused.body['message']]).toEqual([400, expect.stringContaining(about.bpm)]);
      expect((await sendBpm(whole)).body.data).toMatchObject({ isSuccessful: true });

      const started = await ask(
        served,
        'POST',
        START,
        { 'x-api-key': E_VERIFY_KEY },
        { client_session_token: 'cut-off-1' },
      );
      const { session_id: id } = started.body as { session_id: string };
      const headers = { authorization: `Bearer ${started.headers.get('x-lifesign-capture-token')}` };
      const path = `/v1/biometrics/liveness/${id}/capture`;
      const capture = await ask(served, 'POST', path, headers, { public_key: signer.publicKey });
      const captureOf = async (reference: { submissionId: string; nonce: string }, bytes: Uint8Array) => ({
        version: 1,
        evidence: await signer.sign(evidenceFor(reference, { SELFIE: sha256(bytes) })),
        images: { SELFIE: base64(bytes) },
      });
      const sendEVerify = async (bytes: Uint8Array) =>
        ask(
          served,
          'PUT',
          path,
          headers,
          await captureOf({ submissionId: id, nonce: (capture.body as { nonce: string }).nonce }, bytes),
        );
      const unread = await sendEVerify(cut);
      expect([unread.status, unread.body]).toEqual([
        400,
        expect.objectContaining({ message: expect.stringContaining(about['e-verify']) as unknown }),
      ]);
      expect((await sendEVerify(whole)).body).toMatchObject({ outcome: 'live' });

      const { reference } = (await init(served, '8102')).body as { reference: string };
      const sendLcp = async (bytes: Uint8Array) => {
        const sent = await captureOf({ submissionId: reference, nonce: reference }, bytes);
        const image = base64(Buffer.from(JSON.stringify({ ...sent, public_key: signer.publicKey })));
        return verify(served, '8102', { image, reference });
      };
      const rejected = await sendLcp(cut);
      expect([rejected.status, JSON.stringify(rejected.body)]).toEqual([400, expect.stringContaining(about.lcp)]);
      expect((await sendLcp(whole)).body).toMatchObject({ result: 'ACCEPTED' });
      expect(FAMILIES).toHaveLength(4);
    },
  );

  test.each([
    ['without a type', (url: string) => ({ success: true, data: { referenceImageUrl: url } }), 'ktp'],
    [
      'in lower case',
      (url: string) => ({ success: true, data: { referenceImageUrl: url, imageType: 'selfie' } }),
      'selfie',
    ],
    [
      'without envelope',
      (url: string) => ({ referenceImageUrl: url, imageType: 'SELFIE', expiryInSeconds: '60' }),
      'selfie',
    ],
  ] as const)(
    'an answer about the reference picture is accepted %s',
    { timeout: 60_000 },
    async (_how, answer, type) => {
      partner.answer = answer(`http://localhost:${partner.port}/picture`);
      const one = await launch(served, { flow: 'FACE_VERIFICATION' });
      const { submissionId } = await submit(served, one);
      expect(await finished(served, one, submissionId)).toMatchObject({ verificationResult: { isApproved: true } });
      const { body } = await detailsOf(one.partnerToken, one.partnerSessionId);
      expect(body.data).toMatchObject({
        submissionDetails: {
          verificationResults: { referenceImageValidation: { [type]: { verificationResult: true } } },
        },
      });
    },
  );

  test(
    'an answer that cannot be parsed is logged and not taken as a missing picture',
    { timeout: 60_000 },
    async () => {
      const reasonFor = async (answer: unknown) => {
        partner.answer = answer;
        gateway.logLines.length = 0;
        const one = await launch(served, { flow: 'FACE_VERIFICATION' });
        const { submissionId } = await submit(served, one);
        expect(await finished(served, one, submissionId)).toMatchObject({ reasonCode: 'REFERENCE_IMAGE_NOT_FOUND' });
        const check = await gateway.db
          .selectFrom('liveness_check')
          .select('reason')
          .where('id', '=', submissionId)
          .executeTakeFirstOrThrow();
        return [check.reason, gateway.logLines.find((line) => line.includes('reference image'))];
      };
      const url = `http://localhost:${partner.port}/picture`;
      expect(await reasonFor({ success: true, data: { referenceImageUrl: url, imageType: 'PASSPORT' } })).toEqual([
        'reference-answer',
        expect.stringContaining('"what":"imageType"'),
      ]);
      expect(await reasonFor({ success: true, data: { referenceImageUrl: `${url}-none`, imageType: 'KTP' } })).toEqual([
        'reference-missing',
        expect.stringContaining('not-an-image'),
      ]);
    },
  );

  test(
    'a selfie given at initiate is reported as one; details and callback have the same host',
    { timeout: 60_000 },
    async () => {
      const partnerSessionId = `typed-${Date.now()}`;
      const one = await launch(served, { flow: 'FACE_VERIFICATION', partnerSessionId });
      const typed = await call(
        served,
        'POST',
        '/coe-partner/v1/initiate-flow',
        {
          [HEADERS.token]: await partnerTokenOf(served),
          [HEADERS.onboardingPartner]: ONBOARDING.FACE_VERIFICATION,
          [HEADERS.partnerUserId]: 'user-1',
          [HEADERS.partnerUserIdType]: 'TEST_ID',
          [HEADERS.partnerSessionId]: partnerSessionId,
        },
        {
          flow: 'FACE_VERIFICATION',
          source: 'SDK',
          additionalDetails: {
            referenceImageUrl: `http://localhost:${partner.port}/picture`,
            referenceImageType: 'SELFIE',
          },
        },
      );
      expect(typed.status).toBe(200);
      const { submissionId } = await submit(served, one);
      await finished(served, one, submissionId);
      interface Details {
        readonly submissionDetails: {
          readonly imageUrls: { readonly selfie: string };
          readonly verificationResults: unknown;
        };
      }
      const { data } = (await detailsOf<Details>(one.partnerToken, partnerSessionId)).body;
      expect(data.submissionDetails.verificationResults).toMatchObject({
        referenceImageValidation: { selfie: { verificationResult: true } },
      });
      const told = await until(
        () => gateway.callbacks.map(({ body }) => JSON.parse(body) as Details & { submissionId: string }),
        (bodies) => bodies.some((body) => body.submissionId === submissionId),
      );
      const callback = told.find((body) => body.submissionId === submissionId);
      expect(host(data.submissionDetails.imageUrls.selfie)).toBe(`127.0.0.1:${served.port}`);
      expect(host(callback?.submissionDetails.imageUrls.selfie)).toBe(`127.0.0.1:${served.port}`);
    },
  );

  const detailsOf = <T = Record<string, unknown>>(token: string, partnerSessionId: string) =>
    call<T>(served, 'GET', '/coe/v1/submissions', {
      [HEADERS.token]: token,
      [HEADERS.partnerSessionId]: partnerSessionId,
    });
});
