/**
 * The origin of a piece of work: the request's id, and its trace. It is passed to everything that is called, and to jobs, so
 * that their log lines and callbacks name the request that caused them.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { context, propagation } from '@opentelemetry/api';
import { z } from 'zod';

const originSchema = z.object({
  requestId: z.string().max(255).optional(),
  /** W3C trace context of the span that asked for it. */
  traceparent: z.string().max(255).optional(),
});

export type Origin = z.infer<typeof originSchema>;

const jobSchema = z.object({ origin: originSchema });

/** Reads it from a job's data; empty for jobs from a schedule or an earlier release. */
export const originOf = (data: unknown): Origin => jobSchema.safeParse(data).data?.origin ?? {};

const requests = new AsyncLocalStorage<string>();

export const withRequestId = <Result>(requestId: string, work: () => Result): Result => requests.run(requestId, work);

export const currentRequestId = (): string | undefined => requests.getStore();

/** Origin of the running work, for a job that it enqueues. */
export const currentOrigin = (): Origin => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  const requestId = currentRequestId();
  return { ...(requestId === undefined ? {} : { requestId }), ...(traceparent === undefined ? {} : { traceparent }) };
};

/** Runs a job as part of the trace that asked for it. */
export const withOrigin = <Result>({ requestId, traceparent }: Origin, work: () => Result): Result => {
  const parent = traceparent === undefined ? context.active() : propagation.extract(context.active(), { traceparent });
  return context.with(parent, () => (requestId === undefined ? work() : withRequestId(requestId, work)));
};
