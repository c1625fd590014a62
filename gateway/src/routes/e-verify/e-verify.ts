/** The e-verify family (seed 003) as one app: its paths, and its own shape for whatever goes wrong under them. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { EVerifyDeps } from '../../services/e-verify/sessions.ts';
import { captureRoutes } from './capture.ts';
import { faceMatchRoutes } from './face-match.ts';
import { EVerifyFailure, toEVerifyFailure } from './failure.ts';
import { createEVerifyLimits, type EVerifyEnv, requestIdOf } from './guards.ts';
import { livenessRoutes } from './liveness.ts';

export const eVerifyRoutes = (deps: EVerifyDeps): OpenAPIHono<EVerifyEnv> => {
  const limits = createEVerifyLimits(deps);
  const app = new OpenAPIHono<EVerifyEnv>();
  app.onError((error, c) => {
    const failure = toEVerifyFailure(error);
    const line = { requestId: c.var.requestId, cause: failure.code };
    if (failure.status >= 500) {
      deps.logger.error({ ...line, err: error }, 'request failed');
    } else {
      deps.logger.debug({ ...line, reason: error.message }, 'request refused');
    }
    if (failure.retryAfterSeconds !== null) {
      c.header('retry-after', String(failure.retryAfterSeconds));
    }
    return c.json(failure.body(requestIdOf(c)), failure.status);
  });
  app.route('/', livenessRoutes(deps, limits));
  app.route('/', captureRoutes(deps, limits));
  app.route('/', faceMatchRoutes(deps, limits));
  app.all('/v1/biometrics/*', () => {
    throw new EVerifyFailure('not_found', 'There is no such endpoint.');
  });
  return app;
};
