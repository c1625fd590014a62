/** The Liveness Check Proxy (contracts 2) as one app under its context path, with its own format of errors. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { answerFailure, REASON_HEADER } from '../../../http/answer-failure.ts';
import { requireUtf8Address } from '../../../http/decodable.ts';
import { refuseMethod } from '../../../http/methods.ts';
import { adminRoutes } from './admin.ts';
import { LcpFailure, toLcpFailure } from './failure.ts';
import { createLcpLimits, type LcpEnv, type LcpRouteDeps } from './guards.ts';
import { livenessRoutes } from './liveness.ts';

export const lcpRoutes = (deps: LcpRouteDeps): OpenAPIHono<LcpEnv> => {
  const { contextPath, allowedOrigins } = deps.lcp;
  const limits = createLcpLimits(deps);
  const app = new OpenAPIHono<LcpEnv>();
  app.onError((error, c) => {
    const failure = toLcpFailure(error);
    return answerFailure(c, deps.logger, error, failure, failure.body());
  });
  app.use(
    `${contextPath}/liveness/*`,
    cors({
      origin: (origin) => (allowedOrigins.includes('*') || allowedOrigins.includes(origin) ? origin : null),
      allowMethods: ['POST'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['retry-after', 'x-request-id', REASON_HEADER],
      maxAge: 600,
    }),
  );
  // With an empty context path, other paths of the host belong to other families.
  const ours =
    contextPath === '' ? ['/liveness/*', '/admin/audit/*', '/admin/reference-images/*'] : [`${contextPath}/*`];
  const isUtf8 = requireUtf8Address<LcpEnv>(() => new LcpFailure('ERROR_REQUEST', 'The address is not UTF-8.'));
  ours.forEach((path) => app.use(path, isUtf8));
  app.route('/', livenessRoutes(deps, limits));
  app.route('/', adminRoutes(deps, limits));
  app.on('ALL', ours, (c) => {
    refuseMethod(c, app, () => new LcpFailure('ERROR_REQUEST', 'The method is not allowed here.', { status: 405 }));
    throw new LcpFailure('ERROR_NOT_FOUND', 'Resource not found.');
  });
  return app;
};
