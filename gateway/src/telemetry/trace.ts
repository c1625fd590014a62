/** Spans of requests, jobs and the engine. Without tracing (start-tracing.ts) the library makes none, at no cost. */
import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = () => trace.getTracer('lifesign-gateway');

/** No attribute may hold an id or anything else of one person. */
export const traced = <Result>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<Result>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<Result> =>
  tracer().startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });

/** Traces a request as part of its caller's trace, if it has a `traceparent`. */
export const tracedRequest = <Result>(
  headers: Readonly<Record<string, string>>,
  method: string,
  work: (span: Span) => Promise<Result>,
): Promise<Result> =>
  context.with(propagation.extract(context.active(), headers), () =>
    traced(`HTTP ${method}`, { 'http.request.method': method }, work, SpanKind.SERVER),
  );
