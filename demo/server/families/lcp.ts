/**
 * Liveness Check Proxy: a service for the bank's private network. This server forwards the same two
 * calls, always for the visitor of its own session, whatever name the page sends, and reads the audit log.
 */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { LcpAccount } from '../settings.ts';
import type { Answer, FamilyKnowledge } from '../../family-knowledge.ts';
import { askGateway, within } from './answers.ts';
import { createRecent } from './recent.ts';

/** Limit for two pictures, base64-encoded twice, and their evidence. Bytes. */
const MAX_RECORD_BYTES = 24 * 1024 * 1024;
/** Prefixes of user ids by which the mock provider gives fixed outcomes. */
const OUTCOME = /^mock-[a-z-]{1,40}$/;

interface Visit {
  readonly userId: string;
  /** Of verify, newest last. */
  readonly answers: Answer[];
}

export const lcpRoutes = (gatewayUrl: string, { contextPath, username, password, provider }: LcpAccount): Hono => {
  const app = new Hono();
  const visits = createRecent<Visit>();
  const proxyUrl = `${gatewayUrl}${contextPath}`;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  const pass = (path: string, body: unknown): Promise<Answer> =>
    askGateway(`${proxyUrl}/liveness/${path}`, 'the bank’s server', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  app.onError((_, c) => {
    const responseObject = { code: 'ERROR_REMOTE', message: 'The liveness check cannot be reached.' };
    return c.json({ status: 'ERROR', responseObject }, 503, { 'retry-after': '1' });
  });

  app.post('/', async (c) => {
    const { outcome = null } = (await c.req.json().catch(() => ({}))) as { outcome?: unknown };
    if (outcome !== null && (provider !== 'mock' || typeof outcome !== 'string' || !OUTCOME.test(outcome))) {
      return c.json({ error: 'outcome must be one of the mock provider, and that must be the provider' }, 400);
    }
    const visitor = `visitor-${randomUUID().slice(0, 8)}`;
    const userId = outcome === null ? visitor : `${outcome}:${visitor}`;
    const correlationId = visits.open({ userId, answers: [] });
    const { origin, pathname } = new URL(c.req.url);
    return c.json({ correlationId, baseUrl: `${origin}${pathname}/${correlationId}`, userId, provider });
  });

  app.post('/:id/liveness/init', async (c) => {
    const visit = visits.find(c.req.param('id'));
    if (visit === undefined) {
      return c.notFound();
    }
    const { status, body } = await pass('init', { userId: visit.userId });
    return Response.json(body, { status });
  });

  app.post('/:id/liveness/verify', bodyLimit({ maxSize: MAX_RECORD_BYTES }), async (c) => {
    const visit = visits.find(c.req.param('id'));
    if (visit === undefined) {
      return c.notFound();
    }
    const livenessRecord = within(await c.req.json().catch(() => null), 'livenessRecord');
    const answer = await pass('verify', { userId: visit.userId, livenessRecord });
    visit.answers.push(answer);
    return Response.json(answer.body, { status: answer.status });
  });

  app.get('/:id', async (c) => {
    const visit = visits.find(c.req.param('id'));
    if (visit === undefined) {
      return c.notFound();
    }
    const { userId, answers } = visit;
    const log = await askGateway(`${proxyUrl}/admin/audit/users/${encodeURIComponent(userId)}`, 'the administrator', {
      headers: { authorization },
    });
    const newest = answers.at(-1)?.body;
    const result = within(newest, 'result');
    return c.json({
      standing:
        [result, within(newest, 'responseObject', 'code')].find((word) => typeof word === 'string') ??
        'no verification was made',
      passed: result === undefined ? null : result === 'ACCEPTED',
      answers: [...answers, log],
      review: `family=lcp&userId=${encodeURIComponent(userId)}`,
    } satisfies FamilyKnowledge);
  });

  return app;
};
