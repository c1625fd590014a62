/** Uploads, confirm and evidence: every refusal, and that it changes nothing. */
import { randomUUID } from 'node:crypto';
import { CompactSign, generateKeyPair } from 'jose';
import { HEADERS, type UploadUrlsData } from 'lifesign/contract';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { check, errorTable, without } from '../../../../test/support/error-table.ts';
import {
  begin,
  confirm,
  evidenceFor,
  jpeg,
  type Launch,
  launch,
  sha256,
  startGateway,
  statusOf,
  type TestGateway,
  upload,
} from '../../../../test/support/harness.ts';
import { opening } from '../../../../test/support/opening.ts';

let gateway: TestGateway;
let one: Launch;
let begun: UploadUrlsData;

opening(async (closing) => {
  gateway = closing(await startGateway());
  one = await launch(gateway);
  begun = (await begin(gateway, one)).body.data;
});

const refusal = async (response: Response) => {
  const body = (await response.json()) as { errors: { code: string; cause: string }[] };
  return { status: response.status, ...body.errors[0] };
};

describe('upload', () => {
  test('what is not a picture, too small or too large is refused, and nothing is stored', async () => {
    const url = begun.documents.SELFIE?.documentUrl ?? '';
    const artifact = { status: 422, code: '422', cause: 'INVALID_UPLOAD_ARTIFACT' };
    expect(await refusal(await upload(gateway, url, new TextEncoder().encode('hello')))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, new Uint8Array(0)))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, await jpeg(319, 900)))).toMatchObject(artifact);
    const webp = await sharp(await jpeg())
      .webp()
      .toBuffer();
    expect(await refusal(await upload(gateway, url, webp))).toMatchObject(artifact);
    expect(await refusal(await upload(gateway, url, new Uint8Array(5 * 1024 * 1024 + 1)))).toMatchObject({
      status: 413,
      cause: 'PAYLOAD_TOO_LARGE',
    });
    const { body } = await statusOf(gateway, one, begun.submissionId);
    expect(body.data.documents.SELFIE?.status).toBe('PENDING');
  });

  test('PNG is accepted; a later upload replaces it, but not after the confirm', async () => {
    const fresh = await launch(gateway);
    const { data } = (await begin(gateway, fresh)).body;
    const url = data.documents.SELFIE?.documentUrl ?? '';
    expect(
      (
        await upload(
          gateway,
          url,
          await sharp(await jpeg())
            .png()
            .toBuffer(),
        )
      ).status,
    ).toBe(200);
    const last = await jpeg();
    expect((await upload(gateway, url, last)).status).toBe(200);
    const evidence = await fresh.sign(evidenceFor(data, { SELFIE: sha256(last) }));
    expect((await confirm(gateway, fresh, data.submissionId, evidence)).status).toBe(200);
    expect(await refusal(await upload(gateway, url, last))).toMatchObject({
      status: 409,
      code: '409',
      cause: 'SUBMISSION_STATE_CONFLICT',
    });
  });

  test('an address that was tampered with, is for another document, or has expired', async () => {
    const forbidden = { status: 403, code: '110', cause: 'FORBIDDEN' };
    const url = new URL(begun.documents.SELFIE?.documentUrl ?? '');
    const bytes = await jpeg();
    const other = begun.documents.ADDITIONAL_SELFIE?.documentReference ?? '';
    const swapped = url.href.replace(begun.documents.SELFIE?.documentReference ?? '?', other);
    expect(await refusal(await upload(gateway, swapped, bytes))).toMatchObject(forbidden);
    const longer = url.href.replace(/expires=\d+/, 'expires=9999999999');
    expect(await refusal(await upload(gateway, longer, bytes))).toMatchObject(forbidden);
    gateway.advance(601_000);
    try {
      expect(await refusal(await upload(gateway, url.href, bytes))).toMatchObject(forbidden);
    } finally {
      gateway.advance(-601_000);
    }
  });
});

