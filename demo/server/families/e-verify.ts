/**
 * e-verify: the API key stays on this server. For each attempt it starts a session, sends id and capture token to the
 * page, and reads the results itself.
 */
import { Hono } from 'hono';
import type { EVerifyKeys } from '../settings.ts';
import type { FamilyKnowledge } from '../../family-knowledge.ts';
import { askGateway, within } from './answers.ts';
import { createRecent } from './recent.ts';

const LIVENESS = '/v1/biometrics/liveness';
const CAPTURE_TOKEN_HEADER = 'x-lifesign-capture-token';
const START_MS = 15_000;

interface Visit {
  /** The outcome of a test key; null for the live key and the real engine. */
  readonly outcome: string | null;
  /** Newest last. */
  readonly sessions: string[];
}

const OUTCOME = /^test-[a-z]{1,20}$/;

export const eVerifyRoutes = (gatewayUrl: string, keys: EVerifyKeys): Hono => {
  const app = new Hono();
  const visits = createRecent<Visit>();
  const keyFor = ({ outcome }: Visit): string => (outcome === null ? keys.live : keys.test);

  app.post('/', async (c) => {
    const { outcome = null } = (await c.req.json().catch(() => ({}))) as { outcome?: unknown };
    if (outcome !== null && (typeof outcome !== 'string' || !OUTCOME.test(outcome))) {
      return c.json({ error: 'outcome must be one of a test key' }, 400);
    }
    const correlationId = visits.open({ outcome, sessions: [] });
    return c.json({ correlationId, baseUrl: `${new URL(c.req.url).origin}/gateway` });
  });

  app.post('/:id/session', async (c) => {
    const visit = visits.find(c.req.param('id'));
    if (visit === undefined) {
      return c.notFound();
    }
    const attempt = String(visit.sessions.length + 1);
    const started = await fetch(`${gatewayUrl}${LIVENESS}/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': keyFor(visit) },
      // A new token for each attempt: the same one would name the same session.
      body: JSON.stringify({ client_session_token: `${visit.outcome ?? 'visit'}:${c.req.param('id')}:${attempt}` }),
      signal: AbortSignal.timeout(START_MS),
    });
    const sessionId = within(await started.json().catch(() => null), 'session_id');
    const captureToken = started.headers.get(CAPTURE_TOKEN_HEADER);
    if (typeof sessionId !== 'string' || captureToken === null) {
      return c.json({ error: `The gateway answered ${String(started.status)}` }, 502);
    }
    visit.sessions.push(sessionId);
    return c.json({ sessionId, captureToken });
  });

  app.get('/:id', async (c) => {
    const visit = visits.find(c.req.param('id'));
    if (visit === undefined) {
      return c.notFound();
    }
    const answers = await Promise.all(
      visit.sessions.map((id) =>
        askGateway(`${gatewayUrl}${LIVENESS}/${id}/results`, 'the partner', {
          headers: { 'x-api-key': keyFor(visit) },
        }),
      ),
    );
    const newest = answers.at(-1)?.body;
    const isLive = within(newest, 'result', 'is_live');
    const newestSession = visit.sessions.at(-1);
    return c.json({
      standing: newest === undefined ? 'no session was started' : standingOf(newest),
      passed: typeof isLive === 'boolean' ? isLive : null,
      answers,
      // Test keys leave no record.
      review:
        visit.outcome !== null || newestSession === undefined ? null : `family=e-verify&reference=${newestSession}`,
    } satisfies FamilyKnowledge);
  });

  return app;
};

const standingOf = (body: unknown): string => {
  const status = String(within(body, 'status'));
  const result = within(body, 'result');
  return typeof result === 'object' && result !== null
    ? `${status}, is_live ${String(within(result, 'is_live'))}, liveness_score ${String(within(result, 'liveness_score'))}`
    : status;
};
