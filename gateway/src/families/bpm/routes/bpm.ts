/** The BPM self-service family (contracts 7) as one app: its commands, and its own format of errors. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { createBpmTokens } from '../tokens.ts';
import { answerFailure, REASON_HEADER } from '../../../http/answer-failure.ts';
import { NEXT_CURSOR_HEADER, TOTAL_HEADER } from '../../../http/cursor.ts';
import { requireUtf8Address } from '../../../http/decodable.ts';
import { refuseMethod } from '../../../http/methods.ts';
import { commandRoutes } from './commands.ts';
import { BpmFailure, toBpmFailure } from './failure.ts';
import { type BpmEnv, type BpmRouteDeps, createBpmGuards, refuseInvalid } from './guards.ts';
import { queryRoutes } from './queries.ts';

const COMMANDS = '/api/BPMSelfService/commands';

export const bpmRoutes = (deps: BpmRouteDeps): OpenAPIHono<BpmEnv> => {
  const guards = createBpmGuards(deps, createBpmTokens(deps.bpm, deps.clock));
  const app = new OpenAPIHono<BpmEnv>({ defaultHook: refuseInvalid });
  app.onError((error, c) => {
    const failure = toBpmFailure(error);
    return answerFailure(c, deps.logger, error, failure, failure.envelope());
  });
  app.use(
    `${COMMANDS}/*`,
    requireUtf8Address<BpmEnv>(() => new BpmFailure('01', 'The address is not UTF-8.')),
  );
  const { allowedOrigins } = deps.bpm;
  app.use(
    `${COMMANDS}/*`,
    cors({
      origin: (origin) => (allowedOrigins.includes('*') || allowedOrigins.includes(origin) ? origin : null),
      allowMethods: ['POST'],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-device-platform', 'x-app-version'],
      exposeHeaders: ['retry-after', 'x-request-id', NEXT_CURSOR_HEADER, REASON_HEADER, TOTAL_HEADER],
      maxAge: 600,
    }),
  );
  app.route('/', commandRoutes(deps, guards));
  app.route('/', queryRoutes(deps, guards));
  app.all(`${COMMANDS}/*`, (c) => {
    refuseMethod(c, app, () => new BpmFailure('01', 'Commands are sent by POST.', { status: 405 }));
    throw new BpmFailure('03', 'There is no such command.');
  });
  return app;
};
