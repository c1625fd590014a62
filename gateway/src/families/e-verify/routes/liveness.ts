/** Start and results (contracts 6), for the partner's server. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Deps } from '../../../deps.ts';
import { challengeDetailsOf, SESSION_STATUSES, type SessionStatus } from '../rules.ts';
import { text } from '../../../http/text.ts';
import { captureSeconds } from '../use-cases/capture.ts';
import { readRemoteStanding } from '../use-cases/remote-results.ts';
import { type EVerifyDeps, readSession, standingOf } from '../use-cases/sessions.ts';
import { startSession } from '../use-cases/start.ts';
import { EVerifyFailure } from './failure.ts';
import { type EVerifyEnv, type EVerifyLimits, jsonBody, keyOnly, refuseInvalid, requestIdOf } from './guards.ts';
import { keyHeader, responses, sessionParam } from './schemas.ts';

/** Header of the start's answer with the browser's token: the body may have only the documented fields. */
export const CAPTURE_TOKEN_HEADER = 'x-lifesign-capture-token';

const MAX_BODY_BYTES = 16 * 1024;

const startRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'post',
    path: '/v1/biometrics/liveness/start',
    tags: ['e-verify'],
    summary: 'Start liveness session',
    middleware: [keyOnly(deps, limits, 'liveness'), ...jsonBody(MAX_BODY_BYTES)] as const,
    request: {
      headers: keyHeader,
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z
              .object({
                client_session_token: text(128).min(8).openapi({
                  description: 'Idempotency key: names one session until that has expired or failed; then the next',
                }),
              })
              .openapi('StartLiveness'),
          },
        },
      },
    },
    responses: responses(
      z
        .object({
          request_id: z.string(),
          session_id: z.string(),
          challenge_details: z.object({
            challenge_type: z.string().openapi({ example: 'passive' }),
            instructions: z.string(),
          }),
          message: z.string(),
        })
        .openapi('StartedLiveness'),
      `The session; the header \`${CAPTURE_TOKEN_HEADER}\` carries the capture token for the browser.`,
      [400, 401, 403, 409, 429, 500],
    ),
  });

const resultsRoute = (deps: Deps, limits: EVerifyLimits) =>
  createRoute({
    method: 'get',
    path: '/v1/biometrics/liveness/{session_id}/results',
    tags: ['e-verify'],
    summary: 'Get liveness results',
    middleware: [keyOnly(deps, limits, 'liveness')] as const,
    request: { headers: keyHeader, params: sessionParam },
    responses: responses(
      z
        .object({
          request_id: z.string(),
          session_id: z.string(),
          status: z.enum(SESSION_STATUSES),
          result: z
            .object({
              liveness_score: z.number().min(0).max(100),
              is_live: z.boolean(),
              spoof_attempt_detected: z.boolean(),
            })
            .nullable()
            .openapi({ description: 'Null unless completed' }),
          message: z.string(),
        })
        .openapi('LivenessResults'),
      'Where the session stands; a presentation attack is a result, not a failure.',
      [401, 403, 404, 429, 500],
    ),
  });

const RESULT_MESSAGES: Readonly<Record<SessionStatus, string>> = {
  pending: 'The liveness session waits for its capture.',
  processing: 'The liveness session is being processed.',
  completed: 'Liveness detection results retrieved successfully.',
  failed: 'The liveness session could not be processed.',
  expired: 'The liveness session has expired.',
};

export const livenessRoutes = (deps: EVerifyDeps, limits: EVerifyLimits) =>
  new OpenAPIHono<EVerifyEnv>({ defaultHook: refuseInvalid })
    .openapi(startRoute(deps, limits), async (c) => {
      const { caller } = c.var;
      const clientToken = c.req.valid('json').client_session_token;
      const { session, isCompleted } = await startSession(deps, caller, clientToken, c.req.raw.signal);
      if (isCompleted) {
        throw new EVerifyFailure(
          'conflict',
          `client_session_token names ${session.id}, which is completed: read its results, or start with another token.`,
        );
      }
      const remote = caller.mode === 'test' ? null : deps.remote;
      if (remote === null) {
        const { token } = await deps.tokens.issueCaptureToken(session.id, captureSeconds(deps));
        c.header(CAPTURE_TOKEN_HEADER, token);
      }
      const challenge = remote?.challenge ?? challengeDetailsOf(session.challenges);
      return c.json(
        {
          request_id: requestIdOf(c),
          session_id: session.id,
          challenge_details: { challenge_type: challenge.type, instructions: challenge.instructions },
          message: 'Liveness session started successfully.',
        },
        200,
      );
    })
    .openapi(resultsRoute(deps, limits), async (c) => {
      const session = await readSession(deps, c.var.caller, c.req.valid('param').session_id);
      const { status, result } =
        deps.remote === null || session.mode === 'test'
          ? standingOf(deps, session)
          : await readRemoteStanding(deps, deps.remote, session, c.req.raw.signal);
      return c.json(
        {
          request_id: requestIdOf(c),
          session_id: session.id,
          status,
          result:
            result === null
              ? null
              : {
                  liveness_score: result.score,
                  is_live: result.isLive,
                  spoof_attempt_detected: result.spoofDetected,
                },
          message: RESULT_MESSAGES[status],
        },
        200,
      );
    });
