/** Middleware of the commands: bearer tokens, roles, rates, bodies. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { BpmCaller, ReadBpmToken } from '../tokens.ts';
import { clientAddress } from '../../../http/client-address.ts';
import type { GatewayEnv } from '../../../http/env.ts';
import { refuseInvalidBy } from '../../../http/invalid.ts';
import { describeBodyFault, jsonBody as jsonBodyOf, type JsonBodyRule } from '../../../http/json-body.ts';
import type { TokenBucket } from '../../../limits/limiter.ts';
import type { BpmDeps } from '../use-cases/submission.ts';
import type { Customer } from '../use-cases/submit.ts';
import { BpmFailure } from './failure.ts';

export interface BpmRouteDeps extends BpmDeps {
  /** Number of our reverse proxies in front. */
  readonly trustedProxies: number;
}

export interface BpmEnv {
  Variables: GatewayEnv['Variables'] & {
    /** Set by the role check of customers. */
    customer: Customer;
    /** Set by the role check of administrators: the reader, for the audit record. */
    admin: string;
  };
}

export interface BpmGuards {
  readonly customerOnly: ReturnType<typeof createMiddleware<BpmEnv>>;
  readonly adminOnly: ReturnType<typeof createMiddleware<BpmEnv>>;
}

export const createBpmGuards = (
  { config, limiter, trustedProxies }: BpmRouteDeps,
  readToken: ReadBpmToken,
): BpmGuards => {
  const guesses = limiter.bucket('bpm/guesses', config.rateLimits.authentication);
  const customers = limiter.bucket('bpm/customers', config.rateLimits.session);
  const admins = limiter.bucket('bpm/admins', config.rateLimits.partner);

  const identify = async (c: Context<BpmEnv>): Promise<BpmCaller> => {
    const address = clientAddress(c, trustedProxies);
    // A caller with too many wrong tokens does not learn whether another one is right.
    refuseWhile(await guesses.look(address));
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const caller = token === undefined ? null : await readToken(token);
    if (caller === null) {
      await guesses.take(address);
      c.header('www-authenticate', 'Bearer');
      throw new BpmFailure('05', 'The bearer token is missing, not valid or expired.');
    }
    return caller;
  };

  return {
    customerOnly: createMiddleware<BpmEnv>(async (c, next) => {
      const caller = await identify(c);
      const { userId } = caller;
      if (!caller.isCustomer || userId === null) {
        throw new BpmFailure('04', 'This command is for customers.');
      }
      await take(customers, userId);
      c.set('customer', { ...caller, userId });
      await next();
    }),
    adminOnly: createMiddleware<BpmEnv>(async (c, next) => {
      const caller = await identify(c);
      if (!caller.isAdmin) {
        throw new BpmFailure('04', 'This query is for administrators.');
      }
      await take(admins, caller.subject);
      c.set('admin', `admin:${caller.subject}`);
      await next();
    }),
  };
};

const take = async (bucket: TokenBucket, key: string): Promise<void> => refuseWhile(await bucket.take(key));

const refuseWhile = (retryAfterSeconds: number | null): void => {
  if (retryAfterSeconds !== null) {
    throw new BpmFailure('07', 'Too many requests.', { retryAfterSeconds });
  }
};

/** Requires JSON of at most `maxSize` bytes; a missing body counts as `{}`, with any content type. */
export const jsonBody = (maxSize: number, { hasLongs = false }: Pick<JsonBodyRule, 'hasLongs'> = {}) =>
  jsonBodyOf<BpmEnv>(
    { maxSize, mayBeEmpty: true, hasLongs },
    (fault) =>
      new BpmFailure('01', describeBodyFault(fault, maxSize), fault === 'not-called-json' ? { status: 415 } : {}),
  );

/** A validation hook. */
export const refuseInvalid = refuseInvalidBy((explanation) => new BpmFailure('01', explanation));
