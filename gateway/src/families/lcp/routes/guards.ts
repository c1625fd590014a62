/** Who may call: basic users with SHA-256 or bcrypt passwords, or bearer tokens of an authorization server. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { auth as parseBasic } from 'hono/utils/basic-auth';
import { createResourceServer } from '../../../auth/resource-server.ts';
import { matchesPassword, matchNobody } from '../spring-password.ts';
import type { LcpConfig } from '../config.ts';
import { findStoredUser } from '../store/users.ts';
import type { Db } from '../../../database/database.ts';
import { clientAddress } from '../../../http/client-address.ts';
import type { GatewayEnv } from '../../../http/env.ts';
import { type BodyFault, jsonBody as jsonBodyOf } from '../../../http/json-body.ts';
import { spellingsOf } from '../../../database/spellings.ts';
import type { TokenBucket } from '../../../limits/limiter.ts';
import type { LcpDeps } from '../use-cases/lcp-deps.ts';
import { LcpFailure } from './failure.ts';

export interface LcpEnv {
  Variables: GatewayEnv['Variables'] & {
    /** Set by the role check: the caller's name, for the audit. */
    caller: string;
  };
}

interface LcpCaller {
  readonly name: string;
  readonly roles: readonly string[];
}

type Authenticate = (c: Context<LcpEnv>) => Promise<LcpCaller | null>;

const REALM = 'Liveness Check Proxy';

export interface LcpRouteDeps extends LcpDeps {
  /** Number of our reverse proxies in front. */
  readonly trustedProxies: number;
}

export interface LcpLimits {
  /** Wrong passwords, by address. */
  readonly guesses: TokenBucket;
  /** By caller, or by address for unauthenticated calls. */
  readonly callers: TokenBucket;
  /** By the user that a call is about. */
  readonly users: TokenBucket;
}

export const createLcpLimits = ({ config, limiter }: LcpRouteDeps): LcpLimits => ({
  guesses: limiter.bucket('lcp/guesses', config.rateLimits.authentication),
  callers: limiter.bucket('lcp/callers', config.rateLimits.partner),
  users: limiter.bucket('lcp/users', config.rateLimits.session),
});

/** The family has no code for too many requests; the nearest is that of an invalid request. */
export const take = async (bucket: TokenBucket, key: string): Promise<void> => {
  const retryAfterSeconds = await bucket.take(key);
  if (retryAfterSeconds !== null) {
    throw new LcpFailure('ERROR_REQUEST', 'Too many requests.', { status: 429, retryAfterSeconds });
  }
};

/** Counts calls that need no role by their address. */
export const limitByAddress = ({ trustedProxies }: LcpRouteDeps, { callers }: LcpLimits) =>
  createMiddleware<LcpEnv>(async (c, next) => {
    await take(callers, `\n${clientAddress(c, trustedProxies)}`);
    await next();
  });

/** Requires the role: as an authority with the prefix `ROLE_`, or as a value of the roles claim without it. */
export const requireRole = (deps: LcpRouteDeps, { guesses, callers }: LcpLimits, role: string) => {
  const authenticate = createAuthenticate(deps);
  const scheme = deps.lcp.auth.type === 'basic_http' ? 'Basic' : 'Bearer';
  return createMiddleware<LcpEnv>(async (c, next) => {
    const address = clientAddress(c, deps.trustedProxies);
    // Counted before the password is compared, so that a right guess beyond the limit is not revealed, and concurrent guesses
    // do not pass before the first one is counted.
    await take(guesses, address);
    const caller = await authenticate(c).catch(async (error: unknown) => {
      await guesses.giveBack(address);
      throw error;
    });
    if (caller === null) {
      c.header('www-authenticate', `${scheme} realm="${REALM}"`);
      throw new LcpFailure('ERROR_REQUEST', 'Unauthorized.', { status: 401 });
    }
    await guesses.giveBack(address);
    if (!caller.roles.includes(role)) {
      throw new LcpFailure('ERROR_REQUEST', 'Forbidden.', { status: 403 });
    }
    await take(callers, caller.name);
    c.set('caller', caller.name);
    await next();
  });
};

const createAuthenticate = ({ db, clock, lcp }: LcpDeps): Authenticate => {
  const settings = lcp.auth;
  if (settings.type === 'oauth2') {
    const read = createResourceServer(settings, clock);
    return async (c) => {
      const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      return token === undefined ? null : read(token);
    };
  }
  return async (c) => {
    const given = parseBasic(c.req.raw);
    const user = given === undefined ? null : await findUser(db, settings, given.username);
    if (given === undefined) {
      return null;
    }
    if (user === null) {
      await matchNobody(given.password, settings.defaultPasswordEncoder);
      return null;
    }
    if (!(await matchesPassword(given.password, user.password, settings.defaultPasswordEncoder))) {
      return null;
    }
    const roles = user.authorities.flatMap((name) => (name.startsWith('ROLE_') ? [name.slice('ROLE_'.length)] : []));
    return { name: given.username.normalize('NFC'), roles };
  };
};

/** The tables are the product's own, filled by SQL as its documentation has it. */
const findUser = async (
  db: Db,
  { users }: Extract<LcpConfig['auth'], { type: 'basic_http' }>,
  username: string,
): Promise<{ readonly password: string; readonly authorities: readonly string[] } | null> => {
  const spellings = spellingsOf(username);
  const configured = users.find((user) => spellings.includes(user.username));
  // PostgreSQL takes no NUL in a text.
  if (configured !== undefined || username.includes('\u0000')) {
    return configured ?? null;
  }
  return findStoredUser(db, spellings);
};

/** Stops reading a body that is too long. */
export const maxBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new LcpFailure('ERROR_REQUEST', BODY_FAULTS['too-long']);
    },
  });

const BODY_FAULTS: Readonly<Record<BodyFault, string>> = {
  'too-long': 'The request is too long.',
  'not-called-json': 'Content-Type must be application/json.',
  'not-json': 'The request is not JSON.',
};

/** Requires JSON of at most `maxSize` bytes, before it is validated. */
export const jsonBody = (maxSize: number) =>
  jsonBodyOf<LcpEnv>(
    { maxSize },
    (fault) => new LcpFailure('ERROR_REQUEST', BODY_FAULTS[fault], fault === 'not-called-json' ? { status: 415 } : {}),
  );

/** A validation hook: the family's own sentence, never a value. */
export const refuseInvalid = ({ success }: { readonly success: boolean }): undefined => {
  if (!success) {
    throw new LcpFailure('ERROR_REQUEST', 'Invalid method arguments.');
  }
  return undefined;
};
