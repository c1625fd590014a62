/** Result details (contracts 1.9) and the delivery log of callbacks (1.11), for the partner's server. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { HEADERS, REASON_CODES, RESULTS, SUPPORTED_FLOWS } from 'lifesign/contract';
import type { SessionRow, SubmissionRow } from '../store/tables.ts';
import { findSession, getSession } from '../store/sessions.ts';
import { findSubmission, lastSubmission } from '../store/submissions.ts';
import { isUuid } from '../../../database/uuid.ts';
import type { Partner } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { detailsOf } from '../rules/details.ts';
import type { CoeEnv } from '../env.ts';
import { readDeliveries } from '../store/deliveries.ts';
import { imageUrlOf } from '../image-url.ts';
import { readFacts } from '../use-cases/status.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure } from './failure.ts';
import { type Limits, partnerOnly } from './guards.ts';
import { header, optionalHeader, refuseWith, tokenHeader } from './validation.ts';

const referenceCheck = z.object({ verificationResult: z.boolean(), verificationReasonCode: z.string() });

const detailsSchema = z
  .object({
    status: z.enum(['COMPLETED', 'ERROR', 'IN_PROGRESS']),
    submissionId: z.string(),
    flow: z.enum(SUPPORTED_FLOWS),
    partnerSessionId: z.string(),
    processedAt: z.string().nullable(),
    result: z.enum(RESULTS).optional().openapi({ description: 'Absent unless COMPLETED' }),
    reasonCode: z.enum(['', ...REASON_CODES]),
    submissionDetails: z.object({
      imageUrls: z.object({ selfie: z.string().optional(), additionalSelfie: z.string().optional() }),
      verificationResults: z.object({
        liveness: z.object({ result: z.boolean(), version: z.string() }).optional(),
        faceMatch: z.object({ score: z.number(), result: z.boolean(), version: z.string() }).optional(),
        referenceImageValidation: z
          .object({ ktp: referenceCheck.optional(), selfie: referenceCheck.optional() })
          .optional(),
      }),
    }),
  })
  .openapi('SubmissionDetails');

const detailsRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'get',
    path: '/coe/v1/submissions',
    tags: ['Partner backend'],
    summary: 'Get submission details',
    middleware: [partnerOnly(deps, limits)] as const,
    request: {
      headers: z.object({
        [HEADERS.token]: tokenHeader('partner'),
        [HEADERS.partnerSessionId]: optionalHeader(
          HEADERS.partnerSessionId,
          'The newest submission of this session; this or the submission id is required',
          'PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY',
        ),
        [HEADERS.submissionId]: optionalHeader(
          HEADERS.submissionId,
          'One submission',
          'SUBMISSION_ID_CAN_NOT_BE_EMPTY',
        ),
        [HEADERS.partnerUserId]: optionalHeader(
          HEADERS.partnerUserId,
          "Checked against the session's user when sent",
          'PARTNER_USER_ID_CAN_NOT_BE_EMPTY',
        ),
      }),
    },
    responses: responses(detailsSchema, 'The submission; a rejected selfie is a success with `INVALID`.', {
      400:
        '`1550` …_CAN_NOT_BE_EMPTY; `1552` SUBMISSION_DOES_NOT_EXIST; ' +
        '`1553` PARTNER_SESSION_ID_DOES_NOT_BELONG_TO_THE_USER',
      401: '`110` UNAUTHORIZED',
      403: '`903` FORBIDDEN',
      429: '`429` TOO_MANY_REQUESTS',
      500: '`900` GENERIC_SERVICE_ERROR',
    }),
  });

const deliveriesRoute = (deps: Deps, limits: Limits) =>
  createRoute({
    method: 'get',
    path: '/coe-partner/v1/callback-deliveries',
    tags: ['Partner backend'],
    summary: 'Read the delivery log of completion callbacks',
    middleware: [partnerOnly(deps, limits)] as const,
    request: {
      headers: z.object({
        [HEADERS.token]: tokenHeader('partner'),
        [HEADERS.partnerSessionId]: header(HEADERS.partnerSessionId, 'Partner session id'),
      }),
    },
    responses: responses(
      z.object({
        deliveries: z.array(
          z
            .object({
              deliveryId: z.string(),
              submissionId: z.string(),
              status: z.enum(['pending', 'delivered', 'failed']),
              nextAttemptAt: z.string().nullable(),
              attempts: z.array(
                z.object({
                  number: z.number().int(),
                  at: z.string(),
                  httpStatus: z.number().int().nullable(),
                  failure: z.string().nullable(),
                  durationMs: z.number().int(),
                }),
              ),
            })
            .openapi('CallbackDelivery'),
        ),
      }),
      'Deliveries of the session, newest first; empty when there are none.',
      { 400: '`1539` X_PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY', 401: '`110` UNAUTHORIZED' },
    ),
  });

export const detailsRoutes = (deps: Deps, limits: Limits) =>
  new OpenAPIHono<CoeEnv>({ defaultHook: refuseWith('1539') })
    .openapi(
      detailsRoute(deps, limits),
      async (c) => {
        const { partner } = c.var;
        const headers = c.req.valid('header');
        const { session, submission } = await find(deps, partner, {
          partnerSessionId: headers[HEADERS.partnerSessionId],
          submissionId: headers[HEADERS.submissionId],
        });
        const userId = headers[HEADERS.partnerUserId];
        if (userId !== undefined && userId !== session.user_id) {
          throw new CoeFailure(400, '1553', 'PARTNER_SESSION_ID_DOES_NOT_BELONG_TO_THE_USER');
        }
        const imageUrl = (id: string, baseUrl: string | null): string =>
          imageUrlOf(deps, baseUrl ?? deps.publicUrl, id, partner.policy.imageUrlSeconds);
        return c.json(success(detailsOf(await readFacts(deps.db, submission, imageUrl, session))), 200);
      },
      refuseWith('1550'),
    )
    .openapi(deliveriesRoute(deps, limits), async (c) => {
      const partnerSessionId = c.req.valid('header')[HEADERS.partnerSessionId];
      const deliveries = await readDeliveries(deps.db, c.var.partner.clientId, partnerSessionId);
      return c.json(success({ deliveries: deliveries.map((d) => ({ ...d, attempts: [...d.attempts] })) }), 200);
    });

const doesNotExist = (): CoeFailure => new CoeFailure(400, '1552', 'SUBMISSION_DOES_NOT_EXIST');

/** By submission id, by session (its newest attempt), or by both, which must then agree. */
const find = async (
  { db }: Deps,
  partner: Partner,
  by: { readonly partnerSessionId: string | undefined; readonly submissionId: string | undefined },
): Promise<{ session: SessionRow; submission: SubmissionRow }> => {
  if (by.submissionId !== undefined) {
    const submission = isUuid(by.submissionId) ? await findSubmission(db, by.submissionId) : undefined;
    if (submission === undefined) {
      throw doesNotExist();
    }
    const session = await getSession(db, submission.session_id);
    if (session.client_id !== partner.clientId) {
      throw new CoeFailure(403, '903', 'FORBIDDEN');
    }
    if (by.partnerSessionId !== undefined && by.partnerSessionId !== session.partner_session_id) {
      throw doesNotExist();
    }
    return { session, submission };
  }
  if (by.partnerSessionId === undefined) {
    throw new CoeFailure(400, '1550', 'PARTNER_SESSION_ID_CAN_NOT_BE_EMPTY');
  }
  const session = await findSession(db, partner.clientId, by.partnerSessionId);
  const submission = session === undefined ? undefined : await lastSubmission(db, session.id);
  if (session === undefined || submission === undefined) {
    throw doesNotExist();
  }
  return { session, submission };
};