describe('confirm', () => {
  const base = { method: 'PUT', path: '/coe/v1/submissions/urls' };

  errorTable(
    'headers, body and ownership',
    () => gateway,
    () => {
      const { headers } = one;
      const body = { submissionId: begun.submissionId, metadata: { evidence: 'a.b.c' } };
      const wrong = (name: string, value: unknown) => ({
        ...base,
        name,
        headers,
        body: value,
        status: 400,
        code: '1542',
        cause: 'INVALID_CONFIRM_UPLOAD_REQUEST',
      });
      return [
        {
          ...base,
          name: 'no sdk session',
          headers: without(headers, HEADERS.sdkSessionId),
          body,
          status: 400,
          code: '1539',
          cause: 'X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY',
        },
        wrong('not JSON', 'no'),
        wrong('no submission id', { metadata: body.metadata }),
        wrong('no metadata', { submissionId: begun.submissionId }),
        wrong('no evidence', { submissionId: begun.submissionId, metadata: {} }),
        wrong('evidence is not a JWS', body),
        {
          ...base,
          name: 'no token',
          headers: without(headers, HEADERS.token),
          body,
          status: 401,
          code: '110',
          cause: 'UNAUTHORIZED',
        },
        {
          ...base,
          name: 'another launch',
          headers: { ...headers, [HEADERS.sdkSessionId]: randomUUID() },
          body,
          status: 403,
          code: '110',
          cause: 'FORBIDDEN',
        },
        ...[randomUUID(), 'not-a-uuid'].map((submissionId) => ({
          ...base,
          name: 'unknown submission',
          headers,
          body: { ...body, submissionId },
          status: 404,
          code: '404',
          cause: 'SUBMISSION_DOES_NOT_EXIST',
        })),
      ];
    },
  );

  test('403 FORBIDDEN for a submission of another session', async () => {
    const stranger = await launch(gateway);
    await check(gateway, {
      ...base,
      name: 'stranger',
      headers: stranger.headers,
      body: { submissionId: begun.submissionId, metadata: { evidence: 'a.b.c' } },
      status: 403,
      code: '110',
      cause: 'FORBIDDEN',
    });
  });

  test('409 SUBMISSION_STATE_CONFLICT at the second confirm', async () => {
    const fresh = await launch(gateway);
    const { data } = (await begin(gateway, fresh)).body;
    const evidence = await fresh.sign(evidenceFor(data, {}, 'spoof'));
    expect((await confirm(gateway, fresh, data.submissionId, evidence)).status).toBe(200);
    expect(await confirm(gateway, fresh, data.submissionId, evidence)).toMatchObject({
      status: 409,
      body: { errors: [{ code: '409', cause: 'SUBMISSION_STATE_CONFLICT' }] },
    });
  });
});

