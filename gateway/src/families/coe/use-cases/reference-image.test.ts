import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HEADERS } from 'lifesign/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SessionRow } from '../store/tables.ts';
import type { Partner } from '../config.ts';
import { jpeg, testConfig } from '../../../../test/support/harness.ts';
import { getReferenceImage } from './reference-image.ts';

/** A partner on loopback; a test sets what it answers. */
const requests: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[] = [];
let endpointStatus: readonly number[] = [];
let imageType = 'SELFIE';
let picture: Uint8Array = new Uint8Array();
let port = 0;

const server = createServer((request, response) => {
  requests.push({ path: request.url ?? '', headers: request.headers });
  if (request.url === '/picture') {
    response.end(picture);
    return;
  }
  const [status = 200, ...rest] = endpointStatus;
  endpointStatus = rest;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ success: true, data: { referenceImageUrl: `http://localhost:${port}/picture`, imageType } }),
  );
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});

beforeEach(async () => {
  requests.length = 0;
  endpointStatus = [];
  imageType = 'SELFIE';
  picture = await jpeg();
});

afterAll(() => void server.close());

const partnerWith = (changes: Partial<Partner['referenceImage']>): Partner => {
  const [partner] = testConfig().partners;
  if (partner === undefined) {
    throw new Error('The test configuration has no partner');
  }
  return {
    ...partner,
    referenceImage: {
      endpoint: `http://localhost:${port}/reference-image`,
      auth: { type: 'apiKey', header: 'X-Key', value: 'the-key' },
      timeoutMs: 5000,
      allowHosts: [`localhost:${port}`],
      ...changes,
    },
  };
};

const session: SessionRow = {
  id: '00000000-0000-4000-8000-00000000000a',
  client_id: 'c',
  onboarding_partner: 'o',
  partner_session_id: 'session-1',
  user_id: 'user-1',
  user_id_type: 'TEST_ID',
  flow: 'FACE_VERIFICATION',
  source: 'SDK',
  locale: 'id_ID',
  reference_image_url: null,
  reference_image_type: null,
  base_url: null,
  attempts: 1,
  created_at: new Date(),
};

const { signal } = new AbortController();

test('asks the endpoint as the user, then fetches the picture without the credentials', async () => {
  imageType = 'KTP';
  expect(await getReferenceImage(partnerWith({}), session, signal)).toMatchObject({ ok: true, type: 'ktp' });
  expect(requests.map(({ path }) => path)).toEqual(['/reference-image', '/picture']);
  expect(requests[0]?.headers).toMatchObject({
    'x-key': 'the-key',
    [HEADERS.partnerUserId]: 'user-1',
    [HEADERS.partnerUserIdType]: 'TEST_ID',
    [HEADERS.partnerSessionId]: 'session-1',
  });
  expect(requests[1]?.headers).not.toHaveProperty('x-key');
  expect(requests[1]?.headers).not.toHaveProperty(HEADERS.partnerUserId);
});

test('an address given at initiate is fetched, and the endpoint is not asked', async () => {
  const given = { ...session, reference_image_url: `http://localhost:${port}/picture` };
  expect(await getReferenceImage(partnerWith({}), given, signal)).toMatchObject({ ok: true, type: 'ktp' });
  expect(requests.map(({ path }) => path)).toEqual(['/picture']);
});

test('one retry, and no second', async () => {
  endpointStatus = [500];
  expect(await getReferenceImage(partnerWith({}), session, signal)).toMatchObject({ ok: true });
  requests.length = 0;
  endpointStatus = [404, 404];
  expect(await getReferenceImage(partnerWith({}), session, signal)).toEqual({
    ok: false,
    failure: 'endpoint: bad-status',
  });
  expect(requests).toHaveLength(2);
});

test('a private address that is not allowed is never called', async () => {
  const guarded = partnerWith({ allowHosts: [] });
  expect(await getReferenceImage(guarded, session, signal)).toMatchObject({ ok: false });
  const given = { ...session, reference_image_url: 'https://127.0.0.1/picture' };
  expect(await getReferenceImage(guarded, given, signal)).toEqual({ ok: false, failure: 'image: private-address' });
  expect(requests).toHaveLength(0);
});

test('bytes that are not a picture, and a partner without any source', async () => {
  picture = new TextEncoder().encode('<svg/>');
  expect(await getReferenceImage(partnerWith({}), session, signal)).toEqual({
    ok: false,
    failure: 'image: not-an-image',
  });
  const { endpoint: _none, ...rest } = partnerWith({}).referenceImage;
  const none = { ...partnerWith({}), referenceImage: rest };
  expect(await getReferenceImage(none, session, signal)).toEqual({ ok: false, failure: 'not-configured' });
});

test('an abort of ours is not a failure of the partner', async () => {
  await expect(getReferenceImage(partnerWith({}), session, AbortSignal.abort(new Error('stopping')))).rejects.toThrow(
    'stopping',
  );
});
