/** An administrator's sign-in and calls, for tests. */
import { hashPassword } from '../../src/admin/password.ts';
import { bpmConfig } from './bpm.ts';
import type { Reachable } from './harness.ts';

export const ADMIN = { name: 'alice', password: 'correct horse battery staple' } as const;

export const adminConfig = async (overrides: Readonly<Record<string, unknown>> = {}) =>
  bpmConfig({
    admin: { users: [{ name: ADMIN.name, passwordHash: await hashPassword(ADMIN.password, 2 ** 10) }] },
    ...overrides,
  });

export interface AdminAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export const admin = async (
  gateway: Reachable,
  method: 'GET' | 'POST',
  path: string,
  cookie = '',
  body?: unknown,
  headers: Readonly<Record<string, string>> = { 'x-requested-with': 'lifesign-admin' },
): Promise<AdminAnswer> => {
  const response = await gateway.app.request(`/admin/api/${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? ((await response.json()) as Record<string, unknown>) : {},
  };
};

/** Returns the cookie of a sign-in. */
export const signIn = async (gateway: Reachable): Promise<string> => {
  const { headers } = await admin(gateway, 'POST', 'sign-in', '', ADMIN);
  return (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
};
