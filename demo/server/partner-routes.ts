/**
 * The partner's own endpoints: launches for its page, the reference image and the callback for the gateway, results.
 */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import { decodeHeaderText, HEADERS } from 'lifesign/contract';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { isGenuine } from './callback.ts';
import { type GatewayClient, GatewayRefusal } from './gateway-client.ts';
import { readLaunchRequest } from './launch-request.ts';
import type { AccountName } from './settings.ts';
import { isTokenAccepted } from './token-check.ts';
import type { Visit, Visits } from './visits.ts';

export interface PartnerDeps {
  readonly gatewayUrl: string;
  /** Address of this server for a phone; null without one. */
  readonly publicUrl: string;
  readonly clients: Readonly<Record<AccountName, GatewayClient>>;
  readonly visits: Visits;
  readonly callbackSecret: string;
  readonly referenceToken: string;
}

/** A picture of 5 MB as base64, with some margin. */
const MAX_LAUNCH_BYTES = 8 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

const sameText = (given: string, expected: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const originOf = (c: Context): string => new URL(c.req.url).origin;

const initiate = (client: GatewayClient, visit: Visit, origin: string | null) =>
  client.initiate({
    ...visit,
    ...(origin === null
      ? {}
      : { redirects: { success: `${origin}/?returned=success`, failure: `${origin}/?returned=failure` } }),
  });

export const partnerRoutes = ({
  gatewayUrl,
  publicUrl,
  clients,
  visits,
  callbackSecret,
  referenceToken,
}: PartnerDeps): Hono => {
  const app = new Hono();

  app.post('/api/launch', bodyLimit({ maxSize: MAX_LAUNCH_BYTES }), async (c) => {
    const request = readLaunchRequest(await c.req.json().catch(() => null));
    if (typeof request === 'string') {
      return c.json({ error: request }, 400);
    }
    const { hosted, outcome, ...wishes } = request;
    const visitor = randomUUID().slice(0, 8);
    const visit = visits.open({ ...wishes, userId: outcome === null ? `visitor-${visitor}` : `${outcome}:${visitor}` });
    const { correlationId } = visit;
    const initiated = await initiate(clients[visit.account], visit, hosted ? originOf(c) : null);
    return c.json({
      ...initiated,
      correlationId,
      baseUrl: `${originOf(c)}/gateway`,
      phonePageUrl: `${publicUrl}/phone.html`,
    });
  });

  // For `onTokenExpired`: initiating again with the same session gives a new token for it.
  app.post('/api/token/:correlationId', async (c) => {
    const visit = visits.find(c.req.param('correlationId'));
    return visit === undefined ? c.notFound() : c.json(await initiate(clients[visit.account], visit, null));
  });

  app.post('/api/token-check', bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    const { token, correlationId } = (await c.req.json().catch(() => ({}))) as Record<string, unknown>;
    if (typeof token !== 'string' || typeof correlationId !== 'string') {
      return c.json({ error: 'token and correlationId are required' }, 400);
    }
    return c.json({ accepted: await isTokenAccepted(gatewayUrl, token, correlationId) });
  });

  app.get('/api/result/:correlationId', async (c) => {
    const visit = visits.find(c.req.param('correlationId'));
    if (visit === undefined) {
      return c.notFound();
    }
    const details = await clients[visit.account].details(visit.correlationId);
    // Only verified callbacks are stored.
    return c.json({
      userId: visit.userId,
      details,
      callback: visit.callback?.body ?? null,
      callbackVerified: visit.callback !== null,
      callbackReceivedAt: visit.callback?.receivedAt ?? null,
    });
  });

  app.get('/api/result/:correlationId/events', (c) => {
    const visit = visits.find(c.req.param('correlationId'));
    if (visit === undefined) {
      return c.notFound();
    }
    return streamSSE(c, async (stream) => {
      const { correlationId } = visit;
      const tell = (): void => void stream.writeSSE({ event: 'callback', data: '' });
      const stop = visits.onCallback(correlationId, tell);
      stream.onAbort(stop);
      if (visit.callback !== null) {
        tell();
      }
      while (!stream.aborted) {
        await stream.sleep(HEARTBEAT_MS);
        await stream.writeSSE({ event: 'heartbeat', data: '' });
      }
    });
  });

  app.get('/reference-image', (c) => {
    if (!sameText(c.req.header('authorization') ?? '', `Bearer ${referenceToken}`)) {
      return c.json({ success: false, errors: [{ code: 'PARTNER_1', cause: 'UNAUTHORIZED' }] }, 401);
    }
    const reference = visits.find(decodeHeaderText(c.req.header(HEADERS.partnerSessionId) ?? '') ?? '')?.reference;
    if (reference === undefined || reference === null) {
      return c.json({ success: false, errors: [{ code: 'PARTNER_2', cause: 'NO_REFERENCE_IMAGE' }] }, 404);
    }
    const referenceImageUrl = `${originOf(c)}/reference-image/${reference.key}`;
    return c.json({ success: true, data: { referenceImageUrl, imageType: 'SELFIE', expiryInSeconds: '300' } });
  });

  app.get('/reference-image/:key', (c) => {
    const reference = visits.findReference(c.req.param('key'));
    return reference === undefined
      ? c.notFound()
      : c.body(reference.bytes, 200, { 'content-type': reference.contentType, 'cache-control': 'no-store' });
  });

  app.post('/callback', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const rawBody = await c.req.text();
    const signed = { rawBody, timestamp: c.req.header('x-timestamp'), signature: c.req.header('x-signature') };
    if (!isGenuine(signed, callbackSecret)) {
      return c.json({ error: 'the signature is not right' }, 401);
    }
    const body = JSON.parse(rawBody) as Record<string, unknown>;
    const known = visits.deliver(String(body['partnerSessionId']), body);
    return c.json({ received: true, known });
  });

  app.onError((error, c) => {
    if (error instanceof GatewayRefusal) {
      return c.json({ error: error.message }, 502);
    }
    return c.json({ error: error instanceof Error ? error.name : 'failed' }, 500);
  });
  return app;
};
