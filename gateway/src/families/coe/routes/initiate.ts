/** Initiate flow (contracts 1.6, 1.13): opens a partner session and returns the user token, bare or in a launch URL. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { FLOWS, HEADERS, type SupportedFlow, THEME_MODES, USER_LOCALES } from 'lifesign/contract';
import { flowsOf, type Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import type { CoeEnv } from '../env.ts';
import { isAllowedOrigin } from '../origins.ts';
import { openPartnerSession } from '../use-cases/sessions.ts';
import { requireOnboardingPartner } from './authentication.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure } from './failure.ts';
import { derivedUrlOf } from '../../../http/base-url.ts';
import { jsonBody, type Limits, partnerOnly } from './guards.ts';
import { header, refuseWith, tokenHeader } from './validation.ts';

const URL_MAX = 2048;

const flag = (cause: string, fallback: boolean) => z.boolean({ error: cause }).default(fallback);

const additionalDetailsSchema = z
  .object(
    {
      referenceImageUrl: z
        // In the parser's normalised form, because a text column refuses control characters.
        .url({ protocol: /^https?$/, normalize: true, error: 'INVALID_REFERENCE_IMAGE_URL' })
        .max(URL_MAX, 'INVALID_REFERENCE_IMAGE_URL')
        .optional(),
      referenceImageType: z
        .enum(['SELFIE', 'KTP'], { error: 'INVALID_REFERENCE_IMAGE_TYPE' })
        .optional()
        .openapi({ description: 'Ours: what the picture at `referenceImageUrl` is reported as; default KTP' }),
      userLocale: z.enum(USER_LOCALES, { error: 'INVALID_USER_LOCALE' }).default('id_ID'),
      allowQr: flag('INVALID_ALLOW_QR', false),
      forceQr: flag('INVALID_FORCE_QR', false),
      portraitOnly: flag('INVALID_PORTRAIT_ONLY', true),
    },
    { error: ({ input }) => (input === null ? 'ADDITIONAL_DETAILS_IS_NULL' : 'INVALID_ADDITIONAL_DETAILS') },
  )
  .prefault({});

const redirectUrl = (cause: string) =>
  z
    .url({ protocol: /^https?$/, error: cause })
    .max(URL_MAX, cause)
    .optional();

const bodySchema = z
  .object({
    flow: z.enum(FLOWS, { error: 'INVALID_FLOW' }),
    source: z.enum(['SDK', 'WEB_SDK'], { error: 'INVALID_SOURCE' }),
    successRedirectionUrl: redirectUrl('INVALID_SUCCESS_REDIRECTION_URL'),
    failureRedirectionUrl: redirectUrl('INVALID_FAILURE_REDIRECTION_URL'),
    theme: z.enum(THEME_MODES, { error: 'INVALID_THEME' }).default('NO_PREFERENCE'),
    additionalDetails: additionalDetailsSchema,
  })
  .openapi('InitiateFlow');

type Body = z.infer<typeof bodySchema>;

const dataSchema = z
  .object({
    token: z.string().optional().openapi({ description: 'User token, for `SDK`' }),
    launchUrl: z.string().optional().openapi({ description: 'For `WEB_SDK`: the page to open' }),
    expirySeconds: z.string().openapi({ example: '900' }),
    expiresAt: z.string().openapi({ example: '1738384686' }),
  })
  .openapi('InitiatedFlow');

const invalidBody = (): CoeFailure => new CoeFailure(400, '1539', 'INVALID_REQUEST_BODY');

const initiateRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'post',
    path: '/coe-partner/v1/initiate-flow',
    tags: ['Partner backend'],
    summary: 'Initiate flow',
    middleware: [partnerOnly(deps, limits), ...jsonBody(64 * 1024, invalidBody)] as const,
    request: {
      headers: z.object({
        [HEADERS.token]: tokenHeader('partner'),
        [HEADERS.onboardingPartner]: header(HEADERS.onboardingPartner, '`PARTNER-PLATFORM-FLOW`'),
        [HEADERS.partnerUserId]: header(HEADERS.partnerUserId, "The partner's id of the user"),
        [HEADERS.partnerUserIdType]: header(HEADERS.partnerUserIdType, 'Label of that id'),
        [HEADERS.partnerSessionId]: header(HEADERS.partnerSessionId, 'One for each launch; also the correlation id'),
      }),
      body: { required: true, content: { 'application/json': { schema: bodySchema } } },
    },
    responses: responses(dataSchema, 'A user token, or the address of the hosted page with it in the fragment.', {
      400:
        '`1539` X_…_CAN_NOT_BE_EMPTY, INVALID_FLOW, INVALID_PARTNER, INVALID_SOURCE, ADDITIONAL_DETAILS_IS_NULL, ' +
        'DUPLICATE_PARTNER_SESSION_ID, SUCCESS_REDIRECTION_URL_CAN_NOT_BE_EMPTY and the like for other fields',
      401: '`110` UNAUTHORIZED',
      403: '`110` ONBOARDING_PARTNER_DOES_NOT_BELONG_TO_CLIENT',
      429: '`429` TOO_MANY_REQUESTS',
      500: '`900` GENERIC_SERVICE_ERROR',
    }),
  });

export const initiateRoutes = (deps: Deps, limits: Limits) =>
  new OpenAPIHono<CoeEnv>({ defaultHook: refuseWith('1539', 'INVALID_REQUEST_BODY') }).openapi(
    initiateRoute(deps, limits),
    async (c) => {
      const { partner } = c.var;
      const headers = c.req.valid('header');
      const body = c.req.valid('json');
      const onboardingPartner = headers[HEADERS.onboardingPartner];
      const partnerSessionId = headers[HEADERS.partnerSessionId];
      requireOnboardingPartner(deps, partner, onboardingPartner);
      const flow = enabledFlow(partner, onboardingPartner, body.flow);
      const hosted = body.source === 'WEB_SDK' ? hostedLaunch(deps, partner, body) : null;

      await openPartnerSession(deps, {
        partner,
        onboardingPartner,
        partnerSessionId,
        userId: headers[HEADERS.partnerUserId],
        userIdType: headers[HEADERS.partnerUserIdType],
        flow,
        source: body.source,
        locale: body.additionalDetails.userLocale,
        referenceImageUrl: body.additionalDetails.referenceImageUrl ?? null,
        referenceImageType: body.additionalDetails.referenceImageType ?? null,
        baseUrl: derivedUrlOf(c, deps),
      });
      const issued = await deps.tokens.issueUserToken(
        {
          clientId: partner.clientId,
          onboardingPartner,
          userId: headers[HEADERS.partnerUserId],
          userIdType: headers[HEADERS.partnerUserIdType],
          session: { partnerSessionId, flow },
          ...(hosted === null ? {} : { launch: { ...hosted.launch, flow, partnerSessionId } }),
        },
        partner.policy.userTokenSeconds,
      );
      return c.json(
        success({
          ...(hosted === null
            ? { token: issued.token }
            : { launchUrl: `${hosted.pageUrl}#/launch-v1?token=${issued.token}` }),
          expirySeconds: String(issued.expirySeconds),
          expiresAt: String(issued.expiresAt),
        }),
        200,
      );
    },
  );

const enabledFlow = (partner: Partner, onboardingPartner: string, flow: Body['flow']): SupportedFlow => {
  const enabled = flowsOf(partner, onboardingPartner).find((candidate) => candidate === flow);
  if (enabled === undefined) {
    throw new CoeFailure(400, '1539', 'INVALID_FLOW');
  }
  return enabled;
};

/** Rules of the hosted page, bound into its token, because it cannot trust its opener or its address. */
const hostedLaunch = (deps: Deps, partner: Partner, body: Body) => {
  const pageUrl = partner.hostedPageUrl ?? deps.config.hostedPageUrl;
  if (pageUrl === undefined) {
    throw new CoeFailure(400, '1539', 'INVALID_SOURCE');
  }
  const { allowQr, forceQr, portraitOnly, userLocale } = body.additionalDetails;
  return {
    pageUrl,
    launch: {
      successRedirectionUrl: requireRedirect(partner, body.successRedirectionUrl, 'SUCCESS_REDIRECTION_URL'),
      failureRedirectionUrl: requireRedirect(partner, body.failureRedirectionUrl, 'FAILURE_REDIRECTION_URL'),
      parentOrigins: partner.allowedOrigins,
      theme: body.theme,
      userLocale,
      allowQr,
      forceQr,
      portraitOnly,
    },
  };
};

const requireRedirect = (partner: Partner, url: string | undefined, name: string): string => {
  if (url === undefined) {
    throw new CoeFailure(400, '1539', `${name}_CAN_NOT_BE_EMPTY`);
  }
  if (!isAllowedOrigin(partner.redirectOrigins, new URL(url).origin)) {
    throw new CoeFailure(400, '1539', `INVALID_${name}`);
  }
  return url;
};
