/** The audit log (contracts 2.3, 2.5), and the reference pictures of deployments without a User Data Store. Role ADMIN. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { UPLOAD } from 'lifesign/contract';
import { deleteReferenceImage, storeReferenceImage } from '../store/images.ts';
import { auditCursorOf, auditCursorSchema, NEXT_CURSOR_HEADER } from '../../../http/cursor.ts';
import { userIdSchema } from '../../../http/text.ts';
import { listAuditLog, readAuditLog } from '../use-cases/audit-log.ts';
import { LCP_TENANT, type LcpDeps } from '../use-cases/lcp-deps.ts';
import { LcpFailure } from './failure.ts';
import { type LcpEnv, type LcpLimits, type LcpRouteDeps, maxBody, refuseInvalid, requireRole } from './guards.ts';
import { responses } from './schemas.ts';

const MAX_PAGE_SIZE = 1000;
/** The last moment that a JavaScript date has. */
const MAX_TIME = 8_640_000_000_000_000;
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

const recordShape = { id: z.string(), timestamp: z.number().int(), message: z.string() };
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));
/** No entry is older than the epoch or younger than the year 9999, and PostgreSQL does not hold all that Java's `long` does. */
const time = integer(-MAX_TIME, MAX_TIME)
  .transform((ms) => Math.min(Math.max(ms, 0), LAST_TIME))
  .optional();

const FAILURES = {
  400: '`ERROR_REQUEST`',
  401: '`ERROR_REQUEST`: no caller',
  403: '`ERROR_REQUEST`: not an administrator',
  429: '`ERROR_REQUEST`, with Retry-After',
  500: '`ERROR_GENERIC`',
  503: '`ERROR_GENERIC`, with Retry-After',
};

const listRoute = ({ lcp }: LcpDeps) =>
  createRoute({
    method: 'get',
    path: `${lcp.contextPath}/admin/audit/users/{userId}`,
    tags: ['Liveness Check Proxy'],
    summary: 'List audit logs',
    request: {
      params: z.object({ userId: userIdSchema.openapi({ param: { name: 'userId', in: 'path' } }) }),
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

const isDecodable = (pathname: string): boolean => {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
};

const userOf = (userId: string | undefined): string => {
  const parsed = userIdSchema.safeParse(userId);
  if (!parsed.success) {
    throw new LcpFailure('ERROR_REQUEST', 'Invalid method arguments.');
  }
  return parsed.data;
};

export const adminRoutes = (deps: LcpRouteDeps, limits: LcpLimits) => {
  const app = new OpenAPIHono<LcpEnv>({ defaultHook: refuseInvalid });
  const path = `${deps.lcp.contextPath}/admin`;
  app.use(`${path}/*`, async (c, next) => {
    // What follows is a user's id.
    c.set('loggedPath', c.req.path.replace(/\/(users|reference-images)\/.*/, '/$1/…'));
    // Hono leaves what is no UTF-8 as it came, percent signs and all: that would be another user's id.
    if (!isDecodable(new URL(c.req.url).pathname)) {
      throw new LcpFailure('ERROR_REQUEST', 'The path is not UTF-8.');
    }
    await next();
  });
  app.use(`${path}/*`, requireRole(deps, limits, 'ADMIN'));
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

  app.put(`${path}/reference-images/:userId`, maxBody(UPLOAD.maxBytes), async (c) => {
    const userId = userOf(c.req.param('userId'));
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if ((await deps.sniffImage(bytes)) === null) {
      throw new LcpFailure('ERROR_REQUEST', 'Neither JPEG nor PNG.');
    }
    await deps.db.transaction().execute(async (tx) => {
      await storeReferenceImage(tx, deps, userId, bytes);
      await deps.audit.append(tx, { ...entryBy(c.var.caller, userId), action: 'image-stored' });
    });
    return c.body(null, 204);
  });
  app.delete(`${path}/reference-images/:userId`, async (c) => {
    const userId = userOf(c.req.param('userId'));
    await deps.db.transaction().execute(async (tx) => {
      if (await deleteReferenceImage(tx, userId)) {
        await deps.audit.append(tx, { ...entryBy(c.var.caller, userId), action: 'images-erased' });
      }
    });
    return c.body(null, 204);
  });
  return app;
};
