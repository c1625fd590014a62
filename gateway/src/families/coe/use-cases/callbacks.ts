/** The completion callback: one delivery per finished submission, repeated on the partner's schedule until it is accepted. */
import { createHmac } from 'node:crypto';
import { findDelivery, recordAttempt } from '../store/deliveries.ts';
import { findSubmission } from '../store/submissions.ts';
import type { CallbackConfig } from '../config.ts';
import type { Deps } from '../../../deps.ts';
import { callbackBodyOf } from '../rules/details.ts';
import { imageUrlOf } from '../image-url.ts';
import { authHeaders } from '../../../http/outbound-auth.ts';
import { currentRequestId } from '../../../telemetry/origin.ts';
import { readFacts } from './status.ts';

/** `fetch`, or a test's replacement. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

interface Attempt {
  readonly httpStatus: number | null;
  /** Null when the partner accepted it. */
  readonly failure: string | null;
}

/**
 * One try. A crash between the partner's answer and the commit repeats the delivery under the same id, as the contract
 * allows; it never loses it.
 */
export const deliverCallback = async (
  deps: Deps,
  deliveryId: string,
  signal: AbortSignal,
  send: Send = fetch,
): Promise<void> => {
  const delivery = await findDelivery(deps.db, deliveryId);
  const submission = delivery === undefined ? undefined : await findSubmission(deps.db, delivery.submission_id);
  if (delivery?.status !== 'pending' || submission === undefined) {
    return;
  }
  const partner = deps.partners.get(delivery.client_id);
  const callback = partner?.callback;
  const startedAt = deps.clock.now();
  let attempt: Attempt = { httpStatus: null, failure: 'no callback is configured any more' };
  if (callback !== undefined) {
    const facts = await readFacts(deps.db, submission, (id, baseUrl) =>
      imageUrlOf(deps, baseUrl ?? deps.publicUrl, id, partner?.policy.imageUrlSeconds ?? 0),
    );
    const body = JSON.stringify(callbackBodyOf(facts));
    attempt = await post(callback, deliveryId, body, startedAt, signal, send);
    signal.throwIfAborted();
  }
  const number = delivery.attempts + 1;
  const delaySeconds = callback?.retryDelaysSeconds[delivery.attempts];
  const next =
    attempt.failure === null || delaySeconds === undefined
      ? null
      : new Date(deps.clock.now().getTime() + delaySeconds * 1000);

  await deps.db.transaction().execute(async (tx) => {
    const status = attempt.failure === null ? 'delivered' : next === null ? 'failed' : 'pending';
    const isFirst = await recordAttempt(tx, delivery, {
      status,
      next,
      at: startedAt,
      httpStatus: attempt.httpStatus,
      failure: attempt.failure,
      durationMs: deps.clock.now().getTime() - startedAt.getTime(),
    });
    if (!isFirst) {
      // Another process that took over this job has counted already; it also queued the next try.
      return;
    }
    if (next !== null) {
      const options = { startAfter: next, partner: delivery.client_id };
      await deps.jobs.enqueue(tx, 'deliver-callback', { deliveryId }, options);
    }
  });
  deps.metrics.callback(attempt.failure === null ? 'delivered' : next === null ? 'given-up' : 'repeated');
  deps.logger.info({ deliveryId, number, status: attempt.httpStatus, failure: attempt.failure }, 'callback');
};

const post = async (
  callback: CallbackConfig,
  deliveryId: string,
  body: string,
  at: Date,
  signal: AbortSignal,
  send: Send,
): Promise<Attempt> => {
  const requestId = currentRequestId();
  try {
    const response = await send(callback.url, {
      method: callback.method,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(callback.timeoutMs)]),
      headers: {
        'content-type': 'application/json',
        'x-delivery-id': deliveryId,
        // Id of the request that asked for the verdict.
        ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
        ...authHeaders(callback.auth),
        ...signatureHeaders(callback.hmacSecret, body, at),
      },
    });
    await response.body?.cancel();
    return response.ok
      ? { httpStatus: response.status, failure: null }
      : { httpStatus: response.status, failure: `status ${response.status}` };
  } catch (error) {
    return { httpStatus: null, failure: error instanceof Error ? error.name : 'unknown' };
  }
};

/** Signed over `timestamp.body`, so that neither can be replayed with another. */
const signatureHeaders = (secret: string | undefined, body: string, at: Date): Record<string, string> => {
  if (secret === undefined) {
    return {};
  }
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-timestamp': timestamp, 'x-signature': `sha256=${signature}` };
};
