/** The browser's calls under a session, by the capture token from the partner's server. Ours, not the family's. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import type { Context } from 'hono';
import { TINT_NAMES } from 'lifesign/contract';
import type { EVerifySessionRow } from '../store/tables.ts';
import type { Deps } from '../../../deps.ts';
import { CHALLENGES } from '../../../check/challenges.ts';
import { importLaunchKey } from '../../../check/evidence.ts';
import { type LivenessOutcome, SESSION_STATUSES } from '../rules.ts';
import { REASON_HEADER } from '../../../http/answer-failure.ts';
import { clientNetwork } from '../../../http/client-address.ts';
import { roomForBody } from '../../../http/body-room.ts';
import type { Engine } from '../../../engine/types.ts';
import { captureSchema, MAX_CAPTURE_BYTES } from '../../../check/capture.ts';
import { beginCapture, getSession, takeCapture } from '../use-cases/capture.ts';
import { standingOf } from '../use-cases/sessions.ts';
import { EVerifyFailure } from './failure.ts';
import {
  captureTokenOnly,
  type EVerifyEnv,
  type EVerifyLimits,
  jsonBody,
  refuseInvalid,
  requestIdOf,
} from './guards.ts';
import { captureTokenHeader, responses, sessionParam } from './schemas.ts';

export const CAPTURE_PATH = '/v1/biometrics/liveness/{session_id}/capture';

const beginRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'post',
    path: CAPTURE_PATH,
    tags: ['e-verify'],
    summary: 'SDK: begin the capture',
    middleware: [captureTokenOnly(deps, limits), ...jsonBody(4096)] as const,
    request: {
      headers: captureTokenHeader,
      params: sessionParam,
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.object({
              public_key: z.string().max(512).openapi({ description: 'base64url of the launch key (SPKI, P-256)' }),
            }),
          },
        },
      },
    },
    responses: responses(
      z
        .object({
          request_id: z.string(),
          session_id: z.string(),
          nonce: z.string(),
          device_verdict: z.enum(['enforce', 'report']),
          challenges: z
            .array(z.enum(CHALLENGES))
            .openapi({ description: 'In this order; empty for the passive check' }),
          is_passive_allowed: z.boolean(),
          moments: z
            .array(z.number().min(0).max(1))
            .optional()
            .openapi({ description: 'Shares of the hold of which the capture is to have small frames' }),
          light: z
            .array(z.enum(TINT_NAMES))
            .optional()
            .openapi({ description: 'Tints that the screen is to take during the hold, in this order' }),
          message: z.string(),
        })
        .openapi('BegunCapture'),
      'The nonce for the evidence.',
      [400, 401, 403, 404, 409, 429, 500],
    ),
  });

const standingSchema = z
  .object({
    request_id: z.string(),
    session_id: z.string(),
    status: z.enum(SESSION_STATUSES),
    outcome: z
      .enum(['live', 'not_live', 'unusable'])
      .nullable()
      .openapi({ description: 'Null unless completed; a score never reaches the browser' }),
    message: z.string(),
  })
  .openapi('CaptureStanding');

const takeRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'put',
    path: CAPTURE_PATH,
    tags: ['e-verify'],
    summary: 'SDK: send the capture; the same once more is answered as the first was',
    middleware: [
      captureTokenOnly(deps, limits),
      roomForBody(deps.bodies, MAX_CAPTURE_BYTES),
      ...jsonBody(MAX_CAPTURE_BYTES),
    ] as const,
    request: {
      headers: captureTokenHeader,
      params: sessionParam,
      body: { required: true, content: { 'application/json': { schema: captureSchema.openapi('Capture') } } },
    },
    responses: responses(standingSchema, 'Judged.', [400, 401, 403, 404, 409, 429, 500]),
  });

const readRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'get',
    path: CAPTURE_PATH,
    tags: ['e-verify'],
    summary: 'SDK: state of the session',
    middleware: [captureTokenOnly(deps, limits)] as const,
    request: { headers: captureTokenHeader, params: sessionParam },
    responses: responses(standingSchema, 'How the session stands.', [401, 403, 404, 429, 500]),
  });

export const captureRoutes = (
  deps: Deps & { readonly engine: Engine; readonly trustedProxies: number },
  limits: EVerifyLimits,
) => {
  const app = new OpenAPIHono<EVerifyEnv>({ defaultHook: refuseInvalid });
  const { allowedOrigins } = deps.config.eVerify;
  app.use(
    CAPTURE_PATH.replace('{session_id}', ':session_id'),
    cors({
      origin: (origin) => (allowedOrigins.includes('*') || allowedOrigins.includes(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PUT'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['retry-after', 'x-request-id', REASON_HEADER],
      maxAge: 600,
    }),
  );
  const answer = (c: Context<EVerifyEnv>, session: EVerifySessionRow) => {
    const { status, result } = standingOf(deps, session);
    return {
      request_id: requestIdOf(c),
      session_id: session.id,
      status,
      outcome: result === null ? null : coarse(result),
      message: `The liveness session is ${status}.`,
    };
  };
  return app
    .openapi(beginRoute(deps, limits), async (c) => {
      const { public_key: publicKey } = c.req.valid('json');
      if ((await importLaunchKey(publicKey)) === null) {
        throw new EVerifyFailure('invalid_input', 'public_key is not valid.');
      }
      const { sessionId } = c.var;
      const { nonce, challenges, isPassiveAllowed, ...frames } = await beginCapture(
        deps,
        sessionId,
        publicKey,
        clientNetwork(c, deps.trustedProxies),
      );
      return c.json(
        {
          request_id: requestIdOf(c),
          session_id: sessionId,
          nonce,
          device_verdict: deps.config.policy.deviceVerdict,
          challenges: [...challenges],
          is_passive_allowed: isPassiveAllowed,
          ...frames,
          message: 'The capture may begin.',
        },
        200,
      );
    })
    .openapi(takeRoute(deps, limits), async (c) =>
      c.json(
        answer(
          c,
          await takeCapture(
            deps,
            c.var.sessionId,
            c.req.valid('json'),
            clientNetwork(c, deps.trustedProxies),
            c.req.raw.signal,
          ),
        ),
        200,
      ),
    )
    .openapi(readRoute(deps, limits), async (c) => c.json(answer(c, await getSession(deps, c.var.sessionId)), 200));
};

const coarse = ({ isLive, spoofDetected }: LivenessOutcome): 'live' | 'not_live' | 'unusable' => {
  if (isLive) {
    return 'live';
  }
  return spoofDetected ? 'not_live' : 'unusable';
};
