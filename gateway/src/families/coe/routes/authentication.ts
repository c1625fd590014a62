/** Partner token, and the user token of the old way (contracts 1.4, 1.5). */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { HEADERS } from 'lifesign/contract';
import { authenticatePartner } from '../pass-key.ts';
import type { IssuedToken } from '../../../auth/tokens.ts';
import type { Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import type { CoeEnv } from '../env.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure, unauthorized } from './failure.ts';
import { header, refuseWith, textHeader } from './validation.ts';

/** Snake case and strings here, camel case at initiate, as the contract says. */
const tokenSchema = z
  .object({
    token: z.string().openapi({ description: 'JWT' }),
    expiry_seconds: z.string().openapi({ example: '3600' }),
    expires_at: z.string().openapi({ description: 'Seconds since the Unix epoch', example: '1738384686' }),
  })
  .openapi('Token');

const tokenData = ({ token, expirySeconds, expiresAt }: IssuedToken): z.infer<typeof tokenSchema> => ({
  token,
  expiry_seconds: String(expirySeconds),
  expires_at: String(expiresAt),
});

const partnerToken = createRoute({
  method: 'get',
  path: '/v1/coe/partner/authentication',
  tags: ['Partner backend'],
  summary: 'Get partner token',
  request: {
    headers: z.object({
      [HEADERS.clientId]: header(HEADERS.clientId, 'Client id'),
      [HEADERS.passKey]: header(HEADERS.passKey, 'Pass key'),
    }),
  },
  responses: responses(tokenSchema, 'A partner token; cache it until it expires.', {
    400: '`1539` CLIENT_ID_CAN_NOT_BE_EMPTY, PASS_KEY_CAN_NOT_BE_EMPTY',
    401: '`110` UNAUTHORIZED',
    429: '`429` TOO_MANY_REQUESTS',
    500: '`900` GENERIC_SERVICE_ERROR',
  }),
});

const MISSING_PAIR = 'MISSING_CLIENT_ID_OR_PASS_KEY';
const pairHeader = (name: string, description: string) =>
  textHeader(name, MISSING_PAIR).openapi({ param: { name, in: 'header', required: true, description } });

const userToken = createRoute({
  method: 'get',
  path: '/v2/coe/authentication',
  tags: ['Partner backend'],
  summary: 'Get user token (old way; prefer initiate flow)',
  request: {
    headers: z.object({
      [HEADERS.clientId]: pairHeader(HEADERS.clientId, 'Client id'),
      [HEADERS.passKey]: pairHeader(HEADERS.passKey, 'Pass key'),
      [HEADERS.onboardingPartner]: header(HEADERS.onboardingPartner, 'Onboarding partner'),
      [HEADERS.partnerUserId]: header(HEADERS.partnerUserId, "The partner's id of the user"),
      [HEADERS.partnerUserIdType]: header(HEADERS.partnerUserIdType, 'Label of that id'),
    }),
  },
  responses: responses(tokenSchema, 'A user token that is not tied to one partner session.', {
    400: '`1539` MISSING_CLIENT_ID_OR_PASS_KEY, X_…_CAN_NOT_BE_EMPTY, INVALID_PARTNER',
    401: '`110` UNAUTHORIZED',
    403: '`110` ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
    429: '`429` TOO_MANY_REQUESTS',
    500: '`900` GENERIC_SERVICE_ERROR',
  }),
});

/** An unknown id is a mistake (400); another partner's id is forbidden (403). */
export const requireOnboardingPartner = (deps: Deps, partner: Partner, id: string): void => {
  const owner = [...deps.partners.values()].find(({ onboardingPartners }) =>
    onboardingPartners.some((o) => o.id === id),
  );
  if (owner === undefined) {
    throw new CoeFailure(400, '1539', 'INVALID_PARTNER');
  }
  if (owner.clientId !== partner.clientId) {
    throw new CoeFailure(403, '110', 'ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT');
  }
};

export const authenticationRoutes = (deps: Deps) => {
  const identify = (clientId: string, passKey: string): Partner => {
    const partner = authenticatePartner(deps.partners, clientId, passKey);
    if (partner === null) {
      throw unauthorized();
    }
    return partner;
  };

  return new OpenAPIHono<CoeEnv>({ defaultHook: refuseWith('1539') })
    .openapi(partnerToken, async (c) => {
      const headers = c.req.valid('header');
      const partner = identify(headers[HEADERS.clientId], headers[HEADERS.passKey]);
      const issued = await deps.tokens.issuePartnerToken(partner.clientId, partner.policy.partnerTokenSeconds);
      return c.json(success(tokenData(issued)), 200);
    })
    .openapi(userToken, async (c) => {
      const headers = c.req.valid('header');
      const partner = identify(headers[HEADERS.clientId], headers[HEADERS.passKey]);
      const onboardingPartner = headers[HEADERS.onboardingPartner];
      requireOnboardingPartner(deps, partner, onboardingPartner);
      const issued = await deps.tokens.issueUserToken(
        {
          clientId: partner.clientId,
          onboardingPartner,
          userId: headers[HEADERS.partnerUserId],
          userIdType: headers[HEADERS.partnerUserIdType],
        },
        partner.policy.userTokenSeconds,
      );
      return c.json(success(tokenData(issued)), 200);
    });
};
