/** A gateway with a Liveness Check Proxy, and its calls, for tests. */
import { expect } from 'vitest';
import type { DatabaseLocation } from '../../src/database/database.ts';
import { ask, type CaptureOptions, captureOf, createSigner, type LaunchSigner, type Reply } from './capture.ts';
import { type Reachable, sha256, startGateway, testConfig, type TestGateway } from './harness.ts';

export const LCP = '/liveness-check-proxy';

export const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

export const ADMIN = basic('admin', 'admin-password');

export const ADMIN_USERS = [
  { username: 'admin', password: `{SHA-256}${sha256('admin-password')}`, authorities: ['ROLE_ADMIN'] },
  { username: 'reader', password: sha256('reader-password'), authorities: ['ROLE_READ'] },
];

/** `lcp` overrides parts of the configuration. */
export const startLcp = (database: DatabaseLocation, lcp: Readonly<Record<string, unknown>>): Promise<TestGateway> =>
  startGateway({
    database,
    config: testConfig({ lcp: { auth: { type: 'basic_http', users: ADMIN_USERS }, ...lcp } }),
  });

export const init = (gateway: Reachable, userId: unknown, path = LCP): Promise<Reply> =>
  ask(gateway, 'POST', `${path}/liveness/init`, {}, { userId });

export const verify = (gateway: Reachable, userId: unknown, livenessRecord: unknown): Promise<Reply> =>
  ask(gateway, 'POST', `${LCP}/liveness/verify`, {}, { userId, livenessRecord });

export const tokenOf = async (gateway: TestGateway, userId: string): Promise<string> => {
  const { body } = await init(gateway, userId);
  expect(body).toEqual({ initiationType: 'TOKEN', reference: expect.any(String) as unknown });
  return (body as { reference: string }).reference;
};

/** The SDK's serialised capture for a token. */
export const recordFor = async (
  reference: string,
  options: CaptureOptions = {},
  signer?: LaunchSigner,
): Promise<{ readonly image: string; readonly reference: string }> => {
  const by = signer ?? (await createSigner());
  const capture = await captureOf(by, { nonce: reference, submissionId: reference }, options);
  const json = JSON.stringify({ ...capture, public_key: by.publicKey });
  return { image: Buffer.from(json).toString('base64'), reference };
};

const MESSAGES: Readonly<Record<string, string | undefined>> = {
  INITIATION_ERROR: 'Could not initiate liveness check for the user.',
  VERIFICATION_ERROR: 'Could not verify liveness of the user.',
  ERROR_GENERIC: 'Unknown error occurred while processing request.',
};

export const expectError = (reply: Reply, status: number, code: string): void => {
  expect(reply.body).toEqual({
    status: 'ERROR',
    responseObject: { code, message: MESSAGES[code] ?? (expect.any(String) as unknown) },
  });
  expect(reply.status).toBe(status);
};

export const auditOf = async (
  gateway: Reachable,
  userId: string,
  query = '',
): Promise<readonly { readonly id: string; readonly timestamp: number; readonly message: string }[]> => {
  const { body } = await ask(gateway, 'GET', `${LCP}/admin/audit/users/${encodeURIComponent(userId)}${query}`, ADMIN);
  return (body as { records: { id: string; timestamp: number; message: string }[] }).records;
};
