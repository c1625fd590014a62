/** The HTTP application without a socket: tests call `createApp(deps).request(...)`. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Deps } from './deps.ts';
import { answerFailure } from './http/answer-failure.ts';
import { clientAddress } from './http/client-address.ts';
import type { CoeEnv } from './families/coe/env.ts';
import { requireUtf8Address } from './http/decodable.ts';
import { refuseMethod } from './http/methods.ts';
import { requestLog } from './http/logging.ts';
import { observed } from './http/observed.ts';
import { describeApi } from './openapi/document.ts';
import { endUnreadBodies } from './http/unread-body.ts';
import { adminRoutes } from './admin/routes/admin.ts';
import { ADMIN_POLICY, adminPageRoutes } from './admin/routes/page.ts';
import { bpmRoutes } from './families/bpm/routes/bpm.ts';
import { authenticationRoutes } from './families/coe/routes/authentication.ts';
import { contentRoutes } from './families/coe/routes/content.ts';
import { detailsRoutes } from './families/coe/routes/details.ts';
import { CoeFailure, toCoeFailure } from './families/coe/routes/failure.ts';
import { createLimits, limitByAddress, pageAccess } from './families/coe/routes/guards.ts';
import { handoffRoutes } from './families/coe/routes/handoffs.ts';
import { initiateRoutes } from './families/coe/routes/initiate.ts';
import { submissionRoutes } from './families/coe/routes/submissions.ts';
import { eVerifyRoutes } from './families/e-verify/routes/e-verify.ts';
import { DOCS_POLICY, docsRoutes } from './http/docs.ts';
import { type HealthDeps, healthRoutes } from './http/health.ts';
import { lcpRoutes } from './families/lcp/routes/lcp.ts';
import type { RemoteLiveness } from './families/e-verify/providers/rekognition.ts';
import type { LcpDeps } from './families/lcp/use-cases/lcp-deps.ts';
import type { Engine } from './engine/types.ts';
import { IMAGE_PATH, UPLOAD_PATH } from './families/coe/image-url.ts';

export interface AppDeps extends Deps, HealthDeps {
  readonly engine: Engine;
  /** The e-verify family's external service; null where our own engine decides. */
  readonly remote: RemoteLiveness | null;
  /** Secrets of administrators' sign-ins, 32 bytes each; the first signs. */
  readonly adminKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Null where the configuration has no Liveness Check Proxy. */
  readonly lcp: LcpDeps | null;
  /** Number of our reverse proxies in front. */
  readonly trustedProxies: number;
}

export const createApp = (deps: AppDeps): OpenAPIHono<CoeEnv> => {
  const app = new OpenAPIHono<CoeEnv>({ strict: false });
  const limits = createLimits(deps);
  const byAddress = (bucket: (typeof limits)[keyof typeof limits]) =>
    limitByAddress(bucket, (c) => clientAddress(c, deps.trustedProxies));

  app.use(requestId());
  app.use(observed(deps.metrics));
  app.use(requestLog(deps.logger));
  app.use(endUnreadBodies);
  // Before the general headers, so that the values for these paths are written last and replace the general ones.
  app.use('/docs', withHeader('content-security-policy', DOCS_POLICY));
  app.use('/admin', withHeader('content-security-policy', ADMIN_POLICY));
  app.use(`${IMAGE_PATH}/*`, withHeader('cross-origin-resource-policy', 'cross-origin'));
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      referrerPolicy: 'no-referrer',
    }),
  );
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) {
      c.header('cache-control', 'no-store');
    }
  });
  const isUtf8 = requireUtf8Address<CoeEnv>(() => new CoeFailure(400, '1539', 'INVALID_REQUEST'));
  for (const path of ['/coe/*', '/coe-partner/*', '/v1/coe/*', '/v2/coe/*']) {
    app.use(path, isUtf8);
  }
  const pages = pageAccess(deps);
  app.use('/coe/v1/submissions/urls', pages);
  app.use('/coe/v1/submissions/:submissionId/status', pages);
  app.use('/coe/v1/handoffs', pages);
  app.use('/coe/v1/handoffs/*', pages);
  app.use('/coe/v1/handoffs/redeem', byAddress(limits.authentication));
  app.use(`${UPLOAD_PATH}/*`, pages, byAddress(limits.content));
  app.use(`${IMAGE_PATH}/*`, byAddress(limits.content));
  app.use('/v1/coe/partner/authentication', byAddress(limits.authentication));
  app.use('/v2/coe/authentication', byAddress(limits.authentication));

  app.route('/', healthRoutes(deps));
  app.route('/', authenticationRoutes(deps));
  app.route('/', initiateRoutes(deps, limits));
  app.route('/', submissionRoutes(deps, limits));
  app.route('/', handoffRoutes(deps, limits));
  app.route('/', detailsRoutes(deps, limits));
  app.route('/', contentRoutes(deps));
  app.route('/', eVerifyRoutes(deps));
  if (deps.lcp !== null) {
    app.route('/', lcpRoutes({ ...deps.lcp, trustedProxies: deps.trustedProxies }));
  }
  if (deps.config.bpm !== undefined) {
    app.route('/', bpmRoutes({ ...deps, bpm: deps.config.bpm }));
  }
  if (deps.config.admin !== undefined) {
    app.route('/', adminRoutes({ ...deps, admin: deps.config.admin }));
    app.route('/', adminPageRoutes());
  }
  const { lcp, publicUrl, derivePublicUrl } = deps;
  app.route(
    '/',
    docsRoutes(() =>
      describeApi(app, {
        publicUrl: derivePublicUrl ? null : publicUrl,
        proxyPath: lcp === null ? null : lcp.lcp.contextPath,
        proxyScheme: lcp?.lcp.auth.type === 'oauth2' ? 'bearer' : 'basic',
      }),
    ),
  );

  app.notFound((c) => {
    refuseMethod(c, app, () => new CoeFailure(405, '405', 'METHOD_NOT_ALLOWED'));
    throw new CoeFailure(404, '404', 'ROUTE_DOES_NOT_EXIST');
  });
  app.onError((error, c) => {
    const failure = toCoeFailure(error, c.var.unexpectedCause ?? 'GENERIC_SERVICE_ERROR');
    for (const [name, value] of Object.entries(failure.headers)) {
      c.header(name, value);
    }
    const { status, word: code } = failure;
    return answerFailure(c, deps.logger, error, { status, code, retryAfterSeconds: null }, failure.envelope());
  });
  return app;
};

/** The app of a process that only does jobs: the health addresses, and no others. */
export const createHealthApp = (deps: HealthDeps): OpenAPIHono<CoeEnv> => {
  const app = new OpenAPIHono<CoeEnv>();
  app.route('/', healthRoutes(deps));
  return app;
};

const withHeader = (name: string, value: string) =>
  createMiddleware(async (c, next) => {
    await next();
    c.header(name, value);
  });
