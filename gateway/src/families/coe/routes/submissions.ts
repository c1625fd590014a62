/** The SDK's calls (contracts 1.7 a, c, d). */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import {
  DOCUMENT_STATUSES,
  DOCUMENT_TYPES,
  HEADERS,
  NEXT_ACTIONS,
  REASON_CODES,
  SUBMISSION_STATUSES,
  SUBMISSION_TYPES,
  TINT_NAMES,
} from 'lifesign/contract';
import { tellingRefused } from '../../../check/velocity.ts';
import { isUuid } from '../../../database/uuid.ts';
import type { Deps } from '../../../deps.ts';
import { importLaunchKey, MAX_EVIDENCE_LENGTH } from '../../../check/evidence.ts';
import { framesSchema, MAX_FRAMES_BYTES } from '../../../check/frames.ts';
import type { CoeEnv } from '../env.ts';
import { baseUrlOf } from '../../../http/base-url.ts';
import { clientNetwork } from '../../../http/client-address.ts';
import { beginSubmission } from '../use-cases/begin.ts';
import { confirmSubmission } from '../use-cases/confirm.ts';
import { uploadUrlOf } from '../image-url.ts';
import { readStatus } from '../use-cases/status.ts';
import { userOf } from '../use-cases/velocity.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure } from './failure.ts';
import { jsonBody, type Limits, userOnly } from './guards.ts';
import { header, optionalHeader, refuseWith, tokenHeader } from './validation.ts';

const uiMessagesSchema = z.record(
  z.string(),
  z.object({ title: z.string(), message: z.string(), language: z.string().optional() }),
);

const sessionHeaders = {
  [HEADERS.token]: tokenHeader('user'),
  [HEADERS.partnerSessionId]: header(HEADERS.partnerSessionId, 'Partner session id (the correlation id)'),
  [HEADERS.sdkSessionId]: header(HEADERS.sdkSessionId, 'Made by the SDK for each launch'),
  [HEADERS.onboardingPartner]: optionalHeader(
    HEADERS.onboardingPartner,
    "When sent, must be the token's",
    'COE_PARTNER_CAN_NOT_BE_EMPTY',
  ),
};

const SESSION_FAILURES = {
  401: '`110` UNAUTHORIZED',
  403: '`110` FORBIDDEN',
  503: '`903` SERVICE_UNAVAILABLE',
};

const urlsRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'get',
    path: '/coe/v1/submissions/urls',
    tags: ['SDK'],
    summary: 'Get upload URLs; opens an attempt or hands out the open one again',
    middleware: [
      createMiddleware<CoeEnv>(async (c, next) => {
        c.set('unexpectedCause', 'SOMETHING_WENT_WRONG');
        await next();
      }),
      userOnly(deps, limits),
    ] as const,
    request: {
      headers: z.object({
        ...sessionHeaders,
        [HEADERS.publicKey]: header(HEADERS.publicKey, 'base64url of the launch key (SPKI, P-256)').max(512),
      }),
      query: z.object({
        submissionType: z
          .string()
          .optional()
          .openapi({ enum: [...SUBMISSION_TYPES] }),
      }),
    },
    responses: responses(
      z
        .object({
          submissionId: z.string(),
          status: z.enum(SUBMISSION_STATUSES),
          documents: z.partialRecord(
            z.enum(DOCUMENT_TYPES),
            z.object({
              documentUrl: z.string(),
              documentReference: z.string(),
              expiryInSeconds: z.string().openapi({ example: '600' }),
            }),
          ),
          nonce: z.string(),
          policy: z.object({ deviceVerdict: z.enum(['enforce', 'report']), attemptsLeft: z.number().int() }),
          moments: z
            .array(z.number().min(0).max(1))
            .optional()
            .openapi({ description: 'Ours: shares of the hold of which the confirm is to carry small frames' }),
          light: z
            .array(z.enum(TINT_NAMES))
            .optional()
            .openapi({ description: 'Ours: tints that the screen is to take during the hold, in this order' }),
        })
        .openapi('UploadUrls'),
      'Places to PUT the pictures to, and the nonce for the evidence.',
      {
        ...SESSION_FAILURES,
        400:
          '`1539` X_…_CAN_NOT_BE_EMPTY, COE_PARTNER_CAN_NOT_BE_EMPTY, INVALID_X_LIFESIGN_PUBLIC_KEY; ' +
          '`1542` INVALID_SUBMISSION_TYPE',
        409:
          '`409` SUBMISSION_STATE_CONFLICT: the session is decided, or its attempt is being processed; ' +
          '`data.submissionId` is that attempt, to ask its status',
        429:
          '`429` SUBMISSION_QUOTA_EXCEEDED, TOO_MANY_REQUESTS; ' +
          'TOO_MANY_ATTEMPTS over sessions, with Retry-After and the reason in `x-lifesign-reason`',
        500: '`900` SOMETHING_WENT_WRONG',
      },
    ),
  });

