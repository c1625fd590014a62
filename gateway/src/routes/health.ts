import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { GatewayEnv } from '../http/env.ts';

export interface HealthDeps {
  readonly logger: Logger;
  /** Resolves when requests can be served; rejects with the reason otherwise. */
  readonly checkReady: () => Promise<void>;
}

/** `/healthz`: the process answers. `/readyz`: the database answers and the engine has passed its self-test. */
export const healthRoutes = ({ checkReady, logger }: HealthDeps): Hono<GatewayEnv> =>
  new Hono<GatewayEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      try {
        await checkReady();
        return c.json({ status: 'ready' });
      } catch (error) {
        logger.warn({ err: error }, 'not ready');
        return c.json({ status: 'not-ready' }, 503);
      }
    });
