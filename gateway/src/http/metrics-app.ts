/** The metrics over HTTP, for a separate listener, because callers of the gateway must not read them. */
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.ts';

export const metricsApp = (metrics: Metrics, logger: Logger): Hono => {
  const app = new Hono();
  app.get('/metrics', async (c) => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }));
  app.onError((error, c) => {
    logger.warn({ err: error }, 'the metrics cannot be read');
    return c.text('The metrics cannot be read now', 503);
  });
  return app;
};
