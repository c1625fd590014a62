/** The audit log (contracts 2.3, 2.5), and the reference pictures of deployments without a User Data Store. Role ADMIN. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { UPLOAD } from 'lifesign/contract';
import { deleteReferenceImage, keepReferenceImage, storeReferenceImage } from '../store/images.ts';
import { roomForBody } from '../../../http/body-room.ts';
import { auditCursorOf, auditCursorSchema, NEXT_CURSOR_HEADER } from '../../../http/cursor.ts';
import { userIdSchema } from '../../../http/text.ts';
import { listAuditLog, readAuditLog } from '../use-cases/audit-log.ts';
import { LCP_TENANT, type LcpDeps } from '../use-cases/lcp-deps.ts';
import { LcpFailure } from './failure.ts';
import { type LcpEnv, type LcpLimits, type LcpRouteDeps, maxBody, refuseInvalid, requireRole } from './guards.ts';
import { failures, responses } from './schemas.ts';
import { type PictureProblem, problemOf } from '../use-cases/reference-picture.ts';

const MAX_PAGE_SIZE = 1000;
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

const recordShape = { id: z.string(), timestamp: z.number().int(), message: z.string() };
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));
const LONG = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
/**
 * Any `long` of Java's. No entry is older than the epoch or younger than the year 9999, and neither JavaScript's dates nor
 * PostgreSQL's hold all of them.
 */
const time = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform(BigInt)
  .refine((ms) => ms >= LONG.min && ms <= LONG.max)
  .transform((ms) => Math.min(Math.max(Number(ms), 0), LAST_TIME))
  .optional();

const FAILURES = {
  400: '`ERROR_REQUEST`',
  401: '`ERROR_REQUEST`: no caller',
  403: '`ERROR_REQUEST`: not an administrator',
  429: '`ERROR_REQUEST`, with Retry-After',
  500: '`ERROR_GENERIC`',
  503: '`ERROR_GENERIC`, with Retry-After',
};

const userParam = z.object({ userId: userIdSchema.openapi({ param: { name: 'userId', in: 'path' } }) });

const listRoute = ({ lcp }: LcpDeps) =>
  createRoute({
    method: 'get',
    path: `${lcp.contextPath}/admin/audit/users/{userId}`,
    tags: ['Liveness Check Proxy'],
    summary: 'List audit logs',
    request: {
      params: userParam,
      query: z.object({
        start: time.openapi({ type: 'integer', description: 'Unix time in milliseconds; end − 30 days by default' }),
        end: time.openapi({ type: 'integer', description: 'Unix time in milliseconds; now by default' }),
        pageSize: integer(1, MAX_PAGE_SIZE).default(100).openapi({ type: 'integer' }),
        pageNumber: integer(0, 1_000_000).default(0).openapi({ type: 'integer' }),
        cursor: auditCursorSchema.optional().openapi({
          type: 'string',
          description: `Ours: the header \`${NEXT_CURSOR_HEADER}\` of the page before; takes the place of pageNumber`,
        }),
      }),
    },
    responses: responses(
      z.object({ records: z.array(z.object(recordShape)) }).openapi('LcpAuditLogs'),
      `Newest first. The header \`${NEXT_CURSOR_HEADER}\` is for the next page.`,
      FAILURES,
    ),
  });

const detailRoute = ({ lcp }: LcpDeps) =>
  createRoute({
    method: 'get',
    path: `${lcp.contextPath}/admin/audit/{auditLogId}`,
    tags: ['Liveness Check Proxy'],
    summary: 'Read audit log detail; looking at a picture is itself recorded',
    request: { params: z.object({ auditLogId: z.string().openapi({ param: { name: 'auditLogId', in: 'path' } }) }) },
    responses: responses(
      z
        .object({
          ...recordShape,
          params: z.object({
            userId: z.string().optional(),
            probeImage: z.string().optional(),
            trustedImage: z.string().optional(),
          }),
        })
        .openapi('LcpAuditLog'),
      'The entry; pictures as base64 while they are kept.',
      FAILURES,
    ),
  });

const entryBy = (caller: string, userId: string) =>
  ({ family: 'lcp', tenant: LCP_TENANT, actor: `admin:${caller}`, userId }) as const;

const PICTURES = Object.fromEntries(
  UPLOAD.contentTypes.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
);

