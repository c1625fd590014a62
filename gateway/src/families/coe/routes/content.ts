/** Uploads and reads of pictures (contracts 1.7 b, and the image URLs of 1.9), permitted by the signed address. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { UPLOAD } from 'lifesign/contract';
import { isUuid } from '../../../database/uuid.ts';
import { roomForBody } from '../../../http/body-room.ts';
import type { UrlAction } from '../../../auth/signed-url.ts';
import type { Deps } from '../../../deps.ts';
import type { CoeEnv } from '../env.ts';
import { IMAGE_PATH, UPLOAD_PATH } from '../image-url.ts';
import { readUpload, storeUpload } from '../use-cases/uploads.ts';
import { responses, success } from './envelope.ts';
import { CoeFailure, forbidden } from './failure.ts';
import { maxBody } from './guards.ts';
import { refuseWith } from './validation.ts';
import { createMiddleware } from 'hono/factory';

const request = {
  params: z.object({ documentReference: z.string() }),
  query: z.object({ expires: z.string().optional(), signature: z.string().optional() }),
};

const signed = (deps: Deps, action: UrlAction) =>
  createMiddleware<CoeEnv>(async (c, next) => {
    const id = c.req.param('documentReference') ?? '';
    const { expires = '', signature = '' } = c.req.query();
    if (!isUuid(id) || !deps.urls.verify(action, id, { expires, signature })) {
      throw forbidden();
    }
    await next();
  });

const uploadRoute = (deps: Deps) =>
  createRoute({
    method: 'put',
    path: `${UPLOAD_PATH}/{documentReference}`,
    tags: ['SDK'],
    summary: 'Upload a picture; repeat to replace it until the confirm',
    middleware: [signed(deps, 'upload'), roomForBody(deps.bodies, UPLOAD.maxBytes), maxBody(UPLOAD.maxBytes)] as const,
    request: {
      ...request,
      body: {
        required: true,
        content: Object.fromEntries(
          UPLOAD.contentTypes.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
        ),
      },
    },
    responses: responses(
      z.object({ documentReference: z.string(), status: z.literal('UPLOADED') }).openapi('UploadedDocument'),
      'Stored, encrypted.',
      {
        403: '`110` FORBIDDEN: signature wrong or expired',
        409: '`409` SUBMISSION_STATE_CONFLICT: confirmed already',
        413: '`413` PAYLOAD_TOO_LARGE',
        422:
          '`422` INVALID_UPLOAD_ARTIFACT, with `reason`: `unreadable` (no whole JPEG or PNG by its bytes), ' +
          `\`too-small\` (a side below ${UPLOAD.minSidePx} pixels), \`too-many-bytes\``,
        429: '`429` TOO_MANY_REQUESTS',
        503: '`903` SERVICE_UNAVAILABLE, with Retry-After; nothing was stored',
      },
    ),
  });

const imageRoute = (deps: Deps) =>
  createRoute({
    method: 'get',
    path: `${IMAGE_PATH}/{documentReference}`,
    tags: ['Partner backend'],
    summary: 'Read a picture by the address in result details',
    middleware: [signed(deps, 'read')] as const,
    request,
    responses: {
      200: {
        description: 'The picture.',
        content: Object.fromEntries(
          UPLOAD.contentTypes.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
        ),
      },
      403: { description: '`110` FORBIDDEN: signature wrong or expired' },
      404: { description: '`404` IMAGE_DOES_NOT_EXIST: erased' },
    },
  });

export const contentRoutes = (deps: Deps) =>
  new OpenAPIHono<CoeEnv>({ defaultHook: refuseWith('1539') })
    .openapi(uploadRoute(deps), async (c) => {
      const { documentReference } = c.req.valid('param');
      await storeUpload(deps, documentReference, new Uint8Array(await c.req.arrayBuffer()));
      return c.json(success({ documentReference, status: 'UPLOADED' as const }), 200);
    })
    .openapi(imageRoute(deps), async (c) => {
      const upload = await readUpload(deps, c.req.valid('param').documentReference);
      if (upload === null) {
        throw new CoeFailure(404, '404', 'IMAGE_DOES_NOT_EXIST');
      }
      return c.body(new Uint8Array(upload.bytes), 200, { 'content-type': upload.contentType });
    });
