/** Middleware of the handlers: tokens, rates, origins. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { HEADERS } from 'lifesign/contract';
import type { RateLimits } from '../../../limits/rates.ts';
import type { Deps } from '../../../deps.ts';
import type { CoeEnv } from '../env.ts';
import { requireRunningHandoff } from '../use-cases/handoffs.ts';
import { REASON_HEADER } from '../../../http/answer-failure.ts';
import { jsonBody as jsonBodyOf } from '../../../http/json-body.ts';
import { isAllowedOrigin, isOriginOfAnyone } from '../origins.ts';
import { headerText } from '../../../http/text.ts';
import type { TokenBucket } from '../../../limits/limiter.ts';
import { CoeFailure, forbidden, tooManyRequests, unauthorized } from './failure.ts';

export type Limits = Readonly<Record<keyof RateLimits, TokenBucket>>;

export const createLimits = ({ config, limiter }: Deps): Limits => ({
  authentication: limiter.bucket('coe/authentication', config.rateLimits.authentication),
  partner: limiter.bucket('coe/partner', config.rateLimits.partner),
  session: limiter.bucket('coe/session', config.rateLimits.session),
  content: limiter.bucket('coe/content', config.rateLimits.content),
});

const take = async (bucket: TokenBucket, key: string): Promise<void> => {
  const waitSeconds = await bucket.take(key);
  if (waitSeconds !== null) {
    throw tooManyRequests(waitSeconds);
  }
};

/** Counts by client address. */
export const limitByAddress = (bucket: TokenBucket, addressOf: (c: Context<CoeEnv>) => string) =>
  createMiddleware<CoeEnv>(async (c, next) => {
    await take(bucket, addressOf(c));
    await next();
  });

/** Requires a partner token in force. */
export const partnerOnly = (deps: Deps, limits: Limits) =>
  createMiddleware<CoeEnv>(async (c, next) => {
    const clientId = await deps.tokens.readPartnerToken(c.req.header(HEADERS.token) ?? '');
    const partner = clientId === null ? undefined : deps.partners.get(clientId);
    if (partner === undefined) {
      throw unauthorized();
    }
    await take(limits.partner, partner.clientId);
    c.set('partner', partner);
    c.set('loggedClient', partner.clientId);
    await next();
  });

/** Requires a user token in force, a page that the partner allows, and a session header that is the token's. */
export const userOnly = (deps: Deps, limits: Limits) =>
  createMiddleware<CoeEnv>(async (c, next) => {
    const claims = await deps.tokens.readUserToken(c.req.header(HEADERS.token) ?? '');
    const partner = claims === null ? undefined : deps.partners.get(claims.clientId);
    if (claims === null || partner === undefined) {
      throw unauthorized();
    }
    const partnerSessionId = headerText(c.req.header(HEADERS.partnerSessionId) ?? '').trim();
    // A token without a session is limited by its user, because the caller chooses the session header freely.
    const counted = claims.session?.partnerSessionId ?? `\n${claims.userIdType}\n${claims.userId}`;
    await take(limits.session, `${partner.clientId}\n${counted}`);
    const origin = c.req.header('origin');
    if (origin !== undefined && !isAllowedOrigin(partner.pageOrigins, origin)) {
      throw forbidden();
    }
    // A blank header is not another session: the later validation has its own error for it.
    if (
      partnerSessionId !== '' &&
      claims.session !== undefined &&
      claims.session.partnerSessionId !== partnerSessionId
    ) {
      throw forbidden();
    }
    const onboardingPartner = headerText(c.req.header(HEADERS.onboardingPartner) ?? '').trim();
    if (onboardingPartner !== '' && onboardingPartner !== claims.onboardingPartner) {
      throw forbidden();
    }
    await requireRunningHandoff(deps, claims);
    c.set('partner', partner);
    c.set('loggedClient', partner.clientId);
    c.set('claims', claims);
    await next();
  });

/** Lets pages call the SDK's endpoints and uploads; server-to-server endpoints never answer a browser. */
export const pageAccess = (deps: Deps) =>
  cors({
    origin: (origin) => (isOriginOfAnyone(deps.partners.values(), origin) ? origin : null),
    allowMethods: ['GET', 'PUT', 'POST', 'DELETE'],
    allowHeaders: [
      'content-type',
      HEADERS.token,
      HEADERS.onboardingPartner,
      HEADERS.partnerSessionId,
      HEADERS.sdkSessionId,
      HEADERS.publicKey,
    ],
    exposeHeaders: ['retry-after', 'x-request-id', REASON_HEADER],
    maxAge: 600,
  });

const tooLong = (): CoeFailure => new CoeFailure(413, '413', 'PAYLOAD_TOO_LARGE');

/** Stops reading a body that is too long, whatever its content-length says. */
export const maxBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw tooLong();
    },
  });

/** Requires JSON of at most `maxSize` bytes; `fail` is the route's answer to anything else. */
export const jsonBody = (maxSize: number, fail: () => CoeFailure) =>
  jsonBodyOf<CoeEnv>({ maxSize }, (fault) => {
    switch (fault) {
      case 'too-long':
        return tooLong();
      case 'not-called-json':
        return new CoeFailure(415, '415', 'UNSUPPORTED_MEDIA_TYPE');
      case 'not-json':
        return fail();
    }
  });
