/** Init and verify (contracts 2.3). */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { roomForBody } from '../../../http/body-room.ts';
import { userIdSchema } from '../../../http/text.ts';
import { MAX_CAPTURE_BYTES } from '../../../check/capture.ts';
import { initiate } from '../use-cases/initiate.ts';
import { verify } from '../use-cases/verify.ts';
import {
  jsonBody,
  type LcpEnv,
  type LcpLimits,
  type LcpRouteDeps,
  limitByAddress,
  refuseInvalid,
  requireRole,
  take,
} from './guards.ts';
import { responses } from './schemas.ts';

/** Base64 of the longest capture, and what surrounds it. */
const MAX_RECORD_LENGTH = Math.ceil((MAX_CAPTURE_BYTES + 1024) / 3) * 4;

const MAX_BODY = MAX_RECORD_LENGTH + 4096;

const guard = (deps: LcpRouteDeps, limits: LcpLimits) =>
  deps.lcp.livenessRole === undefined ? limitByAddress(deps, limits) : requireRole(deps, limits, deps.lcp.livenessRole);

/** Callers in other languages write absent fields as null or empty. */
const absent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

const initRoute = (deps: LcpRouteDeps, limits: LcpLimits) =>
  createRoute({
    method: 'post',
    path: `${deps.lcp.contextPath}/liveness/init`,
    tags: ['Liveness Check Proxy'],
    summary: 'Initiate liveness verification',
    middleware: [guard(deps, limits), ...jsonBody(16 * 1024)] as const,
    request: {
      body: {
        required: true,
        content: { 'application/json': { schema: z.object({ userId: userIdSchema }).openapi('LcpInit') } },
      },
    },
    responses: responses(
      z.object({ initiationType: z.enum(['TOKEN', 'NONE']), reference: z.string().nullable() }).openapi('LcpInitiated'),
      'The token for the capture, or none where the provider needs none.',
      {
        400: '`ERROR_REQUEST`, `INITIATION_ERROR`, `USER_DETAILS_MISSING`',
        409: '`ERROR_REMOTE`',
        429: '`ERROR_REQUEST`, with Retry-After',
        500: '`ERROR_GENERIC`',
        503: '`ERROR_GENERIC`, with Retry-After; nothing was stored',
      },
    ),
  });

const verifyRoute = (deps: LcpRouteDeps, limits: LcpLimits) =>
  createRoute({
    method: 'post',
    path: `${deps.lcp.contextPath}/liveness/verify`,
    tags: ['Liveness Check Proxy'],
    summary: 'Verify liveness',
    middleware: [guard(deps, limits), roomForBody(deps.bodies, MAX_BODY), ...jsonBody(MAX_BODY)] as const,
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z
              .object({
                userId: userIdSchema,
                livenessRecord: z.object({
                  image: absent(z.base64().max(MAX_RECORD_LENGTH)).openapi({
                    type: 'string',
                    format: 'byte',
                    description: 'Serialised capture of the provider’s SDK',
                  }),
                  reference: absent(z.string().max(4096)).openapi({
                    type: 'string',
                    description: 'Token of init',
                  }),
                }),
              })
              .openapi('LcpVerify'),
          },
        },
      },
    },
    responses: responses(
      z.object({ result: z.enum(['ACCEPTED', 'REJECTED']), selfie: z.string().nullable() }).openapi('LcpVerified'),
      'The verdict; a rejected person is an answer, not a failure.',
      {
        400: '`ERROR_REQUEST`, `USER_NOT_ENROLLED`, `VERIFICATION_ERROR`',
        409: '`ERROR_REMOTE`',
        429: '`ERROR_REQUEST`, with Retry-After',
        500: '`ERROR_GENERIC`',
        503: '`ERROR_GENERIC`, with Retry-After; nothing was stored',
      },
    ),
  });

export const livenessRoutes = (deps: LcpRouteDeps, limits: LcpLimits) =>
  new OpenAPIHono<LcpEnv>({ defaultHook: refuseInvalid })
    .openapi(initRoute(deps, limits), async (c) => {
      const { userId } = c.req.valid('json');
      await take(limits.users, userId);
      const reference = await initiate(deps, userId, c.req.raw.signal);
      return c.json({ initiationType: reference === null ? ('NONE' as const) : ('TOKEN' as const), reference }, 200);
    })
    .openapi(verifyRoute(deps, limits), async (c) => {
      const { userId, livenessRecord } = c.req.valid('json');
      await take(limits.users, userId);
      const { image, reference } = livenessRecord;
      const record = {
        image: image === undefined ? null : new Uint8Array(Buffer.from(image, 'base64')),
        reference: reference ?? null,
      };
      const { result, selfie } = await verify(deps, userId, record, c.req.raw.signal);
      const shown = deps.lcp.includeSelfie && selfie !== null ? Buffer.from(selfie).toString('base64') : null;
      return c.json({ result, selfie: shown }, 200);
    });