const storeRoute = ({ lcp }: LcpDeps) =>
  createRoute({
    method: 'put',
    path: `${lcp.contextPath}/admin/reference-images/{userId}`,
    tags: ['Liveness Check Proxy'],
    summary: 'Ours: store the picture that a user is compared with',
    request: { params: userParam, body: { required: true, content: PICTURES } },
    responses: {
      ...failures({
        ...FAILURES,
        409: '`ERROR_REQUEST`: `userDetails` is not `reference-images`, so it would never be looked at',
        422: '`ERROR_REQUEST`: no JPEG or PNG, cut short, without a face, or with too small a one',
      }),
      204: { description: 'Stored in place of the one before, encrypted.' },
    },
  });

const eraseRoute = ({ lcp }: LcpDeps) =>
  createRoute({
    method: 'delete',
    path: `${lcp.contextPath}/admin/reference-images/{userId}`,
    tags: ['Liveness Check Proxy'],
    summary: 'Ours: erase the picture that a user is compared with',
    request: { params: userParam },
    responses: { ...failures(FAILURES), 204: { description: 'Deleted, or did not exist.' } },
  });

const PROBLEMS: Readonly<Record<PictureProblem, string>> = {
  'unreadable': 'The picture is no JPEG or PNG, or was cut short.',
  'no-face': 'No face was found in the picture.',
  'too-small': 'The face in the picture is too small to compare.',
};

export const adminRoutes = (deps: LcpRouteDeps, limits: LcpLimits) => {
  const app = new OpenAPIHono<LcpEnv>({ defaultHook: refuseInvalid });
  const path = `${deps.lcp.contextPath}/admin`;
  const isAdmin = requireRole(deps, limits, 'ADMIN');
  for (const part of ['audit', 'reference-images']) {
    app.use(`${path}/${part}/*`, hideUser, isAdmin);
  }
  app.openapi(listRoute(deps), async (c) => {
    const { start, end, pageSize, pageNumber, cursor } = c.req.valid('query');
    const { records, next } = await listAuditLog(deps, c.req.valid('param').userId, {
      start: start === undefined ? null : new Date(start),
      end: end === undefined ? null : new Date(end),
      pageSize,
      pageNumber,
      after: cursor ?? null,
    });
    if (next !== null) {
      c.header(NEXT_CURSOR_HEADER, auditCursorOf(next));
    }
    return c.json({ records: [...records] }, 200);
  });
  app.openapi(detailRoute(deps), async (c) => {
    const detail = await readAuditLog(deps, c.req.valid('param').auditLogId, c.var.caller);
    if (detail === null) {
      throw new LcpFailure('ERROR_REQUEST', 'Audit log was not found.');
    }
    return c.json({ ...detail, params: { ...detail.params } }, 200);
  });

  app.on('PUT', `${path}/reference-images/*`, roomForBody(deps.bodies, UPLOAD.maxBytes), maxBody(UPLOAD.maxBytes));
  app.openapi(storeRoute(deps), async (c) => {
    const { userId } = c.req.valid('param');
    if (deps.lcp.userDetails.type !== 'reference-images') {
      throw new LcpFailure('ERROR_REQUEST', 'No reference pictures of this gateway are used.', { status: 409 });
    }
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const isPicture = (await deps.sniffImage(bytes)) !== null;
    const problem = isPicture ? await problemOf(deps.engine, bytes, c.req.raw.signal) : 'unreadable';
    const kept = problem === null ? await keepReferenceImage(deps.pictures, userId, bytes) : null;
    await deps.db.transaction().execute(async (tx) => {
      const entry = entryBy(c.var.caller, userId);
      if (kept !== null) {
        await storeReferenceImage(tx, userId, kept, deps.clock.now());
        await deps.audit.append(tx, { ...entry, action: 'image-stored' });
      } else {
        await deps.audit.append(tx, {
          ...entry,
          action: 'image-refused',
          outcome: 'refused',
          detail: { reason: problem },
        });
      }
    });
    if (problem !== null) {
      throw new LcpFailure('ERROR_REQUEST', PROBLEMS[problem], { status: 422 });
    }
    return c.body(null, 204);
  });
  app.openapi(eraseRoute(deps), async (c) => {
    const { userId } = c.req.valid('param');
    await deps.db.transaction().execute(async (tx) => {
      if (await deleteReferenceImage(tx, userId)) {
        await deps.audit.append(tx, { ...entryBy(c.var.caller, userId), action: 'images-erased' });
      }
    });
    return c.body(null, 204);
  });
  return app;
};

/** A user's id follows, which must not be logged. */
const hideUser = createMiddleware<LcpEnv>(async (c, next) => {
  c.set('loggedPath', c.req.path.replace(/\/(users|reference-images)\/.*/, '/$1/…'));
  await next();
});