describe('evidence', () => {
  let fresh: Launch;
  let data: UploadUrlsData;
  let selfie: Uint8Array;

  beforeAll(async () => {
    fresh = await launch(gateway);
    data = (await begin(gateway, fresh)).body.data;
    selfie = await jpeg();
    await upload(gateway, data.documents.SELFIE?.documentUrl ?? '', selfie);
  });

  const good = () => evidenceFor(data, { SELFIE: sha256(selfie) });

  const refusedWith = async (evidence: string, status: number, code: string, cause: string): Promise<void> => {
    const answer = await confirm(gateway, fresh, data.submissionId, evidence);
    expect(answer).toMatchObject({ status, body: { errors: [{ code, cause }] } });
    const { body } = await statusOf(gateway, fresh, data.submissionId);
    expect(body.data).toMatchObject({ status: 'INITIATED', attemptsLeft: 3 });
  };

  const CLAIMS: readonly (readonly [string, () => unknown])[] = [
    ['another nonce', () => ({ ...good(), nonce: 'x' })],
    ['another submission', () => ({ ...good(), submissionId: begun.submissionId })],
    ['an unknown model', () => ({ ...good(), models: { liveness: 'b'.repeat(64) } })],
    ['an unknown model', () => ({ ...good(), models: { other: 'a'.repeat(64) } })],
    ['no model', () => ({ ...good(), models: {} })],
    ['a failed self-test', () => ({ ...good(), selfTest: { ...good().selfTest, passed: false } })],
    ['a score out of range', () => ({ ...good(), device: { ...good().device, score: 1.5 } })],
    ['another version', () => ({ ...good(), version: 2 })],
    ['an unknown field', () => ({ ...good(), isLive: true })],
    ['a text with NUL, which databases refuse', () => ({ ...good(), injection: { camera: 'a\u0000b' } })],
    ['an unpaired surrogate', () => ({ ...good(), device: { ...good().device, signals: { '\ud83d': 1 } } })],
    ['an invalid version', () => ({ ...good(), sdkVersion: '<b>1</b>' })],
    ['something else', () => 'hello'],
  ];

  test.each(CLAIMS)(
    'that claims %s is 400 INVALID_CONFIRM_UPLOAD_REQUEST and changes nothing',
    async (_name, claims) => {
      await refusedWith(await fresh.sign(claims()), 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    },
  );

  test('signed by another key, with another algorithm, or not at all', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(good()));
    const { privateKey } = await generateKeyPair('ES256');
    const foreign = await new CompactSign(bytes).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    await refusedWith(foreign, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    const shared = await new CompactSign(bytes)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(fresh.publicKey, 'base64url'));
    await refusedWith(shared, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(bytes).toString('base64url')}.`;
    await refusedWith(none, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
  });

  test('the first launch key counts: evidence by a second one for the same SDK session is refused', async () => {
    const thief = await launch(gateway, { partnerSessionId: fresh.partnerSessionId });
    const headers = { ...fresh.headers, [HEADERS.publicKey]: thief.publicKey };
    const again = await begin(gateway, { ...fresh, headers });
    expect(again.status).toBe(200);
    data = again.body.data;
    await refusedWith(await thief.sign(good()), 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
  });

  test.each([
    ['other bytes than were uploaded', () => ({ SELFIE: 'c'.repeat(64) })],
    ['fewer pictures than were uploaded', () => ({})],
    ['more pictures than were uploaded', () => ({ SELFIE: sha256(selfie), ADDITIONAL_SELFIE: 'c'.repeat(64) })],
  ])('over %s is 422 INVALID_UPLOAD_ARTIFACT', async (_name, images) => {
    const evidence = await fresh.sign(evidenceFor(data, images(), 'spoof'));
    await refusedWith(evidence, 422, '422', 'INVALID_UPLOAD_ARTIFACT');
  });

  test('without any picture it must say spoof', async () => {
    const empty = await launch(gateway);
    const begunEmpty = (await begin(gateway, empty)).body.data;
    const evidence = await empty.sign(evidenceFor(begunEmpty, {}, 'live'));
    expect(await confirm(gateway, empty, begunEmpty.submissionId, evidence)).toMatchObject({
      status: 422,
      body: { errors: [{ cause: 'INVALID_UPLOAD_ARTIFACT' }] },
    });
  });

  test('a nonce that is too old', async () => {
    const evidence = await fresh.sign(good());
    gateway.advance(601_000);
    try {
      await refusedWith(evidence, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    } finally {
      gateway.advance(-601_000);
    }
  });

  test('a nonce that was replaced by a later one; then the right one is accepted', async () => {
    const old = await fresh.sign(good());
    data = (await begin(gateway, fresh)).body.data;
    await refusedWith(old, 400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');
    expect((await confirm(gateway, fresh, data.submissionId, await fresh.sign(good()))).status).toBe(200);
  });

  test('another launch takes the attempt over: uploads of the earlier one are erased', async () => {
    const first = await launch(gateway);
    const begunFirst = (await begin(gateway, first)).body.data;
    await upload(gateway, begunFirst.documents.SELFIE?.documentUrl ?? '', selfie);
    const second = await launch(gateway, { partnerSessionId: first.partnerSessionId });
    const begunSecond = (await begin(gateway, second)).body.data;
    expect(begunSecond.submissionId).toBe(begunFirst.submissionId);
    const { body } = await statusOf(gateway, second, begunSecond.submissionId);
    expect(body.data.documents.SELFIE).toEqual({ status: 'PENDING', documentReference: null });
    const evidence = await first.sign(evidenceFor(begunFirst, { SELFIE: sha256(selfie) }));
    expect((await confirm(gateway, first, begunFirst.submissionId, evidence)).status).toBe(403);
  });
});
