/**
 * BPM self-service: the bank is the identity provider. It signs the visitor in as a customer, and the page gets only a
 * short-lived token; for the back office's view it asks as an administrator.
 */
import { randomInt } from 'node:crypto';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import type { BpmIssuer } from '../settings.ts';
import type { Answer, FamilyKnowledge } from '../../family-knowledge.ts';
import { askGateway, within } from './answers.ts';
import { createRecent } from './recent.ts';

/** Long enough for one call; the SDK asks for a token before each. */
const TOKEN_LIFE = '2m';
const COMMANDS = '/api/BPMSelfService/commands';
/** User ids of this server begin here, above ids that a bank may use. */
const FIRST_USER = 1_000_000_000;
const USERS = 2 ** 32;

export const bpmRoutes = (gatewayUrl: string, { issuer, audience, secret }: BpmIssuer): Hono => {
  const app = new Hono();
  const visitors = createRecent<{ readonly userId: number }>();
  const key = new TextEncoder().encode(secret);

  const tokenOf = (subject: string, role: 'customer' | 'admin'): Promise<string> =>
    new SignJWT({ roles: [role], ...(role === 'customer' ? { name: 'A visitor of the demo' } : {}) })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(TOKEN_LIFE)
      .sign(key);

  const command = async (name: string, subject: string, role: 'customer' | 'admin', body: object): Promise<Answer> =>
    askGateway(`${gatewayUrl}${COMMANDS}/${name}`, `the ${role}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'authorization': `Bearer ${await tokenOf(subject, role)}` },
      body: JSON.stringify(body),
    });

  app.post('/', (c) =>
    c.json({
      correlationId: visitors.open({ userId: FIRST_USER + randomInt(USERS) }),
      baseUrl: `${new URL(c.req.url).origin}/gateway`,
    }),
  );

  app.post('/:id/token', async (c) => {
    const visitor = visitors.find(c.req.param('id'));
    return visitor === undefined ? c.notFound() : c.json({ token: await tokenOf(String(visitor.userId), 'customer') });
  });

  app.get('/:id', async (c) => {
    const visitor = visitors.find(c.req.param('id'));
    if (visitor === undefined) {
      return c.notFound();
    }
    const { userId } = visitor;
    const status = await command('CheckLivenessStatusQuery', String(userId), 'customer', {});
    const records = await command('RetrieveLivenessChecksQuery', 'demo-back-office', 'admin', {
      selfServiceUserId: userId,
    });
    const completed = within(status.body, 'data', 'HasCompletedLivenessCheck');
    const hasRecords = Number(within(records.body, 'data', 'TotalCount')) > 0;
    return c.json({
      standing: `HasCompletedLivenessCheck ${String(completed)}`,
      passed: hasRecords ? completed === true : null,
      answers: [status, records],
      review: `family=bpm&userId=${String(userId)}`,
    } satisfies FamilyKnowledge);
  });

  return app;
};
