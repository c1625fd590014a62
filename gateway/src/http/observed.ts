/** Metrics and a span for each request, and its id for all work that is done for it. */
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Metrics } from '../telemetry/metrics.ts';
import { withRequestId } from '../telemetry/origin.ts';
import { tracedRequest } from '../telemetry/trace.ts';
import type { GatewayEnv } from './env.ts';

/** Headers by which the caller names the trace of the request. */
const TRACE_HEADERS = ['traceparent', 'tracestate'] as const;

export const observed =
  (metrics: Metrics): MiddlewareHandler<GatewayEnv> =>
  (c, next) => {
    const { method } = c.req;
    const trace = TRACE_HEADERS.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    return withRequestId(c.var.requestId, () =>
      tracedRequest(Object.fromEntries(trace), method, async (span) => {
        const startedAt = performance.now();
        await next();
        // The pattern of whichever handler came last: the path itself may name a person.
        const route = routePath(c);
        const { status } = c.res;
        span.updateName(`${method} ${route}`);
        span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
        metrics.request(route, method, status, (performance.now() - startedAt) / 1000);
      }),
    );
  };
