/** iProov's REST API v2 as documented: one-time tokens, validation only after streaming, users. */
import { randomBytes } from 'node:crypto';
import { type JsonReply, type JsonRequest, type JsonServer, startJsonServer } from './json-server.ts';

export const IPROOV = { apiKey: 'key-1', apiSecret: 'iproov-secret', username: 'oauth-user', password: 'oauth-pass' };

export interface FakeIproov extends JsonServer {
  /** The person did what the SDK asked for; sets the answer of validate. */
  streamed(token: string, answer: Readonly<Record<string, unknown>>): void;
  /** Aliases of enrolled users. */
  readonly users: ReadonlySet<string>;
  /** Management tokens that were issued. */
  readonly accessTokens: () => number;
  /** Paths that it refuses at present. */
  readonly refuses: { image: boolean };
}

const refuse = (status: number, error: string): JsonReply => ({ status, body: { error, error_description: error } });

export const startFakeIproov = async (): Promise<FakeIproov> => {
  const users = new Set<string>();
  const tokens = new Map<string, { readonly user: string; readonly type: 'enrol' | 'verify' }>();
  const streams = new Map<string, Readonly<Record<string, unknown>>>();
  const refuses = { image: false };
  let access = { token: '', left: 0 };
  let issued = 0;

  const newToken = (type: 'enrol' | 'verify', user: string): JsonReply => {
    const token = randomBytes(16).toString('hex');
    tokens.set(token, { user, type });
    return { status: 200, body: { token, user_id: user, primary: 'pod-1', pod: 'pod-1', fallback: [] } };
  };

  const claim = (path: string, { body, headers }: JsonRequest): JsonReply => {
    if (path === '/claim/enrol/image') {
      const form = body.toString('latin1');
      const token = /name="token"\r\n\r\n([0-9a-f]+)/.exec(form)?.[1] ?? '';
      const known = tokens.get(token);
      if (known?.type !== 'enrol' || !String(headers['content-type']).startsWith('multipart/form-data')) {
        return refuse(400, 'invalid_token');
      }
      if (
        !form.includes(IPROOV.apiSecret) ||
        !/name="rotation"\r\n\r\n0/.test(form) ||
        !form.includes('name="image"')
      ) {
        return refuse(400, 'missing_data');
      }
      if (refuses.image) {
        return refuse(400, 'invalid_enrol_image');
      }
      tokens.delete(token);
      users.add(known.user);
      return { status: 200, body: { success: true, token, user_id: known.user } };
    }
    const given = JSON.parse(body.toString()) as Readonly<Record<string, string | undefined>>;
    if (given['api_key'] !== IPROOV.apiKey || given['secret'] !== IPROOV.apiSecret) {
      return refuse(401, 'invalid_key');
    }
    const user = given['user_id'] ?? '';
    if (!/^[a-zA-Z0-9'+_@.-]{1,256}$/.test(user)) {
      return refuse(400, 'invalid_user_id');
    }
    switch (path) {
      case '/claim/enrol/token':
        return users.has(user) ? refuse(400, 'already_enrolled') : newToken('enrol', user);
      case '/claim/verify/token':
        return users.has(user) ? newToken('verify', user) : refuse(400, 'no_user');
      case '/claim/verify/validate': {
        const token = given['token'] ?? '';
        const answer = streams.get(token);
        if (answer === undefined || tokens.get(token) === undefined) {
          return refuse(400, 'invalid_token');
        }
        if (tokens.get(token)?.user !== user) {
          return refuse(400, 'invalid_validation');
        }
        tokens.delete(token);
        return { status: 200, body: { token, type: 'verify', frame_available: 'false', ...answer } };
      }
      default:
        return refuse(404, 'not_found');
    }
  };

  const manage = (alias: string, { method, headers }: JsonRequest): JsonReply => {
    if (headers['authorization'] !== `Bearer ${access.token}` || access.left <= 0) {
      return refuse(401, 'invalid_oauth');
    }
    access.left -= 1;
    if (!users.has(alias)) {
      return refuse(400, 'invalid_user_id');
    }
    if (method === 'DELETE') {
      users.delete(alias);
    }
    return { status: 200, body: { user_id: alias, status: 'Active' } };
  };

  const server = await startJsonServer((request) => {
    if (request.path === `/${IPROOV.apiKey}/access_token`) {
      const basic = Buffer.from(`${IPROOV.username}:${IPROOV.password}`).toString('base64');
      if (request.headers['authorization'] !== `Basic ${basic}`) {
        return refuse(401, 'invalid_oauth');
      }
      issued += 1;
      access = { token: `access-${issued}`, left: 50 };
      return { status: 200, body: { access_token: access.token, expires_in: 3600, token_type: 'Bearer' } };
    }
    const alias = /^\/users\/(.+)$/.exec(request.path)?.[1];
    return alias === undefined ? claim(request.path, request) : manage(alias, request);
  });
  return Object.assign(server, {
    refuses,
    users,
    accessTokens: () => issued,
    streamed: (token: string, answer: Readonly<Record<string, unknown>>) => void streams.set(token, answer),
  });
};