/** Longest confirm, bytes: frames, evidence, and what else a client may add. */
const MAX_CONFIRM_BYTES = MAX_FRAMES_BYTES + 128 * 1024;

const invalidConfirm = (): CoeFailure => new CoeFailure(400, '1542', 'INVALID_CONFIRM_UPLOAD_REQUEST');

const confirmRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'put',
    path: '/coe/v1/submissions/urls',
    tags: ['SDK'],
    summary: 'Confirm uploads; starts processing and counts the attempt',
    middleware: [userOnly(deps, limits), ...jsonBody(MAX_CONFIRM_BYTES, invalidConfirm)] as const,
    request: {
      headers: z.object(sessionHeaders),
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z
              .object({
                submissionId: z.string({ error: 'INVALID_CONFIRM_UPLOAD_REQUEST' }).min(1),
                metadata: z.looseObject(
                  {
                    evidence: z
                      .string({ error: 'INVALID_CONFIRM_UPLOAD_REQUEST' })
                      .max(MAX_EVIDENCE_LENGTH)
                      .openapi({ description: 'Compact JWS (ES256) by the launch key over the evidence' }),
                    moments: framesSchema
                      .optional()
                      .openapi({ description: 'Ours: base64 of the small frames that the evidence names' }),
                  },
                  { error: 'INVALID_CONFIRM_UPLOAD_REQUEST' },
                ),
              })
              .openapi('ConfirmUpload'),
          },
        },
      },
    },
    responses: responses(
      z
        .object({
          submissionId: z.string(),
          nextAction: z.enum(NEXT_ACTIONS),
          uiMessages: uiMessagesSchema.optional(),
        })
        .openapi('ConfirmedUpload'),
      'Accepted.',
      {
        ...SESSION_FAILURES,
        400: '`1539` X_SDK_SESSION_ID_CAN_NOT_BE_EMPTY; `1542` INVALID_CONFIRM_UPLOAD_REQUEST (body or evidence)',
        404: '`404` SUBMISSION_DOES_NOT_EXIST',
        409: '`409` SUBMISSION_STATE_CONFLICT',
        422: '`422` INVALID_UPLOAD_ARTIFACT, with `reason`: `missing`, `not-signed`',
        429: '`429` TOO_MANY_REQUESTS; TOO_MANY_ATTEMPTS as when the attempt is opened, nothing is counted or kept',
        500: '`900` GENERIC_SERVICE_ERROR',
      },
    ),
  });

export const statusSchema = z
  .object({
    submissionId: z.string(),
    status: z.enum(SUBMISSION_STATUSES),
    submissionType: z.enum(SUBMISSION_TYPES),
    createdAt: z.string(),
    completedAt: z.string().nullable(),
    verificationResult: z
      .object({ isApproved: z.boolean(), riskLevel: z.enum(['LOW', 'MEDIUM', 'HIGH']), confidence: z.string() })
      .nullable(),
    errorMessage: z.string().nullable(),
    documents: z.partialRecord(
      z.enum(DOCUMENT_TYPES),
      z.object({ status: z.enum(DOCUMENT_STATUSES), documentReference: z.string().nullable() }),
    ),
    uiMessages: uiMessagesSchema.optional(),
    nextAction: z.enum(NEXT_ACTIONS),
    reasonCode: z.enum(['', ...REASON_CODES]),
    attemptsLeft: z.number().int(),
  })
  .openapi('SubmissionStatus');

const statusRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'get',
    path: '/coe/v1/submissions/{submissionId}/status',
    tags: ['SDK'],
    summary: 'Get submission status; poll, honouring Retry-After',
    middleware: [userOnly(deps, limits)] as const,
    request: {
      headers: z.object(sessionHeaders),
      params: z.object({ submissionId: z.string().refine(isUuid, 'INVALID_SUBMISSION_ID') }),
    },
    responses: responses(statusSchema, 'Where the submission stands.', {
      ...SESSION_FAILURES,
      400: '`1539` X_…_CAN_NOT_BE_EMPTY; `1541` INVALID_SUBMISSION_ID',
      404: '`1543` SUBMISSION_DOES_NOT_EXIST',
      429: '`429` TOO_MANY_REQUESTS',
      500: '`900` GENERIC_SERVICE_ERROR',
    }),
  });

export const submissionRoutes = (deps: Deps & { readonly trustedProxies: number }, limits: Limits) => {
  const callerOf = (
    c: Context<CoeEnv>,
    headers: { readonly [HEADERS.partnerSessionId]: string; readonly [HEADERS.sdkSessionId]: string },
  ) => ({
    partner: c.var.partner,
    claims: c.var.claims,
    partnerSessionId: headers[HEADERS.partnerSessionId],
    sdkSessionId: headers[HEADERS.sdkSessionId],
    address: clientNetwork(c, deps.trustedProxies),
  });
  return new OpenAPIHono<CoeEnv>({ defaultHook: refuseWith('1539') })
    .openapi(urlsRoute(deps, limits), async (c) => {
      const headers = c.req.valid('header');
      const publicKey = headers[HEADERS.publicKey];
      if ((await importLaunchKey(publicKey)) === null) {
        throw new CoeFailure(400, '1539', 'INVALID_X_LIFESIGN_PUBLIC_KEY');
      }
      const { submissionType } = c.req.valid('query');
      const type = SUBMISSION_TYPES.find((candidate) => candidate === submissionType);
      if (type === undefined) {
        throw new CoeFailure(400, '1542', 'INVALID_SUBMISSION_TYPE');
      }
      const caller = callerOf(c, headers);
      const begun = await tellingRefused(deps, userOf(caller), () => beginSubmission(deps, caller, type, publicKey));
      const baseUrl = baseUrlOf(c, deps);
      const expiryInSeconds = String(c.var.partner.policy.uploadUrlSeconds);
      return c.json(
        success({
          submissionId: begun.submissionId,
          status: begun.status,
          documents: Object.fromEntries(
            begun.documents.map(({ id, type: documentType }) => [
              documentType,
              {
                documentUrl: uploadUrlOf(deps, baseUrl, id, begun.expiresAt),
                documentReference: id,
                expiryInSeconds,
              },
            ]),
          ),
          nonce: begun.nonce,
          policy: begun.policy,
          ...(begun.moments === undefined ? {} : { moments: begun.moments }),
          ...(begun.light === undefined ? {} : { light: begun.light }),
        }),
        200,
      );
    })
    .openapi(
      confirmRoute(deps, limits),
      async (c) => {
        const { submissionId, metadata } = c.req.valid('json');
        const caller = callerOf(c, c.req.valid('header'));
        const { nextAction, uiMessages } = await tellingRefused(deps, userOf(caller), () =>
          confirmSubmission(deps, caller, submissionId, metadata),
        );
        return c.json(success({ submissionId, nextAction, uiMessages }), 200);
      },
      (result) => refuseWith(result.target === 'json' ? '1542' : '1539', 'INVALID_CONFIRM_UPLOAD_REQUEST')(result),
    )
    .openapi(
      statusRoute(deps, limits),
      async (c) => {
        const { submissionId } = c.req.valid('param');
        const progress = await readStatus(deps, callerOf(c, c.req.valid('header')), submissionId);
        if (progress === null) {
          throw new CoeFailure(404, '1543', 'SUBMISSION_DOES_NOT_EXIST');
        }
        if (progress.retryAfterSeconds !== null) {
          c.header('retry-after', String(progress.retryAfterSeconds));
        }
        return c.json(success(progress.data), 200);
      },
      (result) => refuseWith(result.target === 'param' ? '1541' : '1539')(result),
    );
};
