/** A gateway with e-verify keys and pictures to match, and the calls of partner and SDK, for tests. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { issueApiKey } from '../../src/families/e-verify/store/api-keys.ts';
import type { DatabaseLocation } from '../../src/database/database.ts';
import type { ApiKeyMode } from '../../src/families/e-verify/api-key.ts';
import type { EVerifyProduct } from '../../src/families/e-verify/config.ts';
import { ask, type CaptureOptions, captureOf, createSigner, type LaunchSigner, type Reply } from './capture.ts';
import { jpeg, type Reachable, startGateway, testConfig, type TestGateway } from './harness.ts';
import { type PictureServer, startPictureServer } from './picture-server.ts';

export const START = '/v1/biometrics/liveness/start';
export const MATCH = '/v1/biometrics/face-match';
export const SESSION_SECONDS = 180;
export const REQUEST_ID = expect.stringMatching(/^req_[\w-]{8,}$/) as unknown;

export interface Started {
  readonly sessionId: string;
  readonly captureToken: string;
  readonly capturePath: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the calls of partner and SDK need. */
export interface EVerifyClient {
  readonly gateway: Reachable;
  readonly signer: LaunchSigner;
  readonly keys: { readonly live: string; readonly test: string; readonly matchOnly: string; readonly other: string };
}

export interface EVerifyHarness extends EVerifyClient {
  readonly gateway: TestGateway;
  readonly pictures: PictureServer;
  close(): Promise<void>;
}

export const newKey = async (
  gateway: TestGateway,
  account: string,
  mode: ApiKeyMode = 'live',
  products: readonly EVerifyProduct[] = ['liveness', 'face-match'],
): Promise<{ readonly id: string; readonly key: string }> =>
  issueApiKey(gateway.db, { now: () => new Date() }, { account, mode, products });

/** `overrides` of the family's configuration. */
export const openEVerify = async (
  database: DatabaseLocation,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<EVerifyHarness> => {
  const pictures = await startPictureServer({
    '/selfie.jpg': await jpeg(),
    '/id.jpg': await jpeg(480, 640, 4),
    '/page.html': new TextEncoder().encode('<html></html>'),
    '/big.jpg': new Uint8Array(6 * 1024 * 1024).fill(255),
  });
  const imageUrls = { allowHosts: [pictures.host], timeoutMs: 4000 };
  const eVerify = { sessionSeconds: SESSION_SECONDS, imageUrls, ...overrides };
  const gateway = await startGateway({ database, config: testConfig({ eVerify }) });
  return {
    gateway,
    pictures,
    signer: await createSigner(),
    keys: {
      live: (await newKey(gateway, 'acme')).key,
      test: (await newKey(gateway, 'acme', 'test')).key,
      matchOnly: (await newKey(gateway, 'acme', 'live', ['face-match'])).key,
      other: (await newKey(gateway, 'other')).key,
    },
    close: async () => {
      await gateway.close(2000);
      await pictures.close();
    },
  };
};

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const start = async (
  { gateway, keys }: EVerifyClient,
  key: string = keys.live,
  token: string = randomUUID(),
): Promise<Started> => {
  const reply = await ask(gateway, 'POST', START, { 'x-api-key': key }, { client_session_token: token });
  expect(reply.status).toBe(200);
  const sessionId = (reply.body as { session_id: string }).session_id;
  const captureToken = reply.headers.get('x-lifesign-capture-token') ?? '';
  return {
    sessionId,
    captureToken,
    capturePath: `/v1/biometrics/liveness/${sessionId}/capture`,
    headers: bearer(captureToken),
  };
};

const MOMENT = expect.any(Number) as unknown;

export const begin = async ({ gateway, signer }: EVerifyClient, at: Started): Promise<string> => {
  const reply = await ask(gateway, 'POST', at.capturePath, at.headers, { public_key: signer.publicKey });
  expect(reply.body).toEqual({
    request_id: REQUEST_ID,
    session_id: at.sessionId,
    nonce: expect.any(String) as unknown,
    device_verdict: 'enforce',
    challenges: [],
    is_passive_allowed: true,
    moments: [MOMENT, MOMENT, MOMENT],
    message: expect.any(String) as unknown,
  });
  return (reply.body as { nonce: string }).nonce;
};

/** Begins and sends a capture, as an honest SDK does. */
export const capture = async (harness: EVerifyClient, at: Started, options: CaptureOptions = {}): Promise<Reply> => {
  const nonce = await begin(harness, at);
  const body = await captureOf(harness.signer, { nonce, submissionId: at.sessionId }, options);
  return ask(harness.gateway, 'PUT', at.capturePath, at.headers, body);
};

export const resultsOf = (
  { gateway, keys }: EVerifyClient,
  sessionId: string,
  key: string = keys.live,
): Promise<Reply> => ask(gateway, 'GET', `/v1/biometrics/liveness/${sessionId}/results`, { 'x-api-key': key });

export const expectFailure = (reply: Reply, status: number, code: string): void => {
  expect(reply.body).toEqual({
    request_id: REQUEST_ID,
    status: 'failed',
    error: { code, message: expect.any(String) as unknown },
    message: expect.any(String) as unknown,
  });
  expect(reply.status).toBe(status);
};

export const checksOf = async ({ gateway }: EVerifyHarness, reference: string): Promise<number> =>
  (await gateway.db.selectFrom('liveness_check').select('id').where('reference', '=', reference).execute()).length;
