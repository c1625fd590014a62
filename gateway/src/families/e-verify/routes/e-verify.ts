/** The e-verify family (contracts 6) as one app: its paths, and its own format of errors. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { answerFailure } from '../../../http/answer-failure.ts';
import { requireUtf8Address } from '../../../http/decodable.ts';
import { refuseMethod } from '../../../http/methods.ts';
import { captureRoutes } from './capture.ts';
import { faceMatchRoutes } from './face-match.ts';
import { EVerifyFailure, toEVerifyFailure } from './failure.ts';
import { createEVerifyLimits, type EVerifyEnv, type EVerifyRouteDeps, requestIdOf } from './guards.ts';
import { livenessRoutes } from './liveness.ts';

export const eVerifyRoutes = (deps: EVerifyRouteDeps): OpenAPIHono<EVerifyEnv> => {
  const limits = createEVerifyLimits(deps);
  const app = new OpenAPIHono<EVerifyEnv>();
  app.onError((error, c) => {
    const failure = toEVerifyFailure(error);
    return answerFailure(c, deps.logger, error, failure, failure.body(requestIdOf(c)));
  });
  app.use(
    '/v1/biometrics/*',
    requireUtf8Address<EVerifyEnv>(() => new EVerifyFailure('invalid_input', 'The address is not UTF-8.')),
  );
  app.route('/', livenessRoutes(deps, limits));
  app.route('/', captureRoutes(deps, limits));
  app.route('/', faceMatchRoutes(deps, limits));
  app.all('/v1/biometrics/*', (c) => {
    refuseMethod(c, app, () => new EVerifyFailure('invalid_input', 'The method is not allowed here.', { status: 405 }));
    throw new EVerifyFailure('not_found', 'There is no such endpoint.');
  });
  return app;
};
