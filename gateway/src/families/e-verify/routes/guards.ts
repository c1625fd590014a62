/** Middleware of the handlers: keys, capture tokens, rates, bodies. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { findApiKey } from '../store/api-keys.ts';
import { apiKeyMode, hashApiKey } from '../api-key.ts';
import type { EVerifyProduct } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { clientAddress } from '../../../http/client-address.ts';
import type { GatewayEnv } from '../../../http/env.ts';
import { refuseInvalidBy } from '../../../http/invalid.ts';
import { describeBodyFault, jsonBody as jsonBodyOf } from '../../../http/json-body.ts';
import type { TokenBucket } from '../../../limits/limiter.ts';
import type { EVerifyCaller, EVerifyDeps } from '../use-cases/sessions.ts';
import { EVerifyFailure } from './failure.ts';

export interface EVerifyEnv {
  Variables: GatewayEnv['Variables'] & {
    /** Set by the key check. */
    caller: EVerifyCaller;
    /** Set by the capture-token check. */
    sessionId: string;
  };
}

export interface EVerifyLimits {
  readonly account: TokenBucket;
  readonly session: TokenBucket;
  /** Wrong keys and capture tokens, by address. */
  readonly guesses: TokenBucket;
  readonly addressOf: (c: Context<EVerifyEnv>) => string;
}

export interface EVerifyRouteDeps extends EVerifyDeps {
  /** Number of our reverse proxies in front. */
  readonly trustedProxies: number;
}

export const createEVerifyLimits = ({ config, limiter, trustedProxies }: EVerifyRouteDeps): EVerifyLimits => ({
  guesses: limiter.bucket('e-verify/guesses', config.rateLimits.authentication),
  addressOf: (c) => clientAddress(c, trustedProxies),
  account: limiter.bucket('e-verify/account', config.rateLimits.partner),
  session: limiter.bucket('e-verify/session', config.rateLimits.session),
});

/** The family's form of a request id; the log has the part after the prefix. */
export const requestIdOf = (c: Context<EVerifyEnv>): string => `req_${c.var.requestId}`;

const take = async (bucket: TokenBucket, key: string): Promise<void> => refuseWhile(await bucket.take(key));

const refuseWhile = (retryAfterSeconds: number | null): void => {
  if (retryAfterSeconds !== null) {
    throw new EVerifyFailure('rate_limited', 'Too many requests.', { retryAfterSeconds });
  }
};

/** Counts a wrong key or token. After too many, further ones are refused unchecked: {@link refuseGuessers}. */
const unauthorized = async (
  c: Context<EVerifyEnv>,
  { guesses, addressOf }: EVerifyLimits,
  message: string,
): Promise<Error> => {
  await guesses.take(addressOf(c));
  return new EVerifyFailure('unauthorized', message);
};

const refuseGuessers = async (c: Context<EVerifyEnv>, { guesses, addressOf }: EVerifyLimits): Promise<void> =>
  refuseWhile(await guesses.look(addressOf(c)));

const WRONG_KEY = 'The API key is missing or not valid.';
const WRONG_TOKEN = 'The capture token is missing, not valid or expired.';

/** Requires a key in force that may use the product. */
export const keyOnly = (deps: Deps, limits: EVerifyLimits, product: EVerifyProduct) =>
  createMiddleware<EVerifyEnv>(async (c, next) => {
    await refuseGuessers(c, limits);
    const key = c.req.header('x-api-key') ?? '';
    const mode = apiKeyMode(key);
    if (mode === null) {
      throw await unauthorized(c, limits, WRONG_KEY);
    }
    const sha256 = hashApiKey(key);
    const found =
      deps.config.eVerify.keys.find(({ keySha256 }) => keySha256 === sha256) ?? (await findApiKey(deps.db, sha256));
    if (found === undefined) {
      throw await unauthorized(c, limits, WRONG_KEY);
    }
    await take(limits.account, `${found.account}\n${mode}`);
    if (!found.products.includes(product)) {
      throw new EVerifyFailure('forbidden', `The API key may not use ${product}.`);
    }
    c.set('caller', { account: found.account, mode });
    await next();
  });

/** Requires a capture token in force for the session that the path names. */
export const captureTokenOnly = ({ tokens }: Deps, limits: EVerifyLimits) =>
  createMiddleware<EVerifyEnv>(async (c, next) => {
    await refuseGuessers(c, limits);
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const sessionId = await tokens.readCaptureToken(token);
    if (sessionId === null) {
      c.header('www-authenticate', 'Bearer');
      throw await unauthorized(c, limits, WRONG_TOKEN);
    }
    if (sessionId !== c.req.param('session_id')) {
      throw new EVerifyFailure('forbidden', 'The capture token is for another session.');
    }
    await take(limits.session, sessionId);
    c.set('sessionId', sessionId);
    await next();
  });

/** Requires JSON of at most `maxSize` bytes. */
export const jsonBody = (maxSize: number) =>
  jsonBodyOf<EVerifyEnv>(
    { maxSize },
    (fault) =>
      new EVerifyFailure(
        'invalid_input',
        describeBodyFault(fault, maxSize),
        fault === 'not-called-json' ? { status: 415 } : {},
      ),
  );

/** A validation hook. */
export const refuseInvalid = refuseInvalidBy((explanation) => new EVerifyFailure('invalid_input', explanation));
