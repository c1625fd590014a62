/** Over real sockets: limits on guessed keys and tokens, ended sign-ins, and unread bodies. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashApiKey } from '../src/families/e-verify/api-key.ts';
import { ADMIN, admin, adminConfig, signIn } from './support/admin.ts';
import { command, tokenOf } from './support/bpm.ts';
import { onBothDatabases } from './support/databases.ts';
import { startGateway, type TestGateway, until } from './support/harness.ts';
import { passForLimits } from './support/limits.ts';
import { type Served, serveApp } from './support/socket.ts';

const KEY = `ev_live_${'k'.repeat(43)}`;
const BURST = 5;

/** Each family has its own count; a refused caller gets Retry-After. */
const afterGuessing = async (guess: () => Promise<{ status: number; headers: Headers }>) => {
  const statuses: number[] = [];
  for (let i = 0; i < BURST; i += 1) {
    statuses.push((await guess()).status);
  }
  expect(statuses).toEqual(Array.from({ length: BURST }, () => 401));
  const refused = await guess();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  return refused;
};

onBothDatabases((location) => {
  let gateway: TestGateway;
  let served: Served;

  beforeAll(async () => {
    const config = await adminConfig({ eVerify: { keys: [{ account: 'acme', keySha256: hashApiKey(KEY) }] } });
    gateway = await startGateway({
      config: { ...config, rateLimits: { ...config.rateLimits, authentication: { perMinute: 6, burst: BURST } } },
      database: location(),
    });
    served = await serveApp(gateway.app);
  }, 180_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const start = (key: string) =>
    served.app.request('/v1/biometrics/liveness/start', {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ client_session_token: 'a-token-of-a-client' }),
    });

  const capture = (token: string) =>
    served.app.request('/v1/biometrics/liveness/liveness_session_x/capture', {
      headers: { authorization: `Bearer ${token}` },
    });

  test('e-verify: right keys are never counted, wrong keys and capture tokens are', async () => {
    for (let i = 0; i < 2 * BURST; i += 1) {
      expect((await start(KEY)).status).toBe(200);
    }
    let count = 0;
    const refused = await afterGuessing(() => {
      count += 1;
      return count % 2 === 0 ? capture('x.y.z') : start(`ev_live_${'w'.repeat(43)}`);
    });
    expect(refused.headers.get('content-type')).toContain('application/json');
    // A right key is refused too until the time is over, so that it cannot be told from a wrong one.
    const right = await start(KEY);
    expect([right.status, ((await right.json()) as { error: { code: string } }).error.code]).toEqual([
      429,
      'rate_limited',
    ]);
    await passForLimits(gateway, 11_000);
    expect((await start(KEY)).status).toBe(200);
  });

  test('BPM: wrong tokens are counted, right ones are not', async () => {
    const token = await tokenOf();
    for (let i = 0; i < 2 * BURST; i += 1) {
      expect((await command(served, 'CheckLivenessStatusQuery', token)).status).not.toBe(429);
    }
    const forged = await tokenOf({ secret: 'another-secret-of-somebody-who-guesses' });
    const refused = await afterGuessing(() => command(served, 'CheckLivenessStatusQuery', forged));
    expect(refused).toMatchObject({ body: { statusCode: '07' } });
    expect((await command(served, 'CheckLivenessStatusQuery', token)).status).toBe(429);
    await passForLimits(gateway, 11_000);
    expect((await command(served, 'CheckLivenessStatusQuery', token)).status).not.toBe(429);
  });

  test('admin: sign-out ends its own cookie only; too many guesses get Retry-After', async () => {
    const [cookie, other] = [await signIn(served), await signIn(served)];
    expect((await admin(served, 'GET', 'me', cookie)).status).toBe(200);
    expect((await admin(served, 'POST', 'sign-out', cookie)).status).toBe(200);
    expect((await admin(served, 'GET', 'me', cookie)).status).toBe(401);
    expect((await admin(served, 'GET', 'checks', cookie)).status).toBe(401);
    expect((await admin(served, 'GET', 'me', other)).status).toBe(200);
    expect((await admin(served, 'POST', 'sign-out', cookie)).status).toBe(200);
    expect((await admin(served, 'POST', 'sign-out')).status).toBe(200);
    // The list of ended sign-ins keeps each until it would have expired anyway.
    gateway.advance(2 * 3_600_000);
    const third = await signIn(served);
    await admin(served, 'POST', 'sign-out', third);
    const left = await gateway.db.selectFrom('admin_sign_out').selectAll().execute();
    expect(left).toHaveLength(1);

    const guess = () => admin(served, 'POST', 'sign-in', '', { name: ADMIN.name, password: 'a wrong password' });
    const answers = [];
    for (let i = 0; i <= BURST; i += 1) {
      answers.push(await guess());
    }
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a body that is too long', () => {
  let gateway: TestGateway;
  let served: Served;
  let token: string;

  beforeAll(async () => {
    gateway = await startGateway({ config: await adminConfig() });
    served = await serveApp(gateway.app);
    token = await tokenOf();
  }, 120_000);
  afterAll(async () => {
    await served.close();
    await gateway.close(2000);
  });

  const LENGTH = 15 * 1024 * 1024;
  const head = (framing: string): string =>
    `POST /api/BPMSelfService/commands/SubmitLivenessCheckCommand HTTP/1.1\r\nHost: x\r\n` +
    `Authorization: Bearer ${token}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`;

  const open = () => {
    let answer = '';
    let isClosed = false;
    const socket: Socket = connect(served.port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      isClosed = true;
    });
    return { socket, answer: () => answer, isClosed: () => isClosed };
  };

  test.each(['length', 'chunks'])(
    'that arrives in full keeps the connection open for the next request (%s)',
    async (kind) => {
      const { socket, answer, isClosed } = open();
      if (kind === 'length') {
        socket.write(head(`Content-Length: ${LENGTH}`));
        socket.write(Buffer.alloc(LENGTH, 'x'));
      } else {
        socket.write(head('Transfer-Encoding: chunked'));
        socket.write(Buffer.concat([Buffer.from(`${LENGTH.toString(16)}\r\n`), Buffer.alloc(LENGTH, 'x')]));
        socket.write('\r\n0\r\n\r\n');
      }
      await until(answer, (text) => /HTTP\/1\.1 4\d\d[\s\S]*is longer than/.test(text));
      expect(answer()).not.toMatch(/connection: close/i);
      // Longer than every timeout that could close it.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      await until(answer, (text) => text.includes('"status":"ok"'), 5000);
      expect(isClosed()).toBe(false);
      socket.destroy();
    },
  );

  test('that never arrives closes the connection, and the answer has Connection: close', async () => {
    const { socket, answer, isClosed } = open();
    socket.write(head(`Content-Length: ${LENGTH}`));
    socket.write('{"sessionId":');
    await until(isClosed, (closed) => closed, 10_000);
    expect(answer()).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer()).toMatch(/connection: close/i);
    expect(answer()).toContain('is longer than');
  });
});

test('a BPM configuration without an audience is warned about at the start', async () => {
  const bpm = { issuer: 'https://id.example', secret: 's'.repeat(32) };
  const gateway = await startGateway({ config: await adminConfig({ bpm }) });
  await gateway.close(2000);
  expect(gateway.logLines.join('')).toContain('bpm.audience is not set');
});
