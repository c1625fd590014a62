import { Hono } from 'hono';
import type { GatewayEnv } from '../http/env.ts';
import type { AppDeps } from '../app.ts';

/** `/healthz`: the process answers. `/readyz`: the database answers and the engine has passed its self-test. */
export const healthRoutes = ({ checkReady, logger }: Pick<AppDeps, 'checkReady' | 'logger'>): Hono<GatewayEnv> =>
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
