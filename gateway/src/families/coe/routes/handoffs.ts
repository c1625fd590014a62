/** The hand-off of a launch to a phone (ours). */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HEADERS, SUPPORTED_FLOWS } from 'lifesign/contract';
import { isUuid } from '../../../database/uuid.ts';
import type { Deps } from '../../../deps.ts';
import { HANDOFF_CODE_LENGTH, HANDOFF_STATES } from '../../../handoff/handoff.ts';
import type { CoeEnv } from '../env.ts';
import { endHandoff, makeHandoff, readHandoff, redeemHandoff } from '../use-cases/handoffs.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure } from './failure.ts';
import { jsonBody, type Limits, userOnly } from './guards.ts';
import { statusSchema } from './submissions.ts';
import { header, refuseWith, tokenHeader } from './validation.ts';

const headers = z.object({
  [HEADERS.token]: tokenHeader('user'),
  [HEADERS.partnerSessionId]: header(HEADERS.partnerSessionId, 'Partner session id (the correlation id)'),
});

const params = z.object({ handoffId: z.string().refine(isUuid, 'INVALID_HANDOFF_ID') });

const FAILURES = {
  400: '`1539` X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY; `1541` INVALID_HANDOFF_ID',
  401: '`110` UNAUTHORIZED',
  403: '`110` FORBIDDEN, HANDOFF_NOT_ALLOWED',
  404: '`404` HANDOFF_DOES_NOT_EXIST',
  410: '`410` HANDOFF_ENDED: the token is of a hand-off that was stopped',
  429: '`429` TOO_MANY_REQUESTS',
  500: '`900` GENERIC_SERVICE_ERROR',
  503: '`903` SERVICE_UNAVAILABLE',
};

const makeRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'post',
    path: '/coe/v1/handoffs',
    tags: ['SDK'],
    summary: 'Make a link that opens this launch on a phone; earlier links of the session end',
    middleware: [userOnly(deps, limits)] as const,
    request: { headers },
    responses: responses(
      z
        .object({
          handoffId: z.string(),
          code: z.string().openapi({ description: 'For the fragment of the link. It opens the launch once.' }),
          expiryInSeconds: z.string().openapi({ example: '300' }),
        })
        .openapi('MadeHandoff'),
      'The code of the link.',
      { ...FAILURES, 409: '`409` SUBMISSION_STATE_CONFLICT: the session has ended' },
    ),
  });

const readRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'get',
    path: '/coe/v1/handoffs/{handoffId}',
    tags: ['SDK'],
    summary: 'State of a hand-off; poll every few seconds',
    middleware: [userOnly(deps, limits)] as const,
    request: { headers, params },
    responses: responses(
      z
        .object({
          state: z.enum(HANDOFF_STATES),
          endedBy: z.enum(['computer', 'phone']).nullable(),
          submission: statusSchema.nullable().openapi({ description: 'The newest attempt of the session' }),
        })
        .openapi('Handoff'),
      'The state of the hand-off.',
      FAILURES,
    ),
  });

const endRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'delete',
    path: '/coe/v1/handoffs/{handoffId}',
    tags: ['SDK'],
    summary: 'Stop a hand-off, from either side; the token of the phone ends with it',
    middleware: [userOnly(deps, limits)] as const,
    request: { headers, params },
    responses: responses(z.object({ state: z.literal('ended') }).openapi('EndedHandoff'), 'It has ended.', FAILURES),
  });

const invalidCode = (): CoeFailure => new CoeFailure(400, '1542', 'INVALID_HANDOFF_CODE');

const redeemRoute = () =>
  createRoute({
    method: 'post',
    path: '/coe/v1/handoffs/redeem',
    tags: ['SDK'],
    summary: 'Open a launch by the code of a link: once',
    middleware: [...jsonBody(1024, invalidCode)] as const,
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z
              .object({ code: z.string({ error: 'INVALID_HANDOFF_CODE' }).length(HANDOFF_CODE_LENGTH) })
              .openapi('RedeemHandoff'),
          },
        },
      },
    },
    responses: responses(
      z
        .object({
          handoffId: z.string(),
          token: z.string().openapi({ description: 'User token of this browser alone' }),
          expirySeconds: z.string().openapi({ example: '900' }),
          partnerSessionId: z.string(),
          flow: z.enum(SUPPORTED_FLOWS),
        })
        .openapi('RedeemedHandoff'),
      'What the launch goes on with.',
      {
        400: '`1542` INVALID_HANDOFF_CODE',
        403: '`110` FORBIDDEN: the page is none that the partner allows',
        404: '`404` HANDOFF_DOES_NOT_EXIST',
        409: '`409` HANDOFF_USED: another browser has opened it',
        410: '`410` HANDOFF_EXPIRED, HANDOFF_ENDED',
        429: '`429` TOO_MANY_REQUESTS',
        500: '`900` GENERIC_SERVICE_ERROR',
        503: '`903` SERVICE_UNAVAILABLE',
      },
    ),
  });

export const handoffRoutes = (deps: Deps, limits: Limits) =>
  new OpenAPIHono<CoeEnv>({ defaultHook: (result) => refuseWith(result.target === 'param' ? '1541' : '1539')(result) })
    .openapi(makeRoute(deps, limits), async (c) => {
      const { handoffId, code, expirySeconds } = await makeHandoff(deps, callerOf(c, c.req.valid('header')));
      return c.json(success({ handoffId, code, expiryInSeconds: String(expirySeconds) }), 200);
    })
    .openapi(readRoute(deps, limits), async (c) => {
      const { retryAfterSeconds, ...progress } = await readHandoff(
        deps,
        callerOf(c, c.req.valid('header')),
        c.req.valid('param').handoffId,
      );
      if (retryAfterSeconds !== null) {
        c.header('retry-after', String(retryAfterSeconds));
      }
      return c.json(success(progress), 200);
    })
    .openapi(endRoute(deps, limits), async (c) => {
      await endHandoff(deps, callerOf(c, c.req.valid('header')), c.req.valid('param').handoffId);
      return c.json(success({ state: 'ended' as const }), 200);
    })
    .openapi(
      redeemRoute(),
      async (c) => {
        const { code } = c.req.valid('json');
        const { handoffId, issued, session } = await redeemHandoff(deps, code, c.req.header('origin'));
        return c.json(
          success({
            handoffId,
            token: issued.token,
            expirySeconds: String(issued.expirySeconds),
            partnerSessionId: session.partner_session_id,
            flow: session.flow,
          }),
          200,
        );
      },
      refuseWith('1542', 'INVALID_HANDOFF_CODE'),
    );

const callerOf = (c: Context<CoeEnv>, valid: z.infer<typeof headers>) => ({
  partner: c.var.partner,
  claims: c.var.claims,
  partnerSessionId: valid[HEADERS.partnerSessionId],
});
